"""Pages as HTML: the templates, filled. Everything put into one is escaped.

Loads Jinja when asked.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kollabo.errors import UsageError
from kollabo.publish.language import Language
from kollabo.publish.pages.addresses import Addresses
from kollabo.publish.plain import one_line

if TYPE_CHECKING:
    from jinja2 import Environment

# Nothing is loaded but what the site itself holds, and no script runs.
POLICY = (
    "default-src 'none'; style-src {style}; img-src 'self'; base-uri 'none'; form-action 'none'"
)


ASSETS = ("style.css", "icon.svg")  # what every page asks for beside itself


def asset(name: str) -> str:
    """The text of a file that pages ask for."""
    path = resources.files("kollabo.publish") / "assets" / name
    return path.read_text(encoding="utf-8")


def rendered(
    template: str,
    page: Any,
    language: Language,
    addresses: Addresses,
    *,
    inline_style: bool = False,
) -> str:
    """The page of a model by its template. ``inline_style``: with the stylesheet in it."""
    style = asset("style.css") if inline_style else ""
    return long_names_marked(
        environment()
        .get_template(template)
        .render(
            page=page,
            language=language,
            say=language.text,
            addresses=addresses,
            style=style,
            policy=POLICY.format(style=f"'{_digest(style)}'" if style else "'self'"),
        )
    )


# Text is escaped, so that no mark-up stands in it. A name stands in a `bdi`; what is thousands of
# letters long anywhere holds such a name.
_LONG_NAME = re.compile(r'<(bdi|span lang="en")>(?=[^<]{240})')
_LONG_TEXT = re.compile(r"(<(?:dd|li|code|p [^<>]*)>)([^<]{2000,})")


def long_names_marked(page: str) -> str:
    """The page with names of hundreds of letters marked, so that the stylesheet can clip them."""
    page = _LONG_NAME.sub(r'<\1 class="long">', page)
    return _LONG_TEXT.sub(r'\1<span class="long">\2</span>', page)


def _digest(style: str) -> str:
    """The stylesheet's hash, by which the policy lets it stand in the page."""
    import base64
    import hashlib

    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def environment(*packages: str) -> Environment:
    """Templates of these packages, the first that has one of a name, else of this one."""
    try:
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise UsageError(
            "pages need the package jinja2, which is not installed",
            remedy="pip install 'kollabo[publish]'",
        ) from error
    return Environment(
        loader=ChoiceLoader([PackageLoader(one) for one in (*packages, "kollabo.publish")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _showable(value: Any) -> Any:
    """Text in one line, whatever a model forgot; what is markup already stays."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return one_line(value)
    return value
