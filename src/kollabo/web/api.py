"""The questions that programs ask: the same answers in the same words as the command line's JSON.

Each is declared once, with its parameters; the OpenAPI document is made of the declarations.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kollabo.answers import artist as artists
from kollabo.answers import best as lists
from kollabo.answers import review as reviews
from kollabo.answers import scenes_list, search, song, sources
from kollabo.answers import trend as trends
from kollabo.answers.lookup import act_json, find_acts, find_songs, song_json
from kollabo.answers.question import Years
from kollabo.answers.records import answer as records
from kollabo.errors import KollaboError, NotFound, UsageError
from kollabo.scenes.definitions import find_scene
from kollabo.web.asked import Asked
from kollabo.web.over_years import years_asked
from kollabo.web.parameters import (
    Parameter,
    paging,
    question_parameters,
    read_all,
    weight_parameters,
    years_parameters,
)
from kollabo.web.problems import problem, status_of, told
from kollabo.web.reading import Reading

ROOT = "/api/v1"

Values = Mapping[str, Any]
_JSON = "application/json"


@dataclass(frozen=True)
class Endpoint:
    """One question. ``gives`` names an object of docs/json.md; ``paged`` its lists that are cut.

    ``misses``: it may have nothing to answer with, and then says 404.
    """

    path: str
    gives: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Reading, Values], dict[str, Any]]
    paged: tuple[str, ...] = ()
    misses: bool = False


def _best(reading: Reading, values: Values) -> dict[str, Any]:
    return lists.as_json(reading.listing(Asked.of(values)))


def _song(reading: Reading, values: Values) -> dict[str, Any]:
    answer = song.song(reading.catalogue, values["id"])
    others = []
    with suppress(NotFound, UsageError):  # a title of signs alone cannot be looked up
        others = [
            song_json(one)
            for one in find_songs(reading.catalogue, answer.title)
            if one.song_id != answer.song_id
        ]
    return {**song.as_json(answer), "others_of_this_title": others}


def _artist(reading: Reading, values: Values) -> dict[str, Any]:
    answer = artists.artist(reading.catalogue, values["id"], reading.scenes, why=values["why"])
    others = []
    with suppress(NotFound, UsageError):
        others = [
            act_json(one)
            for one in find_acts(reading.catalogue, answer.name)
            if one.artist_id != answer.artist_id
        ]
    return {**artists.as_json(answer), "others_of_this_name": others}


def _search(reading: Reading, values: Values) -> dict[str, Any]:
    limit, offset = values["limit"] + 1, values["offset"]  # one more tells whether it goes on
    return search.as_json(reading.index.search(values["q"], limit=limit, offset=offset))


def _scenes(reading: Reading, values: Values) -> dict[str, Any]:
    return scenes_list.as_json(reading.scenes_list)


def _scene(reading: Reading, values: Values) -> dict[str, Any]:
    scene = _named_scene(reading, values["name"])
    limit = values["offset"] + values["limit"] + 1
    return scenes_list.scene_as_json(
        scenes_list.scene_acts(reading.catalogue, scene, reading.scenes, limit=limit)
    )


def _named_scene(reading: Reading, name: str) -> Any:
    try:
        return find_scene(name, reading.scenes)
    except UsageError as error:
        raise NotFound(error.message, remedy=error.remedy) from error


def _sources(reading: Reading, values: Values) -> dict[str, Any]:
    return sources.as_json(sources.sources(reading.catalogue))


def _trend(reading: Reading, values: Values) -> dict[str, Any]:
    return trends.as_json(trends.trend(reading.catalogue, _years(reading, values), reading.scenes))


def _records(reading: Reading, values: Values) -> dict[str, Any]:
    years, until = _years(reading, values), values["evidence_until"]
    return records.as_json(records.records(reading.catalogue, years, reading.scenes, until=until))


def _years(reading: Reading, values: Values) -> Years:
    return years_asked(reading, values["between"], values["and"], values["from"], values["to"])


def _review(reading: Reading, values: Values) -> dict[str, Any]:
    question = Asked.of(values).question(reading.scenes)
    answer = reviews.review(reading.catalogue, question, reading.scenes, today=dt.date.today())
    return reviews.as_json(answer)


_ID = Parameter("id", "text", "its id", required=True, place="path")
_NAME = Parameter("name", "text", "the scene's name", required=True, place="path")
_TEXT = Parameter("q", "text", "what was typed so far, in any script", required=True)
_WHY = Parameter("why", "flag", "add which printed names were taken for it", default=False)

ENDPOINTS = (
    Endpoint(
        "/best",
        "best",
        "The ranked list of a year's collaborations between two scenes.",
        (*question_parameters(), *weight_parameters(), *paging(100)),
        _best,
        ("entries",),
    ),
    Endpoint("/song/{id}", "song", "Everything known about a song.", (_ID,), _song, misses=True),
    Endpoint(
        "/artist/{id}",
        "artist",
        "Everything known about an act.",
        (_ID, _WHY),
        _artist,
        misses=True,
    ),
    Endpoint(
        "/search",
        "search",
        "Acts and songs whose names come near, the nearest first.",
        (_TEXT, *paging(20, 100)),
        _search,
        ("artists", "songs"),
    ),
    Endpoint("/scenes", "scenes", "All scenes.", (), _scenes),
    Endpoint(
        "/scenes/{name}",
        "scenes show",
        "One scene: what puts an act into it, and its acts.",
        (_NAME, *paging()),
        _scene,
        ("acts",),
        misses=True,
    ),
    Endpoint("/sources", "sources", "Every import.", paging(), _sources, ("sources",)),
    Endpoint(
        "/trend",
        "trend",
        "Collaborations between two scenes over years, with intervals.",
        (*question_parameters()[1:3], *years_parameters()),
        _trend,
    ),
    Endpoint(
        "/records",
        "records",
        "The records that collaborations between two scenes set in some years.",
        (*question_parameters()[1:3], *years_parameters(), question_parameters()[4]),
        _records,
    ),
    Endpoint(
        "/review",
        "review",
        "What a person could decide that would change a list, and how.",
        (*question_parameters()[:4], *paging()),
        _review,
        ("items",),
    ),
)


def routes() -> list[Route]:
    return [Route(ROOT + one.path, _handler(one), methods=["GET"]) for one in ENDPOINTS]


def _handler(endpoint: Endpoint) -> Callable[[Request], Response]:
    def handle(request: Request) -> Response:
        try:
            values = read_all(
                endpoint.parameters, request.query_params, request.path_params, strict=True
            )
            answer = endpoint.answer(request.state.reading, values)
        except KollaboError as error:
            return problem(status_of(error), *told(error))
        headers = _cut(answer, endpoint.paged, values, request)
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        return Response(body, 200, headers, _JSON)

    return handle


def _cut(
    answer: dict[str, Any], paged: Sequence[str], values: Values, request: Request
) -> dict[str, str]:
    """Keep one page of the lists, and say in a `Link` header (RFC 8288) where the others are."""
    if not paged:
        return {}
    limit, offset = values["limit"], values["offset"]
    begin = 0 if "q" in values else offset  # a search passes over what came before by itself
    goes_on = any(len(answer[name]) > begin + limit for name in paged)
    for name in paged:
        answer[name] = answer[name][begin : begin + limit]
    links = []
    if offset:
        links.append(_link(request, limit, max(0, offset - limit), "prev"))
    if goes_on:
        links.append(_link(request, limit, offset + limit, "next"))
    return {"Link": ", ".join(links)} if links else {}


def _link(request: Request, limit: int, offset: int, relation: str) -> str:
    said = {**request.query_params, "limit": limit, "offset": offset}
    return f'<{request.url.path}?{urlencode(said)}>; rel="{relation}"'
