"""What people really type, and what it should be read as; the lexicon to read it with.

Lines of `fixtures/reading_*.tsv`: text, tab, expected motifs and "labels" in order. "\\n" in a text
is a line break. A third column names the reason why the reader is known to get a line wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Line:
    text: str
    expected: str
    known_miss: str = ""


@lru_cache(maxsize=1)
def lexicon() -> dict[str, tuple[str, ...]]:
    """About forty motifs with words in four languages."""
    return {motif: tuple(w.strip() for w in said.split(",")) for motif, said in rows("lexicon.tsv")}


def corpus(part: str) -> list[Line]:
    """The lines of one part: "dev" or "holdout"."""
    lines = rows(f"reading_{part}.tsv")
    return [Line(row[0].replace("\\n", "\n"), *row[1:]) for row in lines]


def rows(name: str) -> list[list[str]]:
    """The columns of each line of a fixture; "#" begins a remark."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if "\t" in line and line[0:2] != "# ")
    return [line.split("\t") for line in lines]
