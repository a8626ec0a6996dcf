"""Nodes of a graph in GML, read line by line: ``node [ id 0 label "x" country "y" ]``.

Edges and nested tables are passed over. A node's row is the line it opens on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kollabo.sources.lines import numbered_lines
from kollabo.sources.record import Record, Trouble

_TOKEN = re.compile(r'"[^"]*"?|\[|\]|[^\s\[\]"]+')
LONGEST_NODE = 200  # lines; a node that is longer was never closed
LONGEST_TEXT = 100_000  # characters, likewise


def rows(file: BinaryIO, encoding: str) -> Iterator[Record | Trouble]:
    """Each node; a node that breaks off is set aside and reading goes on at the next one."""
    node: _Node | None = None
    found = waiting = False  # waiting: the last line ended in "node", its "[" comes now
    for line in numbered_lines(file, encoding):
        if isinstance(line, Trouble):
            found = True
            yield line
            continue
        number, text = line
        if text.lstrip().startswith("#"):
            continue
        tokens = _TOKEN.findall(text)
        if waiting and node is None:
            tokens.insert(0, "node")
        waiting = tokens[-1:] == ["node"]
        while tokens:
            opened = _opening(tokens)
            if opened is not None and (node is None or node.stuck(number)):
                if node is not None:
                    yield Trouble(node.row, "the node is not closed", node.text())
                found = True
                node = _Node(number)
                tokens = tokens[opened:]
            if node is None:
                break
            tokens = node.feed(tokens)
            if node.closed:
                yield node.record()
                node = None
        if node is not None:
            node.lines.append(text)
            if len(node.lines) > LONGEST_NODE or sum(map(len, node.lines)) > LONGEST_TEXT:
                yield Trouble(node.row, "the node is not closed", node.text())
                node = None
    if node is not None:
        yield Trouble(node.row, "the file ends inside this node", node.text())
    elif not found:
        yield Trouble(0, "the file holds no nodes")


def _opening(tokens: list[str]) -> int | None:
    """Where the tokens after ``node [`` begin, if a node opens on this line."""
    for place, token in enumerate(tokens[:-1]):
        if token == "node" and tokens[place + 1] == "[":
            return place + 2
    return None


class _Node:
    """A node as it is being read."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.lines: list[str] = []
        self.closed = False
        self._depth = 0
        self._key: str | None = None
        self._cells: dict[str, str] = {}
        self._broken = False

    def stuck(self, row: int) -> bool:
        """Whether a node that opens on line ``row`` shows that this one was never closed."""
        return row > self.row or self.closed

    def feed(self, tokens: list[str]) -> list[str]:
        """Take tokens up to the end of the node; give back the rest."""
        for place, token in enumerate(tokens):
            if token == "]" and self._depth == 0:
                self.closed = True
                return tokens[place + 1 :]
            if token in "[]":
                self._depth += 1 if token == "[" else -1
                self._key = None
            elif self._key is None:
                self._key = token
            else:
                self._take(token)
        return []

    def _take(self, token: str) -> None:
        if token.startswith('"') and (len(token) < 2 or not token.endswith('"')):
            self._broken = True
        if self._depth == 0 and self._key is not None:
            self._cells.setdefault(self._key, token.strip('"'))
        self._key = None

    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines) or "node ["

    def record(self) -> Record | Trouble:
        if self._broken:
            return Trouble(self.row, "a quote in the node is not closed on its line", self.text())
        return Record(self.row, self._cells, line=self._shown())

    def _shown(self) -> str:
        return " ".join(f'{key} "{value}"' for key, value in self._cells.items())
