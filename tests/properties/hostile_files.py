"""Files made to break an import: hostile rows, titles, names and whole files, good rows among them.

Everything is drawn from a seed. What a good row says cannot be mistaken: its title or name begins
with `GOOD`, and no row is dated in the years of the small world it is imported beside.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sample_world

GOOD = "Lighthouse"
GOOD_CREDIT = "Harbour Masters Featuring Kay Quayside"
DAY = "1990-03-03"

NAMES = [
    "", " ", "\x00", "A\x00B", "\ud800", "Half \udfff", "\ufeff", "\ufffd", "\u200b",
    "\u200d\u2060", "\u202eDrow", "\u2067rtl\u2069", "\u0301", "a" + "\u0301" * 400, "\u1160\u3164",
    "ﷺ" * 300,
    "ﬁﬂﬀ" * 200, "İıſK", "ß" * 500, "가" * 999, "\U0001f469\u200d\U0001f680", "\x1b[31mR\x1b[0m",
    "\x1b]0;owned\x07", "\x9b2J", "Bell\x07", "Back\x08\x08", "Tab\tbed", "Two\nLines", "\u2028",
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")',
    "Robert'); DROP TABLE song;--", "' OR 1=1 --", "$1", "${HOME}", "%s%n%x", "{0}", "{{7*7}}",
    "<script>alert(1)</script>", "[bold red]x[/]", "[link=file:///etc/passwd]y[/link]", "&lt;b&gt;",
    "../../etc/passwd", "/", "\\\\host\\share", "CON", "nul", "~", "*", "?", "--help", "-",
    "a" * 999, "(" * 300, ")" * 300, "([{" * 150, "()" * 300, '"' * 99, "feat. " * 150, "feat.",
    "ft", "&", " & ".join("ABCDEFGHIJ" * 20), ", ".join(["A"] * 300), "x".join(" " * 300),
    " feat. ".join(f"N{n}" for n in range(99)), "(feat. " * 120, "A (feat. B (with C [x D])) - E",
    "vs. vs. vs.", "con e y und et と", "、・、・", "A・B、C×D", "feat.(A of B)", "- " * 300,
    "Remix (Remix) [Remix]", "・" * 500, "１２３", "٣٤", "NaN", "null", "None", "nan", "true",
    "1e400", "0", "-1", "/" * 400, "ж" * 1_000,
]  # fmt: skip
HUGE = ["x" * 10_000, "y" * 1_000_000]
DATES = [
    DAY, DAY, DAY, DAY, "0000-00-00", "9999-12-31", "1990-02-30", "1990-13-01", "0001-01-01", "",
    "1990-3-3", "03/03/1990", "19900303", "-1990-03-03", "1990-03-03T00:00", "yesterday", "NaN",
    "1990-03-03\x00", "١٩٩٠-٠٣-٠٣", "1990-03-03 ", "2100-01-01", "1000-01-01", "0990-03-03",
]  # fmt: skip
NUMBERS = [
    "1", "2", "3", "50", "100", "0", "-1", "-0", "1.5", "1e3", "1e400", "NaN", "Infinity", "-inf",
    "", "9" * 400, "10001", "0x10", "1_000", "1,000", "٣", "１", "½", "²", "1.", "true", "None",
]  # fmt: skip
JSON_VALUES: list[Any] = [
    None, True, False, 0, 1, 7, -1, -(10**30), 10**30, 1.5, float("nan"), float("inf"), 1e308, [],
    {}, [[]], {"a": {"b": {"c": [1, [2, [3]]]}}}, [None] * 300, ["A"] * 300, {"song": "x"},
    "\ud800",
]  # fmt: skip
# What is no UTF-8 where it stands.
BYTES = [b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f", b"\xe9t", b"\x00", b"\x80"]
JOINTS = [" & ", " feat. ", ", ", " x ", " (", ") ", " - ", "\n", "; ", ""]


class Hostile:
    """A folder of hostile files, with the number of good rows that must be read from each kind."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.good = 0
        self.rows = 0
        self._chance = random.Random(seed)
        folder.mkdir(parents=True)

    def name(self) -> str:
        """One of the hostile names, two of them in one, or letters from anywhere in Unicode."""
        chance = self._chance
        form = chance.random()
        if form < 0.5:
            return chance.choice(NAMES if chance.random() < 0.995 else HUGE)
        if form < 0.7:
            joint = chance.choice(
                [" & ", " feat. ", ", ", " x ", " (", ") ", " - ", "\n", "; ", ""]
            )
            return joint.join(chance.choice(NAMES[:40]) for _ in range(chance.randrange(2, 6)))
        return "".join(self._letter() for _ in range(chance.randrange(1, 30)))

    def _letter(self) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return chance.choice(" &()[]-/'\".,xfeatAB1")
        return chr(chance.randrange(chance.choice([0x100, 0x3000, 0xD800, 0xE000, 0x20000])))

    def _good(self) -> str:
        self.good += 1
        return f"{GOOD} {self.folder.name} {self.good}"

    def csv(self, file: str, header: str, good: Callable[[str], str], cells: list[str],
            rows: int) -> None:  # fmt: skip
        """Rows under a header, every fifth of them good. ``cells`` names what each cell holds."""
        lines = [header.encode()]
        for number in range(rows):
            if number % 5 == 4:
                lines.append(good(self._good()).encode())
            else:
                lines.append(self._csv_line(cells))
        self.rows += rows
        ending = self._chance.choice([b"\n", b"\r\n"])
        (self.folder / file).write_bytes(ending.join([*lines, b""]))

    def _csv_line(self, cells: list[str]) -> bytes:
        chance = self._chance
        values = [self._cell(cell) for cell in cells]
        if chance.random() < 0.05:
            values = values[: chance.randrange(len(values))] or ["x"]
        if chance.random() < 0.05:
            values *= chance.choice([2, 40])
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(values)
        line = out.getvalue().encode("utf-8", "surrogatepass")
        if chance.random() < 0.1:  # quotes that no program would write
            place = chance.randrange(len(line) + 1)
            line = line[:place] + chance.choice([b'"', b'""', b"\r", *BYTES]) + line[place:]
        return line

    def _cell(self, what: str) -> str:
        if what == "day":
            return self._chance.choice(DATES)
        if what == "number":
            return self._chance.choice(NUMBERS)
        return self.name() if what == "name" else what

    def gml(self, file: str, nodes: int) -> None:
        lines = ["graph ["]
        for number in range(nodes):
            country = "iceland"
            if number % 5 == 4:
                label = self._good()
            else:
                label, country = self.name().replace("\n", " "), self.name()[:50]
            lines.append(f'  node [\n    id {number}\n    label "{label}"')
            lines.append(f'    country "{country}"\n  ]')
        self.rows += nodes
        text = "\n".join(lines)  # the graph is not closed, either
        (self.folder / file).write_bytes(text.encode("utf-8", "surrogatepass"))

    def weekly(self, files: int, rows: int) -> None:
        """A file a week in the form of the Billboard Hot 100, every fifth row of each good."""
        for week in range(files):
            day = f"19{60 + week // 336:02}-{week // 28 % 12 + 1:02}-{week % 28 + 1:02}"
            items: list[Any] = []
            for place in range(1, rows + 1):
                if place % 5 == 0:
                    items.append(sample_world.weekly_item(self._good(), GOOD_CREDIT, place))
                else:
                    items.append(self._item(place))
            self.rows += rows
            text = json.dumps({"date": day, "data": items}, ensure_ascii=bool(week % 2))
            (self.folder / f"{day}.json").write_bytes(text.encode("utf-8", "surrogatepass"))

    def _item(self, place: int) -> Any:
        chance = self._chance
        if chance.random() < 0.1:
            return chance.choice(JSON_VALUES)
        item = sample_world.weekly_item(self.name(), self.name(), place)
        if chance.random() < 0.3:
            item[chance.choice(list(item))] = chance.choice(JSON_VALUES)
        if chance.random() < 0.1:
            item.pop(chance.choice(list(item)))
        return item

    def spoilt_files(self) -> int:
        """Files that are no weekly file though they are called like one; gives their number."""
        good = {"date": "1985-01-05", "data": [sample_world.weekly_item("S", "A", 1)]}
        text = json.dumps(good).encode()
        spoilt = [
            b"", b"\n\n", text[:-9], text[9:], gzip.compress(text), b"[" * 100_000, b"\x00" * 999,
            b"\xff\xfe" + b"\xd8\x00" * 9, b'{"date": NaN, "data": 1e400}', text + text, b"null",
            b"<html>" + text, b'{"date": "1985-01-14", "data": [], "data": {}}', b'{"a":' * 5_000,
            b'{"date": "1985-01-15", "data": "song artist this_week"}', b"9" * 100_000,
            b"\x89PNG\r\n", b'"' + b"x" * 1_000_000,
        ]  # fmt: skip
        for day, data in enumerate(spoilt, start=1):
            (self.folder / f"1985-01-{day:02}.json").write_bytes(data)
        return len(spoilt) + self._no_files()

    def _no_files(self) -> int:
        """What stands in a folder and is no file that can be read."""
        folder = self.folder
        os.mkfifo(folder / "1985-02-01.json")
        (folder / "1985-02-02.json").symlink_to(folder / "1985-02-02.json")
        (folder / "1985-02-03.json").symlink_to(folder / "not there")
        (folder / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "1985-02-04.json").mkdir()
        (folder / ".hidden.json").write_text("{")
        return 4

    def encoded(self) -> None:
        """The same good rows in encodings that a spreadsheet may save."""
        for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "latin-1"):
            rows = [f"{DAY},{place},{self._good()},Björk é" for place in range(1, 4)]
            if encoding in ("latin-1", "utf-16-le"):  # not told apart from broken UTF-8
                self.good -= 3
            text = "\n".join(["date,rank,title,artist", *rows, ""])
            (self.folder / f"saved-as-{encoding}.csv").write_bytes(text.encode(encoding))
            self.rows += 3


def is_shown_safely(text: str) -> bool:
    """Whether text can go to a terminal: no control character but the line's end, and nothing that
    turns the writing direction."""
    return not any(
        (unicodedata.category(char) == "Cc" and char != "\n")
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
        for char in text
    )
