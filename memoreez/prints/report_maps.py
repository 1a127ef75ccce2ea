"""The report's part on where to look: maps, and in words what their colours mean."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping
from dataclasses import dataclass

from memoreez.artifacts import Report
from memoreez.prints.maps import CARE, KINDS, PROP, RING, SPOT, wanted

GLB = "maps.glb"


@dataclass(frozen=True)
class Words:
    """What a map says when there is something to see, and when all is well."""

    look: str
    meaning: str
    well: str
    fine: str
    legend: tuple[tuple[str, str], ...]  # colour, what it means
    picture: str  # for who cannot see it


WORDS: Mapping[str, Words] = {
    "walls": Words(
        "Thin places",
        "Plastic this thin bends and snaps easily. Print it slowly and take it off the bed with "
        "care, or make the whole keepsake a little larger.",
        "Thick enough everywhere",
        "No part is so thin that it would break.",
        (
            (SPOT, "thinner than 0.8 mm: may break"),
            (CARE, "thinner than 1.2 mm: handle with care"),
        ),
        "The figurine from the front and from behind, with its thin places in colour",
    ),
    "overhangs": Words(
        "Overhangs, seen from below",
        "A printer cannot draw on air. What leans out further than half way needs something to "
        "rest on while it is made.",
        "Hardly any overhangs",
        "Every part leans little enough to carry the next one.",
        ((SPOT, "leans out more than 45°: needs supports"),),
        "The figurine from below, front and back, with its overhangs in colour",
    ),
    "islands": Words(
        "Supports, and what they hold",
        "Switch supports on, and your slicer builds this thin scaffolding by itself. After the "
        "print you break it off with your fingers or small pliers.",
        "Nothing begins in mid-air",
        "Where supports would stand, should you switch them on.",
        (
            (PROP, "supports: broken off afterwards"),
            (RING, "ringed: a part that begins in mid-air"),
        ),
        "The figurine with the supports that a slicer would put under it",
    ),
}


def section(maps: Mapping[str, bytes], report: Report, *, model: bool) -> str:
    """The maps as cards, those with something to see first and larger; nothing without maps.

    `model` says whether the GLB lies beside the report, to be linked.
    """
    shown = [kind for kind in KINDS if kind in maps]
    if not shown:
        return ""
    seen = [kind for kind in shown if kind in wanted(report)]
    cards = "".join(_card(kind, maps[kind], True) for kind in seen)
    small = "".join(_card(kind, maps[kind], False) for kind in shown if kind not in seen)
    lead = (
        "Grey is fine. Colours show where to take care; front on the left, back on the right."
        if seen
        else "All is well: nothing is thin, and nothing hangs in the air. Front left, back right."
    )
    link = f' <a href="{GLB}">{GLB}</a> shows the same in 3D.' if model else ""
    return (
        f'<section class="card maps"><h2>Where to look</h2><p class="muted">{lead}{link}</p>'
        + (f'<div class="spots">{cards}</div>' if cards else "")
        + (f'<div class="well">{small}</div>' if small else "")
        + "</section>"
    )


def _card(kind: str, png: bytes, large: bool) -> str:
    words = WORDS[kind]
    keys = "".join(
        f'<li><i style="--spot:{colour}"{_ringed(colour)}></i>{html.escape(meaning)}</li>'
        for colour, meaning in words.legend
    )
    title, text = (words.look, words.meaning) if large else (words.well, words.fine)
    source = "data:image/png;base64," + base64.b64encode(png).decode()
    return (
        f'<figure><img src="{source}" alt="{html.escape(words.picture)}">'
        f"<figcaption><h3>{html.escape(title)}</h3>"
        + (f"<ul>{keys}</ul>" if large else "")
        + f"<p>{html.escape(text)}</p></figcaption></figure>"
    )


def _ringed(colour: str) -> str:
    return ' class="ring"' if colour == RING else ""
