"""The wordings that every form of a list shares."""

from __future__ import annotations

from collections.abc import Sequence

from kollabo.answers.best import BestList, Entry, released_words
from kollabo.answers.crossings import CreditedAct, Crossing
from kollabo.answers.words import count, listed
from kollabo.publish.languages import sung_words
from kollabo.publish.plain import one_line

SHOWN_APART = 5  # songs named of a list that stands apart, unless all are asked for


def heading(answer: BestList) -> str:
    first, second = (one_line(scene.title) for scene in answer.question.sides)
    charted = " charted in" if answer.question.year_means == "charted" else " of"
    return f"The best collaborations{charted} {answer.question.year} between {first} and {second}"


def artists_words(acts: Sequence[CreditedAct]) -> str:
    """ "Charlie Puth featuring Jung Kook": acts by their roles, in the order of the credit."""
    by_role: dict[str, list[str]] = {"main": [], "featured": [], "remixer": []}
    for one in acts:
        by_role[one.role or "main"].append(one_line(one.act.name))
    words = listed(by_role["main"])
    for role, before in (("featured", " featuring"), ("remixer", ", remixed by")):
        if by_role[role]:
            words += f"{before} {listed(by_role[role])}"
    return words.lstrip(" ,")


def about_words(song: Crossing) -> str:
    """What is known of the song itself: "sung in English; part of The Idol (soundtrack)"."""
    belongs = f"part of {one_line(song.belongs_to)}" if song.belongs_to else ""
    return "; ".join(said for said in (sung_words(song.languages), belongs) if said)


def acts_words(acts: Sequence[CreditedAct]) -> str:
    """Where each act is from and whose member: "Jung Kook of BTS (KR), Latto (US)"."""
    said = []
    for one in acts:
        groups = f" of {listed([one_line(group.name) for group in one.act.groups])}"
        origin = one.act.origin or "country unknown"
        said.append(f"{one_line(one.act.name)}{groups if one.act.groups else ''} ({origin})")
    return ", ".join(said)


def rank_words(entry: Entry) -> str:
    """ "3", or "3=" where songs share the rank."""
    if entry.ranked is None:
        return ""
    return f"{entry.ranked.rank}" + ("=" if entry.ranked.tied_with else "")


def rank_and_plausible_words(entry: Entry) -> str:
    """ "3 (2-5)": the rank and those it may truly be; "3= (2-5)" where songs share it."""
    known = entry.ranked.plausible if entry.ranked else None
    if known is None:
        return rank_words(entry)
    span = f"{known.low}" if known.low == known.high else f"{known.low}-{known.high}"
    return f"{rank_words(entry)} ({span})"


def score_words(entry: Entry) -> str:
    return f"{entry.ranked.score:.1f}" if entry.ranked else ""


def plausible_words(entry: Entry) -> str:
    """ "2 to 4"; empty where the ranking states no uncertainty."""
    known = entry.ranked.plausible if entry.ranked else None
    if known is None:
        return ""
    return f"{known.low}" if known.low == known.high else f"{known.low} to {known.high}"


def song_words(song: Crossing) -> str:
    """A song in a sentence: "Left And Right by Charlie Puth featuring Jung Kook (2022-06-24)"."""
    return f"{one_line(song.title)} by {artists_words(song.acts)} ({released_words(song)})"


def apart_song_words(entry: Entry) -> str:
    """A song listed apart, with the reason why."""
    about = about_words(entry.crossing)
    return f"{song_words(entry.crossing)}{f', {about}' if about else ''}: {one_line(entry.reason)}"


def apart_words(answer: BestList) -> str:
    """What to say above the songs that nothing sizes."""
    number = len(answer.also_released)
    whose = "its" if number == 1 else "their"
    return f"Also released, with no evidence of {whose} size: {count(number, 'song')}"


def undecided_words(answer: BestList) -> str:
    number = len(answer.undecided)
    return f"Undecided: {count(number, 'song')} {'waits' if number == 1 else 'wait'} for your word"


def nothing_words(answer: BestList) -> str:
    """What to say where nothing is ranked."""
    return f"Nothing is ranked: no crossing of {answer.question.year} has evidence of its size."


def more_words(left: int) -> str:
    return f"and {left:,} more; --all names them"


def notes(answer: BestList) -> list[str]:
    return [one_line(note) for note in answer.notes]
