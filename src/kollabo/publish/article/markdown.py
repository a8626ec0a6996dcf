"""The article in Markdown (GitHub's, with footnotes), to be published after a light edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kollabo.publish.article.model import Article, ArticleEntry, Named, Told
from kollabo.publish.markdown import escaped, inline, table
from kollabo.publish.sentences import text_of_parts


def article_markdown(article: Article) -> str:
    return "\n".join(_lines(article)) + "\n"


def _lines(article: Article) -> Iterator[str]:
    language = article.language
    yield f"# {escaped(article.headline)}"
    yield ""
    yield escaped(" ".join(one.text for one in article.standfirst))
    if article.entries:
        yield from ("", *_glance(article))
        yield from ("", f"## {inline(language.text('article.list'))}")
        for entry in article.entries:
            yield from _entry(entry)
    yield from _named(language.text("apart.title"), _intro(article, "apart.intro"), article.apart)
    intro = language.text("undecided.intro")
    yield from _named(language.text("undecided.title"), intro, article.undecided)
    yield from _headed(language.text("article.rest"))
    yield from (f"- {escaped(one.text)}" for one in article.rest)
    if article.footnotes:
        yield from _headed(language.text("article.sources"))
        yield from (f"[^{one.number}]: {escaped(one.words)}" for one in article.footnotes)


def _intro(article: Article, key: str) -> str:
    return article.language.text(key, year=str(article.year))


def _headed(title: str) -> Iterator[str]:
    yield from ("", f"## {escaped(title)}", "")


def _glance(article: Article) -> list[str]:
    """The list as a table. The column of plausible ranks is there where the ranking states any."""
    columns = ["song", "acts", "released", "plausible", "score"]
    if not any(one.plausible for one in article.entries):
        columns.remove("plausible")
    marks = ["---:", "---", "---", "---", "---", "---:"]
    header = ["", *(article.language.text(f"article.{name}") for name in columns)]
    rows = [[one.rank, *(_cell(one, name) for name in columns)] for one in article.entries]
    return table(header, [*marks[: len(columns)], "---:"], rows)


def _cell(entry: ArticleEntry, column: str) -> str:
    return {
        "song": entry.song.title,
        "acts": text_of_parts(entry.byline),
        "released": entry.released,
        "plausible": entry.plausible,
        "score": entry.score,
    }[column]


def _entry(entry: ArticleEntry) -> Iterator[str]:
    facts = [entry.released, entry.languages]
    yield ""
    yield f"### {entry.rank}. {inline(entry.song.title)}"
    yield ""
    line = " · ".join(inline(fact) for fact in facts if fact)
    yield f"**{inline(text_of_parts(entry.byline))}**" + (f" · {line}" if line else "")
    yield ""
    yield " ".join(map(_told, entry.told))


def _told(told: Told) -> str:
    return escaped(told.sentence.text) + "".join(f"[^{number}]" for number in told.notes)


def _named(title: str, intro: str, songs: Sequence[Named]) -> Iterator[str]:
    if songs:
        yield from _headed(title)
        yield from (escaped(intro), "")
        yield from (f"- {escaped(text_of_parts(one.words))}" for one in songs)
