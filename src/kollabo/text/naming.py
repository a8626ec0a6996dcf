"""The name inside a stretch of text: what a bracket behind it says is no part of it.

"The Singer (The Soul of the South)" explains, "가수(Singer)" spells the name again,
"Singer (GROUP)" says where she is from, and "f(x)" is a name as it stands.
"""

from kollabo.text.evidence import NameEvidence
from kollabo.text.names import script
from kollabo.text.shadow import closing_brackets, shadow_of


def acting_name(text: str, evidence: NameEvidence) -> str:
    """The name of the act in a stretch of credit."""
    return name_and_group(text, evidence)[0]


def name_and_group(text: str, evidence: NameEvidence) -> tuple[str, str | None]:
    """The name, and the group in the bracket behind it if that is a group."""
    split = _split_bracket(text)
    if split is None:
        return text, None
    core, inner, is_apart = split
    if len(inner) == 1 and not is_apart:
        return text, None
    if _is_translation(core, inner):
        return core, None
    is_group = _is_act(inner, evidence)
    if evidence.known(text) > 0 and not is_group:
        return text, None
    if not is_apart and not (is_group and _is_act(core, evidence)):
        return text, None
    return core, inner if is_group else None


def _split_bracket(text: str) -> tuple[str, str, bool] | None:
    """Text before the last bracket, text in it, and whether the bracket stands apart."""
    stripped = text.rstrip()
    if not stripped or shadow_of(stripped[-1]) not in ")]}":
        return None
    closed = closing_brackets(shadow_of(stripped))
    opened = next((at for at, end in closed.items() if end == len(stripped) - 1), 0)
    core, inner = stripped[:opened].rstrip(), stripped[opened + 1 : -1].strip()
    if not core or not inner:
        return None
    touches = opened == len(core)
    return core, inner, not touches or script(core[-1]) in ("Hangul", "Han", "Kana")


def _is_translation(core: str, inner: str) -> bool:
    scripts = {script(core), script(inner)}
    return len(scripts) == 2 and "Common" not in scripts


def _is_act(name: str, evidence: NameEvidence) -> bool:
    return evidence.known(name) > 0 or evidence.alone(name) > 0 or evidence.beside(name) > 0
