"""What went wrong, said: to programs as problem+json (RFC 9457), to readers as a page."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from kollabo.errors import CatalogueError, KollaboError, NotFound, UsageError
from kollabo.publish.plain import one_line

PROBLEM = "application/problem+json"
_LONGEST = 500  # characters of what is said; a question may hold longer words


def problem(status: int, detail: str, remedy: str = "", **headers: str) -> Response:
    """A problem as a response. ``remedy`` is the next step, an extension member of the object."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": one_line(detail)[:_LONGEST],
    }
    if remedy:
        said["remedy"] = one_line(remedy)[:_LONGEST]
    body = json.dumps(said, ensure_ascii=False).encode()
    return Response(body, status, {**headers, "Cache-Control": "no-store"}, PROBLEM)


def status_of(error: KollaboError) -> int:
    match error:
        case UsageError():
            return 400
        case NotFound():
            return 404
        case CatalogueError():
            return 503
    return 500


def told(error: KollaboError) -> tuple[str, str]:
    """What to tell whoever asked: no path of this machine, where it is the server's own trouble."""
    if isinstance(error, UsageError | NotFound):
        return error.message, error.remedy
    return "the catalogue cannot be read now", "it is written in the server's log"
