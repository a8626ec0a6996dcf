"""Pictures: a Vega-Lite description drawn as SVG or PNG, without a browser.

Needs vl-convert-python, which comes with the extra `kollabo[plots]`.
"""

from __future__ import annotations

from typing import Any

from kollabo.errors import UsageError

VEGA_LITE = "6.4"  # the version that descriptions are written for
_SCALE = 2.0  # pixels of a PNG for each unit of the description


def draw(description: dict[str, Any], form: str) -> bytes:
    """The picture as a file's content; ``form`` is svg or png. UsageError without the extra."""
    try:
        import vl_convert
    except ImportError as missing:
        raise UsageError(
            "pictures need the package vl-convert-python",
            remedy="pip install 'kollabo[plots]', or 'kollabo[publish]' for pages",
        ) from missing
    if form == "svg":
        return vl_convert.vegalite_to_svg(description, vl_version=VEGA_LITE).encode("utf-8")
    return vl_convert.vegalite_to_png(description, vl_version=VEGA_LITE, scale=_SCALE)
