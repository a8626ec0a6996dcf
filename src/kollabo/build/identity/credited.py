"""Which act a name in a credit means.

A *mention* is one name over one work, with everything printed around it by any source. Its
candidates bear the name; features weigh them; a gap to the runner-up that is too small leaves the
mention unsure, and the song waits for a decision.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from kollabo.build.identity.acts import Act
from kollabo.build.identity.genres import kin_genres
from kollabo.build.identity.weights import Score, countries_of_script, weights
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose, script

_LONG_NAME = 8
_MANY_SONGS = 5
_SOME = 3  # songs of a name, of which most went to one act
_OFTEN = 10  # songs that went to one act and none to another of the name
_STRANGER_FROM = 5  # songs before the debut of the only act known by the name


@dataclass
class Mention:
    """One loose name over one work. Names beside it, groups and labels are loose too.

    ``rosters``: a source that prints it lists only acts of these; ``searched_for``: a list that
    prints it was gathered by searching for an act of this name on these. ``labels``: the song's,
    and those of the act that was searched for.
    """

    name: str
    work: str
    names: Counter[str] = field(default_factory=Counter)
    beside: set[str] = field(default_factory=set)
    groups_named: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    rosters: set[str] = field(default_factory=set)
    searched_for: set[str] = field(default_factory=set)
    first: str | None = None

    @property
    def printed(self) -> str:
        return min(self.names.items(), key=lambda item: (-item[1], item[0]))[0]


@dataclass
class Link:
    """The act a mention was taken for, against the runner-up, and why."""

    mention: Mention
    act: Act
    log_odds: float
    runner_up: Act | None
    status: str  # sure, weak, unsure
    reasons: list[str]


class Resolver:
    """Takes mentions for acts. ``index`` holds acts by loose name and grows by undescribed ones."""

    def __init__(
        self,
        index: Mapping[str, list[Act]],
        scenes: Mapping[str, Scene],
        decided: Mapping[tuple[str, str], Act] | None = None,
        recorded: Set[tuple[str, str]] = frozenset(),
    ) -> None:
        self._index = index
        self._scenes = scenes
        self._decided = decided or {}
        self._recorded = recorded  # (MBID, loose work): MusicBrainz has the act on such a recording
        self._undescribed: dict[str, Act] = {}
        self._elsewhere: dict[str, Counter[int]] = defaultdict(Counter)
        self._songs: Counter[str] = Counter()
        # Labels printed beside a name before its only known bearer began: they tell nothing.
        self._strangers: dict[str, set[str]] = {}

    def resolve(self, mentions: Iterable[Mention]) -> list[Link]:
        """A link for each mention: the plain ones first, then the doubtful by what those teach."""
        links, open_mentions = [], []
        mentions = list(mentions)
        self._songs.update(mention.name for mention in mentions)
        self._notice_strangers(mentions)
        for mention in mentions:
            link = self._link(mention)
            if link.status == "unsure":
                open_mentions.append(mention)
            else:
                links.append(link)
                self._learn(link)
        links += [self._link(mention, learned=True) for mention in open_mentions]
        for link in links:
            link.act.printed.update(link.mention.names)
        return links

    def made(self) -> list[Act]:
        """Acts known from credits alone, in the order of their names."""
        acts = [self._undescribed[name] for name in sorted(self._undescribed)]
        return [act for act in acts if act.printed]

    def _notice_strangers(self, mentions: Iterable[Mention]) -> None:
        """Names that stood in many credits before any act of the name began are somebody's else.

        One or two such songs are a guest spot before a debut or a wrong date.
        """
        early: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            known = self._index.get(mention.name, ())
            if known and all(_too_early(mention, act) for act in known):
                early[mention.name].append(mention)
        for name, found in early.items():
            if len(found) >= _STRANGER_FROM:
                self._strangers[name] = set().union(*(one.labels for one in found))

    def _learn(self, link: Link) -> None:
        self._elsewhere[link.mention.name][id(link.act)] += 1

    def _link(self, mention: Mention, *, learned: bool = False) -> Link:
        decided = self._decided.get((mention.name, mention.work)) or self._decided.get(
            (mention.name, "")
        )
        if decided:
            return Link(mention, decided, 99.0, None, "sure", ["+99 decided by a person"])
        candidates = self._index.get(mention.name, ())
        if not candidates:
            act = self._somebody(mention.name)
            return Link(
                mention, act, 0.0, None, "weak", ["no source describes an act of this name"]
            )
        scored = [(self._score(mention, act, candidates, learned), act) for act in candidates]
        doubtful = mention.name in self._strangers or all(
            act.rosters or not act.described for act in candidates
        )
        if doubtful or all(score.log_odds <= 0 for score, _ in scored):
            stranger = self._somebody(mention.name, rival_of=candidates[0].name)
            scored.append((self._stranger_score(mention, stranger, learned), stranger))
        return self._best(mention, scored)

    def _best(self, mention: Mention, scored: list[tuple[Score, Act]]) -> Link:
        scored.sort(key=lambda pair: (-pair[0].log_odds, pair[1].rival_of or "", pair[1].name))
        best, act = scored[0]
        if len(scored) == 1:
            status = "sure" if act.described else "weak"
            return Link(mention, act, best.log_odds, None, status, best.reasons)
        second, runner_up = scored[1]
        gap = best.log_odds - second.log_odds
        status = "sure" if act.described else "weak"
        if gap < weights("credited")["sure_gap"]:
            status = "unsure"
        return Link(mention, act, gap, runner_up, status, best.reasons)

    def _somebody(self, name: str, rival_of: str | None = None) -> Act:
        return self._undescribed.setdefault(name, Act(rival_of=rival_of, called=name))

    def _stranger_score(self, mention: Mention, stranger: Act, learned: bool) -> Score:
        """How likely the name is somebody no source describes."""
        score = Score(weights("credited"))
        known = mention.name in self._strangers
        score.add("stranger_known" if known else "start_undescribed")
        self._add_elsewhere(score, mention, stranger, learned)
        return score

    def _add_elsewhere(self, score: Score, mention: Mention, act: Act, learned: bool) -> None:
        seen = self._elsewhere.get(mention.name) if learned else None
        if not seen:
            return
        mine, all_songs = seen[id(act)], sum(seen.values())
        if mine == all_songs and all_songs >= _OFTEN:
            score.add("same_name_always", f"{mine} songs")
        elif mine * 4 > all_songs * 3 and all_songs >= _SOME:
            score.add("same_name_elsewhere", f"{mine} of {all_songs} songs")

    def _score(self, mention: Mention, act: Act, candidates: Sequence[Act], learned: bool) -> Score:
        score = Score(weights("credited"))
        if not act.described:
            score.add("start_undescribed")
            known = any(candidate.described for candidate in candidates)
            if self._songs[mention.name] >= _MANY_SONGS and not known:
                score.add("many_songs")
        else:
            score.add("start_listed" if act.listed_only else "start_described")
        if len(candidates) == 1 and mention.name not in self._strangers:
            score.add("only_bearer")
        if len(mention.name) >= _LONG_NAME or script(mention.printed) != "Latin":
            score.add("long_name")
        if act.stage_names & mention.names.keys():
            score.add("exact_spelling")
        elif any(map(_own_capitals, mention.names)):
            score.add("odd_spelling", mention.printed)
        if any((one.mbid, mention.work) in self._recorded for one in act.statements):
            score.add("own_recording")
        self._score_groups(score, mention, act)
        is_abroad = self._score_scene(score, mention, act)
        _score_script(score, mention, act)
        _score_time(score, mention, act)
        # What a name meant among its own scene tells nothing of who bears it elsewhere.
        self._add_elsewhere(score, mention, act, learned and not is_abroad)
        return score

    def _score_groups(self, score: Score, mention: Mention, act: Act) -> None:
        own = {name for group in act.groups for name in group.looses}
        if mention.groups_named:
            named = sorted(mention.groups_named)[0]
            fits = mention.groups_named & own
            score.add("group_named" if fits else "other_group_named", named)
        if own & mention.beside:
            score.add("beside_own_group", sorted(own & mention.beside)[0])
        labels = act.labels.union(*(group.labels for group in act.groups)) & mention.labels
        labels -= self._strangers.get(mention.name, set())
        if labels:
            score.add("same_label", sorted(labels)[0])

    def _score_scene(self, score: Score, mention: Mention, act: Act) -> bool:
        """True if the act is known from its scene's lists and nothing of the scene is about."""
        rosters = set(act.rosters)
        if not rosters:
            self._score_abroad(score, mention, act)
            return False
        beside = sorted(name for name in mention.beside if self._on_roster(name, rosters))
        at_home = any(
            mention.regions & scene.home
            for scene in self._scenes.values()
            if scene.rosters & rosters
        )
        if mention.rosters & rosters:
            score.add("roster_list")
        elif mention.searched_for & rosters and mention.name not in self._strangers:
            score.add("roster_search")
        if at_home:
            score.add("roster_region")
        if beside:
            score.add("beside_roster", beside[0])
        listed = (mention.rosters | mention.searched_for) & rosters
        is_abroad = act.listed_only and not (at_home or beside or listed)
        if is_abroad:
            score.add("roster_elsewhere")
        return is_abroad

    def _score_abroad(self, score: Score, mention: Mention, act: Act) -> None:
        """An act known by bare names alone is not meant by a list that holds another country's."""
        if act.described:
            return
        self._score_genre_beside(score, mention, act)
        if not act.origin or not mention.regions:
            return
        for scene in self._scenes.values():
            beside = any(self._on_roster(name, set(scene.rosters)) for name in mention.beside)
            local = bool(scene.home) and mention.regions <= scene.home
            kin = any(map(scene.takes_genre, act.genres))
            if scene.rosters and (local or beside) and act.origin not in scene.home and not kin:
                score.add("foreign_list", scene.name)
                return

    def _score_genre_beside(self, score: Score, mention: Mention, act: Act) -> None:
        """An act known by bare names alone is likelier beside acts of its own genres."""
        known = [self._index.get(name, ()) for name in sorted(mention.beside)]
        beside = [acts[0].genres for acts in known if len(acts) == 1 and acts[0].genres]
        if not act.genres or not beside:
            return
        if any(kin_genres(act.genres, genres, self._scenes) for genres in beside):
            score.add("kin_genre_beside")
        else:
            score.add("other_genre_beside")

    def _on_roster(self, name: str, rosters: set[str]) -> bool:
        known = self._index.get(name, ())
        return bool(known) and all(rosters & set(act.rosters) for act in known)


