"""What a signal is called in a language, and how it says what the signal makes of a song."""

from __future__ import annotations

from math import exp

from kollabo.publish.language import Language


def signal_name(signal: str, language: Language) -> str:
    return next(iter(language.wordings(f"signals.{signal.replace(' ', '_')}")), signal)


def times_words(adds: float, language: Language) -> str:
    """ "5.12 times": what is added to a size in natural-log units, as a factor in three figures."""
    factor = exp(adds)
    digits = 0 if factor >= 100 else 1 if factor >= 10 else 2
    return language.text("page.times", n=language.number(factor, digits))
