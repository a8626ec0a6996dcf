"""The server held against its own description: requests made up from the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from asking import Server, serving
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from kollabo.web.openapi import document

CHECKED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
REFUSES = "negative_data_rejection"
EXAMPLES = 12  # of each endpoint

schema = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module")
def described(root: Path) -> Iterator[Server]:
    with serving(root) as started:
        yield started


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_no_answer_is_undescribed(case: schemathesis.Case, described: Server) -> None:
    words = case.as_transport_kwargs(base_url="http://localhost")
    answer = described.client.request(
        words["method"],
        words["url"],
        params=words.get("params"),
        headers=words.get("headers"),
        follow_redirects=False,
    )
    # To schemathesis an address that is too long (414) is no way to refuse what it holds.
    names = CHECKED if answer.status_code == 414 else [*CHECKED, REFUSES]
    case.validate_response(answer, checks=CHECKS.get_by_names(names))
