"""All about one act, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kollabo.answers.artist import ArtistAnswer, Membership, Together
from kollabo.answers.identities import Identities, NameTaken
from kollabo.answers.lookup import FoundAct
from kollabo.answers.words import listed
from kollabo.publish.plain import section, some, text_of

_SHOWN = 25  # collaborations or names; JSON has all
_MORE = "--json has all"


def artist_text(answer: ArtistAnswer, others: Sequence[FoundAct] = ()) -> str:
    return text_of(_lines(answer, others))


def _lines(answer: ArtistAnswer, others: Sequence[FoundAct]) -> Iterator[str]:
    yield answer.name + (f" ({answer.note})" if answer.note else "")
    yield f"  {answer.artist_id}"
    facts = (
        ("", answer.kind),
        ("from", answer.origin),
        ("since", answer.begin),
        ("until", answer.end),
    )
    said = [f"{before} {fact}".strip() for before, fact in facts if fact]
    if not answer.described:
        said.append("known from credits only")
    if said:
        yield f"  {', '.join(said)}"
    if answer.genres:
        yield f"  genres: {', '.join(answer.genres)}"
    if answer.rosters:
        yield f"  listed as {listed(answer.rosters)}"
    yield from section("Scenes", (f"{one.title}: {one.why}" for one in answer.scenes))
    yield from section("Member of", map(_membership, answer.groups))
    yield from section("Members", map(_membership, answer.members))
    yield from section("Other names", _aliases(answer))
    songs = list(map(_together, answer.collaborations))
    title = f"Collaborations ({len(songs):,})"
    yield from section(title, some(songs, _SHOWN, _MORE))
    if answer.why:
        yield from _why(answer.why)
    yield from section("Other acts of this name", (one.words for one in others))


def _membership(one: Membership) -> str:
    spans = {f"{span.begin or '?'} to {span.end or 'now'}" for span in one.spans if span.begin}
    return one.name + (f" ({listed(sorted(spans))})" if spans else "")


_KINDS = {
    "legal": " (civil name)",
    "persona": " (another act of the same person)",
    "hint": " (a misspelling)",
}


def _aliases(answer: ArtistAnswer) -> Iterator[str]:
    for one in answer.aliases:
        if one.name != answer.name:
            yield one.name + _KINDS.get(one.kind, "")


def _together(song: Together) -> str:
    others = listed([act.name for act in song.partners])
    inferred = " (inferred)" if song.released_inferred else ""
    best = f"; No. {song.best.place} on the {song.best.chart}" if song.best else ""
    doubt = f"; waits for your word: {song.doubt}" if song.doubt else ""
    role = f" as {song.role}" if song.role and song.role != "main" else ""
    released = song.released or "date unknown"
    return f"{released}{inferred}  {song.title} with {others}{role}{best}{doubt}"


def _why(why: Identities) -> Iterator[str]:
    taken = [_taken(one) for one in why.taken]
    yield from section("Names taken for this act, the least sure first", some(taken, _SHOWN, _MORE))
    passed = [f"{_taken(one)}; taken for {one.taken_for_name}" for one in why.passed_over]
    yield from section("Names taken for another act", some(passed, _SHOWN, _MORE))
    yield from section("Acts that share a name", (one.words for one in why.namesakes))


def _taken(one: NameTaken) -> str:
    rival = f" before {one.runner_up_name}" if one.runner_up_name else ""
    reasons = f" ({', '.join(one.reasons)})" if one.reasons else ""
    over = f" over {one.title}" if one.title else ""
    return f"{one.name}{over}: {one.status}, log-odds {one.log_odds:.1f}{rival}{reasons}"
