"""The report's part on where it comes from: who made what, on what terms, and what it cost."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from memoreez.artifacts import Maker

LICENCE = (
    "Made with memoreez’s own motif library and sculptor. "
    "MIT licence: yours to print, to give and to sell."
)
_WORK = {
    "concepts": "The ideas",
    "images": "The pictures",
    "cutouts": "The cutout",
    "sculptures": "The sculpture",
}
_HEADS = ("What", "Who", "Licence", "Where", "Cost")


def licence(makers: Iterable[Maker]) -> str:
    """What may be done with the keepsake, in a sentence or two."""
    others = dict.fromkeys(f"{one.title} ({_terms(one)})" for one in makers if not _own(one))
    if not others:
        return LICENCE
    return (
        "Made with memoreez (MIT licence) and with others, whose licences and terms hold for what "
        f"they made: {'; '.join(others)}."
    )


def _terms(one: Maker) -> str:
    """Its licence, and where that does not hold: the files go further than the report."""
    return f"{one.licence}; {one.territory}" if one.territory.startswith("not ") else one.licence


def facts(makers: Sequence[Maker]) -> dict[str, Any]:
    """For programs: each who made something, and dollars in all."""
    cost = round(sum(one.cost_usd for one in makers), 6)
    return {"made_by": [asdict(one) for one in makers], "spent_usd": cost}


def section(provenance: Mapping[str, str], makers: Sequence[Maker]) -> str:
    """For a person: what it takes to make it again, then a table of who made what."""
    rows = "".join(
        f"<div><dt>{_text(name)}</dt><dd>{_text(word)}</dd></div>"
        for name, word in provenance.items()
    )
    return f"<dl>{rows}</dl>{_table(makers)}"


def _table(makers: Sequence[Maker]) -> str:
    if not makers:
        return ""
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    rows = "".join(map(_row, makers))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(one: Maker) -> str:
    small = "".join(f"<small>{_text(part)}</small>" for part in (one.model, _program(one)) if part)
    cells = (f"{_text(one.title)}{small}", _text(one.licence), _text(one.territory), _cost(one))
    told = "".join(
        f'<td data-label="{head}"><span>{cell}</span></td>'
        for head, cell in zip(_HEADS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{_WORK[one.stage]}</th>{told}</tr>'


def _program(one: Maker) -> str:
    return f"{one.name} {one.version}".strip()


def _cost(one: Maker) -> str:
    if not one.cost_usd:
        return "nothing"
    calls = f"{one.calls} call{'s' * (one.calls != 1)}"
    return f"${one.cost_usd:.4g}<small>{calls}</small>"


def _own(one: Maker) -> bool:
    """Ours, without a model of somebody else's."""
    return one.licence == "MIT" and not one.model


def _text(text: str) -> str:
    return f"<bdi>{html.escape(text, quote=True)}</bdi>"
