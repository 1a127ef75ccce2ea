"""Text as words: folded for looking up, with their place in the text for showing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Break = Literal["", ",", "."]  # what stands in front of a word: nothing, a comma, a sentence's end

_ELISION = re.compile(r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|aujourd)'", re.IGNORECASE)
_ENDS = set(".!?\n\u2026\u3002\uff01\uff1f\u061f\u06d4")
_STOPS = set(
    ',;:/|\\()[]{}<>"\u201e\u201c\u201d\u00ab\u00bb•·*=#~_^\u3001\u060c\u061b\u2013\u2014\u25aa\u2023'
)


@dataclass(frozen=True)
class Token:
    """One word. `start` and `end` are its place in the text; `inside`: in round brackets."""

    fold: str
    text: str
    start: int
    end: int
    gap: Break
    inside: bool = False


# Without their accents they would be "the", "te", "bar", "meme" and a boat.
_KEPT = {"thé": "tea", "té": "tea", "bär": "baer", "mémé": "memere", "barça": "barcelona"}
_TITLES = ("dr", "mr", "mrs", "ms", "prof", "hr", "fr", "mme", "sra")
_BRACKETS = re.compile(r"\([^()\n]{1,80}\)")


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case without accents: "Fußball" -> "fussball", "Vélo" -> "velo", "d'or" -> "dor"."""
    if kept := _KEPT.get(word.casefold()):
        return kept
    plain = unicodedata.normalize("NFD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plain if c.isalnum() or c == "&")


def tokens(text: str) -> list[Token]:
    """The words of a text in order.

    "l'escalade" is two words; "cat-lover" too; "doesn't", "D&D" and "mum's" are one.
    """
    found: list[Token] = []
    asides = [bracket.span() for bracket in _BRACKETS.finditer(text)]
    gap: Break = "."
    at = 0
    while at < len(text):
        end = _word_end(text, at)
        if end > at:
            inside = any(start < at < close for start, close in asides)
            found.append(_token(text, at, end, gap, inside))
            gap, at = "", end
        else:
            if text[at] != "." or not found or found[-1].fold not in _TITLES:
                gap = _wider(gap, text, at)
            at += 1
    return found


def words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(token.fold for token in tokens(phrase) if token.fold)


def _token(text: str, start: int, end: int, gap: Break, inside: bool) -> Token:
    word = text[start:end]
    return Token(fold(word.removesuffix("'s")), word, start, end, gap, inside)


def _word_end(text: str, start: int) -> int:
    """Where the word that begins at `start` ends; `start` itself if none begins there."""
    if not _inside(text[start]):
        return start
    elision = _ELISION.match(text, start)
    if elision and elision.end() < len(text) and text[elision.end()].isalpha():
        return elision.end()
    end = start
    while end < len(text) and (_inside(text[end]) or _linked(text, end)):
        end += 1
    return end


def _inside(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _linked(text: str, at: int) -> bool:
    """An apostrophe between letters, a point between digits, an ampersand as in D&D."""
    if not 0 < at < len(text) - 1:
        return False
    before, char, after = text[at - 1], text[at], text[at + 1]
    if char == ".":
        return before.isdigit() and after.isdigit()
    if char == "&" and (text[at - 2 : at - 1].isalnum() or text[at + 2 : at + 3].isalnum()):
        return False
    return char in "'&" and before.isalnum() and after.isalnum()


def _wider(gap: Break, text: str, at: int) -> Break:
    """The break so far, or a stronger one from this character. A lone "-" or "&" is a comma."""
    char = text[at]
    if char in _ENDS or gap == ".":
        return "."
    around = text[max(0, at - 1) : at + 2]
    dash = char in "-+" and (around.startswith((" ", "\n", char)) or around.endswith(" "))
    dash = dash or char == "&"
    return "," if char in _STOPS or dash or gap == "," else ""
