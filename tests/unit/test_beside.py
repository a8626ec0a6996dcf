"""Work that is done beside its caller."""

from __future__ import annotations

from threading import Event

import pytest

from kollabo.beside import Beside


def test_the_caller_goes_on_and_has_the_result_in_the_end() -> None:
    said = Event()
    waiting = Beside(lambda: said.wait(timeout=60))
    said.set()
    assert waiting.result() is True


def test_the_result_can_be_asked_for_again() -> None:
    sum_of_two = Beside(lambda first, second: first + second, 2, second=3)
    assert (sum_of_two.result(), sum_of_two.result()) == (5, 5)


def test_what_goes_wrong_is_raised_where_the_result_is_asked_for() -> None:
    divided = Beside(divmod, 1, 0)
    with pytest.raises(ZeroDivisionError):
        divided.result()
