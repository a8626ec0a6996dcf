"""The reference of the Python window, made from its docstrings.

``python -m kollabo.cli.python_reference docs/python.md`` renews the part between the two marks.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kollabo
from kollabo.catalogue.reference import renewed

BEGIN = "<!-- reference: made by kollabo.cli.python_reference, do not edit -->"
END = "<!-- end of reference -->"
_QUOTED = re.compile(r"(: |-> )'([^']*)'")


def python_reference() -> str:
    """Every name of the window with its signature and docstring, in Markdown."""
    return "\n".join(line for name in kollabo.__all__ for line in _named(name))


def _named(name: str) -> Iterator[str]:
    what = getattr(kollabo, name)
    if not inspect.isclass(what):
        yield from _entry(f"kollabo.{name}", what, "###")
        return
    yield f"### kollabo.{name}"
    yield from _told(what)
    if issubclass(what, Exception):
        return
    for member, value in vars(what).items():
        if not member.startswith("_") and (callable(value) or isinstance(value, property)):
            yield from _entry(f"{name}.{member}", value, "####")


def _entry(name: str, what: Any, mark: str) -> Iterator[str]:
    if isinstance(what, property):
        returned = inspect.signature(what.fget).return_annotation if what.fget else ""
        yield f"{mark} {name}: {returned}"
        yield from _told(what)
        return
    yield f"{mark} {name}"
    yield from ("", "```python", f"{name}{_signature(what)}", "```")
    yield from _told(what)


def _signature(what: Any) -> str:
    """As a reader writes it: annotations without their quotes, no self."""
    plain = _QUOTED.sub(r"\1\2", str(inspect.signature(what)))
    return plain.replace("(self, ", "(").replace("(self)", "()")


def _told(what: Any) -> Iterator[str]:
    yield ""
    if said := inspect.getdoc(what):
        yield from (said, "")


def with_reference(page: str) -> str:
    """The page with the reference as the docstrings say."""
    return renewed(page, BEGIN, END, python_reference())


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_reference(path.read_text(encoding="utf-8")), encoding="utf-8")
