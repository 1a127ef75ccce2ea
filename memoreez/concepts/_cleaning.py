"""Making what a person typed safe to read: length, invisible characters, emoji."""

from __future__ import annotations

import re
import unicodedata

from memoreez.concepts._emoji import WORDS
from memoreez.errors import BadInput

LONGEST = 2000  # characters

_SEPARATORS = ",;:|/\n\u2022\u00b7\u3001\uff0c\u060c\u061b"

_HEARTS = "❤♥💖💕💙💚💛💜🧡🖤🤍💗💓💞💘"
_LONE_HEART = re.compile(rf"(?:^|(?<=[{_SEPARATORS}]))\s*[{_HEARTS}]+\s*(?=$|[{_SEPARATORS}])")
_COMMAS = re.compile(r"(?:\s*,)+\s+")
_LOVED = re.compile(rf"[{_HEARTS}]")


def clean(text: str) -> str:
    """The text in one normal form, with emoji as English words and nothing invisible in it.

    Letters of every script stay, "ß" and accents too; line breaks stay as "\\n".
    A heart among other words means "loves" and says nothing about a thing: a comma is left.

    Raises BadInput when there is nothing to read, or more than 2,000 characters.
    """
    if len(text) > LONGEST:
        raise BadInput(f"The text has {len(text):,} characters; use at most {LONGEST:,}.")
    seen = _visible(text)
    seen = _LOVED.sub(", ", _LONE_HEART.sub(" heart ", seen))
    seen = without_emoji(seen.translate(WORDS))
    lines = [" ".join(_COMMAS.sub(", ", line).strip(", ").split()) for line in seen.split("\n")]
    plain = "\n".join(line for line in lines if line)
    if not any(c.isalpha() for c in plain):
        raise BadInput(_nothing_in(text))
    return plain


def without_emoji(text: str) -> str:
    """The text with every emoji and other symbol taken out: only what was written in words."""
    return "".join(" " if unicodedata.category(c) == "So" else c for c in text)


def _visible(text: str) -> str:
    """NFKC, one kind of apostrophe and line break, no control, format or private characters."""
    unified = unicodedata.normalize("NFKC", text.replace("\u00b4", "'"))
    unified = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", unified).replace("\t", " ")
    unified = re.sub(r"[\u2018\u2019\u02bc`]", "'", unified)
    return "".join(c for c in unified if c == "\n" or not _hidden(c))


def _hidden(char: str) -> bool:
    """Controls, zero-width and bidi marks, lone surrogates, variation selectors, skin tones."""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return True
    return "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"


def _nothing_in(text: str) -> str:
    ask = 'Write what the person loves, for example "guitar, hiking, coffee".'
    if any(unicodedata.category(c) in ("So", "Cn") for c in text):
        return f"None of these emoji stands for a hobby that is known here. {ask}"
    if not _visible(text).strip():
        return f"The text is empty. {ask}"
    return f"There are no words in the text. {ask}"
