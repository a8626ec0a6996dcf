"""From statements and read credits to acts: the whole of identity, in its order.

Described statements are clustered, groups given their members, bare names joined, and only then
are names in credits taken for acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from kollabo.build.decisions import Decisions
from kollabo.build.identity.acts import Act, give_ids, index_by_name, trusted_first
from kollabo.build.identity.bare import join_bare
from kollabo.build.identity.credited import Link, Mention, Resolver, mention_key
from kollabo.build.identity.described import cluster_described
from kollabo.build.identity.genres import kin_to_rosters
from kollabo.build.identity.statements import Key, Row, Statement
from kollabo.build.reading import ReadPrinting
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose


@dataclass
class Acts:
    """Every act, and the way from a source's own id to it."""

    acts: list[Act]
    index: Mapping[str, list[Act]]
    _by_key: Mapping[Key, Act]
    _scenes: Mapping[str, Scene]

    def of(self, key: Key) -> Act | None:
        """The act that a source's statement was joined to; None where it fitted no act."""
        return self._by_key.get(key)

    def group_of(self, member: Act, row: Row) -> Act | None:
        """The act of a membership row's group: by its id, else by a name only one group bears.

        A name alone is weak: a group on a scene's roster is only meant if the member is of that
        scene too ("Wings" of a British singer is not the Korean group of that name).
        """
        if row["group"]:
            return self.of((row["source_id"], row["group"]))
        named = [act for act in self.index.get(loose(row["group_name"]), ()) if act.described]
        groups = [act for act in named if act.kind == "group"] or named
        fitting = [group for group in groups if self._of_one_scene(member, group)]
        return fitting[0] if len(fitting) == 1 else None

    def _of_one_scene(self, member: Act, group: Act) -> bool:
        rosters = group.rosters
        if not rosters or set(rosters) & set(member.rosters):
            return True
        return kin_to_rosters(member.genres, rosters, self._scenes)


def join_acts(
    statements: Sequence[Statement], scenes: Mapping[str, Scene], decisions: Decisions
) -> Acts:
    """All acts that sources describe or name, each with its statements and groups."""
    bare = [one for one in statements if one.bare or one.thin]
    described = [one for one in statements if not (one.bare or one.thin)]
    clusters = cluster_described(described, scenes)
    acts = [Act(trusted_first(cluster)) for cluster in decisions.joined(clusters)]
    acts = _with_groups(acts, scenes)
    index = index_by_name(acts)
    acts += join_bare(bare, index, scenes)
    for act in acts:
        act.statements = trusted_first(act.statements)
    return Acts(acts, index_by_name(acts), _keys(acts), scenes)


def _keys(acts: Iterable[Act]) -> dict[Key, Act]:
    return {statement.key: act for act in acts for statement in act.statements}


def _with_groups(acts: list[Act], scenes: Mapping[str, Scene]) -> list[Act]:
    """Fill in ``groups``; a group that is only named gets no act of its own."""
    found = Acts(acts, index_by_name(acts), _keys(acts), scenes)
    for act in acts:
        groups: dict[int, Act] = {}
        for statement in act.statements:
            for row in statement.membership_rows:
                group = found.group_of(act, row)
                if group is not None and group is not act:
                    groups.setdefault(id(group), group)
        act.groups = list(groups.values())
    return acts


def mentions_of(read: Iterable[ReadPrinting], statements: Sequence[Statement]) -> list[Mention]:
    """Every name over every work, with all that is printed around it, in a fixed order."""
    rosters_of, searched = source_rosters(statements), searched_acts(statements)
    mentions: dict[tuple[str, str], Mention] = {}
    for one in read:
        names = {loose(name.name) for name in one.names}
        for name in one.names:
            key = mention_key(name.name, one.work_key)
            mention = mentions.get(key)
            if mention is None:
                mention = mentions[key] = Mention(*key)
            mention.names[name.name] += one.printing.rows
            mention.beside |= names - {key[0]}
            if name.context:
                mention.groups_named.add(loose(name.context))
            mention.labels.update(map(loose, one.printing.labels))
            mention.regions.update(one.printing.regions)
            for source in one.printing.sources:
                mention.rosters |= rosters_of.get(source, frozenset())
                for statement in searched.get((source, key[0]), ()):
                    mention.searched_for.update(statement.rosters)
                    mention.labels |= {loose(statement.label)} if statement.label else set()
            first = one.printing.first
            if first and (mention.first is None or first < mention.first):
                mention.first = first
    return [mentions[key] for key in sorted(mentions)]


def resolve_names(
    acts: Acts,
    mentions: Sequence[Mention],
    scenes: Mapping[str, Scene],
    decisions: Decisions,
    recorded: Set[tuple[str, str]] = frozenset(),
) -> tuple[list[Link], Acts]:
    """A link for each mention; the acts known from credits alone are added, and all get ids.

    ``recorded``: MBID and loose work where MusicBrainz credits the act on a recording of it.
    """
    give_ids(acts.acts)  # decisions may name acts by them
    decisions.apply_origins(acts.index)
    resolver = Resolver(acts.index, scenes, decisions.acts_of_names(acts.index), recorded)
    links = resolver.resolve(mentions)
    everyone = acts.acts + resolver.made()
    give_ids(everyone)
    everyone.sort(key=lambda act: act.artist_id)
    index = index_by_name(everyone)
    decisions.count_scenes(index)
    return links, Acts(everyone, index, _keys(everyone), scenes)


def links_by_mention(links: Iterable[Link]) -> dict[tuple[str, str], Link]:
    return {(link.mention.name, link.mention.work): link for link in links}


def source_rosters(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """Which rosters each list of acts stands for; a list of songs holds guests of any scene."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if not _lists_songs(statement):
            found[statement.source_id].update(statement.rosters)
    return {source: frozenset(rosters) for source, rosters in found.items()}


def searched_acts(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Acts that a list of songs was gathered by, as (source, loose name)."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if _lists_songs(statement):
            for name in statement.looses:
                found[statement.source_id, name].append(statement)
    return found


def _lists_songs(statement: Statement) -> bool:
    return statement.source_id.startswith("tracks-")
