"""The edge: what goes wrong inside becomes one line on stderr and a documented exit code.

0 done; 1 a mistake in kollabo or an unforeseen failure of the system; 2 to 10 as in
`kollabo.errors`; 130 stopped by Ctrl-C; 141 the reader of the output went away.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import NoReturn

import click

from kollabo.errors import KollaboError
from kollabo.publish.plain import one_line

STOPPED = 130
READER_GONE = 141


class Stopped(KeyboardInterrupt):
    """Ctrl-C, with what that means for the work that was going on."""

    def __init__(self, meaning: str) -> None:
        super().__init__(meaning)
        self.meaning = meaning


def guarded(work: Callable[[], None]) -> int:
    """Do the work and give the exit code."""
    _use_utf8()
    try:
        work()
        sys.stdout.flush()
        return 0
    except click.exceptions.Exit as end:
        return _flushed(end.exit_code)
    except BaseException as error:
        try:
            return _told(error)
        except BrokenPipeError:  # whoever read what went wrong went away, too
            return _told(BrokenPipeError())


def end(code: int) -> NoReturn:
    """End the process at once: everything is closed and flushed by now.

    Python would take its modules apart first, one by one, which is a tenth of a question's time.
    """
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        return _told(error)
    return code


def _told(error: BaseException) -> int:
    """Say what went wrong and give its exit code."""
    if is_interrupt(error):
        meaning = f"; {error.meaning}" if isinstance(error, Stopped) else ""
        return _said(f"stopped{meaning}", STOPPED)
    if isinstance(error, BrokenPipeError):
        _drop_output()
        return READER_GONE
    if isinstance(error, KollaboError):
        return _said(str(error), error.exit_code)
    if isinstance(error, click.ClickException):
        return _said(_parse_words(error), 2)
    if isinstance(error, OSError):
        _drop_output()
        where = f"{error.filename}: " if error.filename else "the output cannot be written: "
        return _said(f"{where}{error.strerror or error}", 1)
    if not isinstance(error, Exception):
        raise error
    traceback.print_exception(error)
    return _said(
        f"unexpected {type(error).__name__}: a mistake in kollabo; please report the lines above", 1
    )


def _said(message: str, code: int) -> int:
    print(f"kollabo: {one_line(message)}", file=sys.stderr)
    return code


def _parse_words(error: click.ClickException) -> str:
    """What the parser did not understand, and where help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kollabo"
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        print(error.format_message())
        return f"which command? ({path} --help)"
    message = error.format_message().strip().rstrip(".")
    return f"{message[:1].lower()}{message[1:]} ({path} --help)"


@contextmanager
def if_stopped(meaning: Callable[[], str]) -> Iterator[None]:
    """Within, a Ctrl-C is told with its meaning."""
    try:
        yield
    except BaseException as error:
        if is_interrupt(error):
            raise Stopped(meaning()) from None
        raise


def is_interrupt(error: BaseException | None) -> bool:
    """Whether a Ctrl-C is behind an error: libraries may turn it into one of their own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "InterruptException":
            return True
        if isinstance(error, RuntimeError) and "Query interrupted" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _use_utf8() -> None:
    """Output is UTF-8 whatever the locale; what is no valid text is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Send what is left in the buffer nowhere, or Python complains about it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
