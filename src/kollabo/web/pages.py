"""The pages of the explorer: each asks, chooses a template and shows the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kollabo.answers.artist import artist
from kollabo.answers.best import Entry
from kollabo.answers.ranking import Ranked
from kollabo.answers.review import review
from kollabo.answers.scenes_list import scene_acts
from kollabo.answers.song import song
from kollabo.answers.sources import sources
from kollabo.errors import KollaboError, NotFound, UsageError
from kollabo.publish.language import Language
from kollabo.publish.links import web_links
from kollabo.publish.pictures.pairs import pairs_picture
from kollabo.publish.pictures.runs import run_picture
from kollabo.scenes.definitions import find_scene
from kollabo.web.asked import Asked
from kollabo.web.comparing import pairs
from kollabo.web.first_question import first_question
from kollabo.web.over_years import records_of, shown_trend, trend_of
from kollabo.web.parameters import (
    Parameter,
    paging,
    question_parameters,
    read_all,
    weight_parameters,
    years_parameters,
)
from kollabo.web.problems import status_of, told
from kollabo.web.reading import Reading
from kollabo.web.rendering import Renderer
from kollabo.web.years_picture import years_picture

_FIRST_PAGE = 10  # songs of the newest list
_WHILE_TYPING = 6  # acts, and songs
_FOUND_ON_A_PAGE = 20
_ON_A_PAGE = 100  # entries of a list, items of a review, acts of a scene

_QUESTION = (*question_parameters(), *weight_parameters())
_OPTIONAL = tuple(
    Parameter(one.name, one.kind, one.about, False, one.default, one.least, one.most, one.choices)
    for one in _QUESTION
)
_TEXT = Parameter("q", "text", "what you look for")
_PART = Parameter("part", "text", "only the results", choices=("results",))
_OFFSET = paging()[1]

Values = Mapping[str, Any]
Page = Callable[[Request, Reading, Values], Response]


class Pages:
    """All pages, with what they are rendered by."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._language = Language("en")

    def routes(self) -> list[Route]:
        declared: list[tuple[str, Page, tuple[Parameter, ...]]] = [
            ("/", self.home, ()),
            ("/search", self.search, (_TEXT, _PART, _OFFSET)),
            ("/best", self.listing, (*_OPTIONAL, _OFFSET)),
            ("/songs/{id}", self.song, _OPTIONAL),
            ("/acts/{id}", self.act, ()),
            ("/whom", self.whom, _OPTIONAL),
            ("/trend", self.trend, (*_OPTIONAL, *years_parameters(required=False))),
            ("/records", self.records, _OPTIONAL),
            ("/compare", self.compare, (*_QUESTION, *_COMPARED)),
            ("/scenes", self.scenes, ()),
            ("/scenes/{name}", self.scene, ()),
            ("/sources", self.sources, ()),
            ("/review", self.review, (*_OPTIONAL, _OFFSET)),
        ]
        return [
            Route(path, self._handler(page, parameters), methods=["GET"])
            for path, page, parameters in declared
        ]

    def _handler(
        self, page: Page, parameters: tuple[Parameter, ...]
    ) -> Callable[[Request], Response]:
        def handle(request: Request) -> Response:
            try:
                values = read_all(
                    parameters, request.query_params, request.path_params, strict=False
                )
                return page(request, request.state.reading, values)
            except KollaboError as error:
                return self.trouble(request, status_of(error), *told(error))

        return handle

    def trouble(self, request: Request, status: int, detail: str, remedy: str) -> Response:
        return self._show(request, "trouble.html", status=status, detail=detail, remedy=remedy)

    def _show(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        asked: Asked | None = None,
        **shown: Any,
    ) -> Response:
        reading: Reading = request.state.reading
        shown["language"] = self._language
        return HTMLResponse(
            self._renderer.render(template, reading, asked, status=status, **shown), status
        )

    # One page each

    def home(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = first_question(reading)
        listing = reading.listing(asked) if asked else None
        entries = listing.entries[:_FIRST_PAGE] if listing else ()
        return self._show(
            request, "home.html", asked=asked, listing=listing, entries=entries, found=None
        )

    def search(self, request: Request, reading: Reading, values: Values) -> Response:
        text, offset = values["q"] or "", values["offset"]
        limit = _WHILE_TYPING if values["part"] else _FOUND_ON_A_PAGE
        found = reading.index.search(text, limit=limit, offset=offset) if text else None
        return self._show(
            request,
            "results.html" if values["part"] else "search.html",
            found=found,
            text=text,
            offset=offset,
            goes_on=found is not None and limit in (len(found.acts), len(found.songs)),
            page_size=limit,
        )

    def listing(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = _asked(request, reading, values)
        if isinstance(asked, Response):
            return asked
        listing = reading.listing(asked)
        offset = values["offset"]
        return self._show(
            request,
            "list.html",
            asked=asked,
            listing=listing,
            entries=listing.entries[offset : offset + _ON_A_PAGE],
            offset=offset,
            goes_on=len(listing.entries) > offset + _ON_A_PAGE,
            page_size=_ON_A_PAGE,
            found=None,
        )

    def song(self, request: Request, reading: Reading, values: Values) -> Response:
        answer = song(reading.catalogue, request.path_params["id"])
        asked = Asked.of(values) if values["year"] and values["between"] and values["and"] else None
        entry = above = below = None
        if asked:
            entry, above, below = _standing(reading.listing(asked).entries, answer.song_id)
        return self._show(
            request,
            "explored_song.html",
            asked=asked,
            song=answer,
            entry=entry,
            above=above,
            below=below,
            run=run_picture(answer.title, answer.runs, self._language),
            links=web_links(answer.links),
        )

    def act(self, request: Request, reading: Reading, values: Values) -> Response:
        answer = artist(reading.catalogue, request.path_params["id"], reading.scenes, why=True)
        return self._show(
            request,
            "explored_act.html",
            act=answer,
            years=years_picture(answer, self._language),
        )

    def whom(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = _asked(request, reading, values)
        if isinstance(asked, Response):
            return asked
        picture = pairs_picture(reading.listing(asked), self._language)
        return self._show(request, "whom.html", asked=asked, picture=picture)

    def trend(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = _asked(request, reading, values)
        if isinstance(asked, Response):
            return asked
        answer = trend_of(reading, asked, values["from"], values["to"])
        return self._show(request, "trend.html", asked=asked, **shown_trend(answer, self._language))

    def records(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = _asked(request, reading, values)
        if isinstance(asked, Response):
            return asked
        return self._show(request, "records.html", asked=asked, answer=records_of(reading, asked))

    def compare(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = Asked.of(values)
        entries = {one.crossing.song_id: one for one in reading.listing(asked).entries}
        pair = [entries.get(values[one]) for one in ("first", "second")]
        if None in pair or pair[0] is pair[1]:
            raise NotFound(
                "these are not two ranked songs of that list", remedy="choose them from the list"
            )
        high, low = sorted(pair, key=_rank)
        return self._show(
            request,
            "compare.html",
            asked=asked,
            high=high,
            low=low,
            pairs=pairs(_placed(high), _placed(low)),
        )

    def scenes(self, request: Request, reading: Reading, values: Values) -> Response:
        return self._show(request, "scenes.html", answer=reading.scenes_list)

    def scene(self, request: Request, reading: Reading, values: Values) -> Response:
        try:
            scene = find_scene(request.path_params["name"], reading.scenes)
        except UsageError as error:
            raise NotFound(error.message, remedy=error.remedy) from error
        answer = scene_acts(reading.catalogue, scene, reading.scenes, limit=_ON_A_PAGE)
        return self._show(request, "scene.html", answer=answer)

    def sources(self, request: Request, reading: Reading, values: Values) -> Response:
        return self._show(request, "sources.html", answer=sources(reading.catalogue))

    def review(self, request: Request, reading: Reading, values: Values) -> Response:
        asked = _asked(request, reading, values)
        if isinstance(asked, Response):
            return asked
        question = asked.question(reading.scenes)
        answer = review(reading.catalogue, question, reading.scenes, today=dt.date.today())
        offset = values["offset"]
        return self._show(
            request,
            "review.html",
            asked=asked,
            answer=answer,
            kinds=[
                (what, list(items))
                for what, items in groupby(
                    answer.items[offset : offset + _ON_A_PAGE], lambda item: item.what
                )
            ],
            offset=offset,
            goes_on=len(answer.items) > offset + _ON_A_PAGE,
            page_size=_ON_A_PAGE,
        )


_COMPARED = tuple(
    Parameter(name, "text", "a ranked song, by its id", required=True)
    for name in ("first", "second")
)


def _asked(request: Request, reading: Reading, values: Values) -> Asked | Response:
    """The question of an address; where a part of it is not said, the way to the whole question.

    What is not said is as on the first page.
    """
    if values["year"] and values["between"] and values["and"]:
        return Asked.of(values)
    first = first_question(reading)
    if first is None:
        raise NotFound("the catalogue holds no collaboration with evidence")
    said = {name: value for name, value in values.items() if value is not None}
    whole = Asked.of({"year": first.year, "between": first.between, "and": first.other, **said})
    return RedirectResponse(f"{request.url.path}?{whole.query()}", 303)


def _placed(entry: Entry | None) -> Ranked:
    assert entry is not None
    assert entry.ranked is not None
    return entry.ranked


def _rank(entry: Entry | None) -> tuple[float, str]:
    assert entry is not None
    return -(entry.score or 0.0), entry.crossing.song_id


def _standing(
    entries: tuple[Entry, ...], song_id: str
) -> tuple[Entry | None, Entry | None, Entry | None]:
    """The entry of a song and those beside it."""
    for at, entry in enumerate(entries):
        if entry.crossing.song_id == song_id:
            above = entries[at - 1] if at else None
            below = entries[at + 1] if at + 1 < len(entries) else None
            return entry, above, below
    return None, None, None