def _own_capitals(name: str) -> bool:
    """Whether a name has capitals that no rule of writing gives: "LiSA", and not "LISA" or "Lisa".

    One capital more inside a word is no sign: "McCoy" and "DeBarge" are printed in many ways.
    """
    inside = [char for word in name.split() for char in word[1:] if char.isalpha()]
    return sum(map(str.isupper, inside)) > 1 and not all(map(str.isupper, inside))


def _score_script(score: Score, mention: Mention, act: Act) -> None:
    """A title in another script than the act's country has. Idols sing in their neighbours' too."""
    written = script(mention.work)
    at_home = countries_of_script(written)
    if at_home and act.origin and not act.rosters and act.origin not in at_home:
        score.add("foreign_script", written)


def _score_time(score: Score, mention: Mention, act: Act) -> None:
    if not mention.first:
        return
    year = int(mention.first[:4])
    if _too_early(mention, act):
        score.add("before_debut", f"{year} is before {career_begin(act)}")
    if act.end and year > int(act.end[:4]) + 1:
        score.add("after_end", f"{year} is after {act.end[:4]}")


def _too_early(mention: Mention, act: Act) -> bool:
    begin = career_begin(act)
    return bool(mention.first and begin and int(mention.first[:4]) < begin - 1)


def career_begin(act: Act) -> int | None:
    """Year of the act's debut or first group; else no earlier than age ten.

    A group alone dates only an idol's debut: others may found one late.
    """
    dated = (act, *act.groups) if act.begin or act.rosters else ()
    begins = [one.begin for one in dated if one.begin]
    if begins:
        return min(int(begin[:4]) for begin in begins)
    return int(act.born[:4]) + 10 if act.born else None


def mention_key(name: str, work: str) -> tuple[str, str]:
    return loose(name), work
