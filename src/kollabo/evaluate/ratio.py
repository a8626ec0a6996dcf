"""Precision, recall and F1 from counts."""

from __future__ import annotations


def precision_recall_f1(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Shares from 0 to 1. Where nothing was found, or nothing wanted, nothing is wrong with it: 1.

    So a set without a single positive case is no failure, and finding nothing there is right.
    """
    precision = hits / found if found else 1.0
    recall = hits / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
