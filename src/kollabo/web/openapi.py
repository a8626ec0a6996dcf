"""The OpenAPI 3.1 document, made of what the endpoints declare.

``python -m kollabo.web.openapi docs/openapi.json`` renews the copy in the documentation.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kollabo.web.api import ENDPOINTS, ROOT, Endpoint
from kollabo.web.objects import Schemas, as_text, component, known_objects
from kollabo.web.parameters import Parameter
from kollabo.web.problems import PROBLEM

PATH = f"{ROOT}/openapi.json"
_PROBLEMS = {
    400: "the question cannot be meant",
    404: "the catalogue holds nothing of this id or name",
    405: "only GET and HEAD are answered",
    413: "the request has a body",
    414: "the address is too long",
    429: "too many requests; Retry-After says when to come back",
    500: "a mistake in kollabo",
    503: "the catalogue cannot be read now",
}
_PROBLEM_OBJECT = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong"},
        "remedy": {"type": "string", "description": "what to do next"},
    },
    "required": ["type", "title", "status", "detail"],
}


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kollabo",
            "version": ROOT.rpartition("/v")[2],
            "description": "The catalogue in JSON, read-only, in the words of docs/json.md. A list "
            "in pages says in a `Link` header where the next and the previous page are. Answers "
            "bear an `ETag` and change only with the catalogue.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            **{ROOT + one.path: {"get": _operation(one)} for one in ENDPOINTS},
            PATH: {"get": _own_operation()},
        },
        "components": {
            "schemas": {**_reached(known_objects()), "problem": _PROBLEM_OBJECT},
            "responses": {
                str(status): {
                    "description": about,
                    "content": {PROBLEM: {"schema": _reference("problem")}},
                }
                for status, about in _PROBLEMS.items()
            },
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    content = {"application/json": {"schema": _reference(component(endpoint.gives))}}
    answered: dict[str, Any] = {"description": "the answer", "content": content}
    if endpoint.paged:
        links = {"description": "the next and previous page", "schema": {"type": "string"}}
        answered["headers"] = {"Link": links}
    return {
        "operationId": component(endpoint.gives),
        "summary": endpoint.about,
        "parameters": [_parameter(one) for one in endpoint.parameters],
        "responses": {"200": answered, **_problems(misses=endpoint.misses)},
    }


def _own_operation() -> dict[str, Any]:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "openapi",
        "summary": "This document.",
        "parameters": [],
        "responses": {"200": {"description": "it", "content": content}, **_problems(misses=False)},
    }


def _problems(*, misses: bool) -> dict[str, Any]:
    said = [status for status in _PROBLEMS if status != 404 or misses]
    return {
        "304": {"description": "unchanged since the ETag that If-None-Match names"},
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in said},
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": one.place,
        "description": one.about,
        "required": one.required,
        "schema": one.schema(),
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _reached(schemas: Schemas) -> Schemas:
    """The objects that some answer holds."""
    reached: set[str] = set()
    waiting = [component(one.gives) for one in ENDPOINTS]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            text = json.dumps(schemas[name])
            waiting += [other for other in schemas if f'"#/components/schemas/{other}"' in text]
    return {name: schema for name, schema in schemas.items() if name in reached}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_text(document()), encoding="utf-8")
