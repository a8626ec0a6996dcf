"""Names compared: the key under which two spellings of one name meet."""

import re
import unicodedata
from functools import lru_cache

# Latin letters that no accent explains, and what they are compared as.
_STROKE_LETTERS = str.maketrans(
    dict(zip("øđłðħıŋŧƒɨə", "odldhintfie", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}
)
_CROSSES = str.maketrans({"×": "x", "✕": "x", "✖": "x", "╳": "x"})

_LOOKALIKE_S = re.compile(r"(?<=[^\W\d_])\$|\$(?=\$*[^\W\d_])")
_LOOKALIKE_I = re.compile(r"(?<=[^\W\d_])!(?=[^\W\d_])")
_JOINING = re.compile(r"[’‘'`´ʼʻ′ʹ.·]")
_AND = re.compile(r"&|(?<=\s)\+(?=\s)")
_SINGLE_N = re.compile(r"(?<=\w )n(?= \w)")
_LEADING_THE = re.compile(r"(?:the )+(?=\S)")
_NOT_WORD = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")
_HALF_BRACKETS = str.maketrans("（）", "()")

_INVISIBLE = {"Cc": " ", "Cf": "", "Co": "", "Cs": "", "Cn": ""}
_SCRIPT_OF = {"CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana"}


@lru_cache(maxsize=1 << 12)  # one name is folded several times over, and soon again
def fold(name: str) -> str:
    """The comparison key of a name: same act, same key, whoever typed it.

    Case, width, quotes, hyphens, Latin accents, "&"/"and", a leading "The" and punctuation
    do not count.  What has no letter or digit keeps its signs.  ``fold(fold(x)) == fold(x)``.
    """
    key = _fold_once(name)
    if name.isascii():
        return key
    while (again := _fold_once(key)) != key:
        key = again
    return key


@lru_cache(maxsize=1 << 17)  # a build asks for the same names again and again
def loose(name: str) -> str:
    """:func:`fold` without its spaces: "Jung Kook" and "Jungkook" are one."""
    key = fold(name).replace(" ", "")
    while (again := fold(key).replace(" ", "")) != key:
        key = again
    return key


def script(name: str) -> str:
    """The script most letters of a name are in ("Latin", "Hangul", "Kana", "Han", ...)."""
    if name.isascii():
        return "Latin" if any(map(str.isalpha, name)) else "Common"
    counts: dict[str, int] = {}
    for char in unicodedata.normalize("NFKC", name):
        if char.isalpha():
            kind = _script_of(char)
            counts[kind] = counts.get(kind, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else "Common"


def spellings(name: str) -> tuple[str, ...]:
    """The spellings one printed name carries, the whole first: "X(Y)" in two scripts is both."""
    plain = name.rstrip().translate(_HALF_BRACKETS)
    outer, opened, inner = plain.partition("(")
    outer, inner = outer.strip(), inner[:-1].strip()
    if not opened or not plain.endswith(")") or "(" in inner or ")" in outer + inner:
        return (name,)
    pair = {script(outer), script(inner)}
    if not outer or not inner or len(pair) < 2 or "Common" in pair:
        return (name,)
    return (name, outer, inner)


def _fold_once(name: str) -> str:
    text = (name.lower() if name.isascii() else _without_accents(name)).strip()
    if "$" in text or "!" in text:
        text = _LOOKALIKE_I.sub("i", _LOOKALIKE_S.sub("s", text))
    text = _JOINING.sub("", text)
    if "&" in text or "+" in text:
        text = _AND.sub(" and ", text)
    words = _words_of(text)
    if not words:
        return _SPACE.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()
    if " n " in words:
        words = _SINGLE_N.sub("and", words)
    return _LEADING_THE.sub("", words, count=1) if words.startswith("the ") else words


def _words_of(text: str) -> str:
    """Letters, digits and the marks that belong to them; every other sign parts words."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text).strip()
    kept = "".join([char if char.isalnum() or _is_mark(char) else " " for char in text])
    kept = " ".join(kept.split())
    return kept if any(map(str.isalnum, kept)) else ""


def _is_mark(char: str) -> bool:
    return char > "\u02ff" and unicodedata.category(char) in ("Mn", "Mc")


def _without_accents(name: str) -> str:
    """Wide and compatible forms unified, Latin letters without marks, others as they are."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_CROSSES)
    kept: list[str] = []
    after_latin = False
    for char in unicodedata.normalize("NFD", text):
        if char.isalnum():
            after_latin = char < "\u0250" or "\u1e00" <= char < "\u1f00"
            kept.append(char)
            continue
        category = unicodedata.category(char)
        if category != "Mn" or not after_latin:
            kept.append(_INVISIBLE.get(category, char))
            after_latin = after_latin and category == "Mn"
    return unicodedata.normalize("NFC", "".join(kept)).translate(_STROKE_LETTERS)


def _script_of(char: str) -> str:
    if "\uac00" <= char <= "\ud7a3":
        return "Hangul"
    if "\u4e00" <= char <= "\u9fff":
        return "Han"
    if "\u3041" <= char <= "\u30ff":
        return "Kana"
    first = unicodedata.name(char, "COMMON").split(" ", 1)[0]
    return _SCRIPT_OF.get(first, first.title())
