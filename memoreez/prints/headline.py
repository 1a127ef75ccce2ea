"""The line that says whether it prints, the same words wherever they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memoreez.artifacts import Report, Verdict

Headline = tuple[Verdict, str, str]  # how it is meant, its mark, its words

VERDICTS: Mapping[str, Headline] = {
    "pass": ("pass", "✓", "Ready to print"),
    "repaired": ("pass", "✓", "Ready to print, after small repairs"),
    "fail": ("fail", "✗", "Not ready to print"),
}
# Sound, but most people who read "ready" would find that it does not go on their bed.
LARGE: Headline = ("warn", "!", "Ready, but too large for common printers")
ROOM = "build_volume"
PROPPED = "yes, everywhere, best as trees"  # of supports


def headline(report: Report) -> Headline:
    """Of the gate's report."""
    return _line(report.verdict, {check.name: check.verdict for check in report.checks})


def retold(facts: Mapping[str, Any]) -> Headline:
    """Of what `report.json` has of one: its "verdict" and its "checks"."""
    return _line(facts["verdict"], {one["name"]: one["verdict"] for one in facts["checks"]})


def too_large(report: Report) -> str:
    """What to do about a solid that a common printer has no room for; empty for any other."""
    warned = (c.advice for c in report.checks if c.name == ROOM and c.verdict == "warn")
    return next(warned, "")


def _line(verdict: str, checks: Mapping[str, str]) -> Headline:
    large = verdict != "fail" and checks.get(ROOM) == "warn"
    return LARGE if large else VERDICTS[verdict]
