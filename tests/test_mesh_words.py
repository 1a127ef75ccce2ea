"""What the print check and the repairs say can be said in every language of the page."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from print_shapes import ball, box, flipped, joined, mesh_of, rod

from memoreez.artifacts import Check, Mesh
from memoreez.figurines import gate
from memoreez.figurines.limits import RULES

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "memoreez" / "web" / "static"
REPAIRS = ROOT / "memoreez" / "figurines" / "repairs"
BLOCK = mesh_of(box(30, 30, 40))
SHAPES = {
    "nothing": Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)),
    "open": Mesh(BLOCK.vertices, BLOCK.faces[2:]),
    "inside out": flipped(BLOCK),
    "with a line": Mesh(BLOCK.vertices, np.vstack([BLOCK.faces, [[0, 0, 1]]]).astype(np.int32)),
    "two": joined(BLOCK, mesh_of(box(9, 9, 30, (60, 0, 0)))),
    "floating": joined(BLOCK, mesh_of(ball(3, (30, 0, 30)))),
    "two floating": joined(BLOCK, *(mesh_of(ball(3, (s * 30, 0, 30))) for s in (-1, 1))),
    "hollow": mesh_of(box(30, 30, 40) - ball(9, (0, 0, 20))),
    "pinholed": mesh_of(box(30, 30, 40) - ball(9, (0, 0, 20)) - rod(30, 0.4, (0, 0, 20))),
    "crossed": joined(BLOCK, mesh_of(box(30, 30, 40, (10, 0, 0)))),
    "thin": mesh_of(rod(30, 20) + box(40, 0.5, 30, (0, 0, 30))),
    "lollipop": mesh_of(rod(10, 20) + rod(30, 0.3, (0, 0, 10)) + ball(9, (0, 0, 45))),
    "ball": mesh_of(ball(15, (0, 0, 15), 64)),
    "cone": mesh_of(rod(60, 5.5, (0, 0, 0), 20)),
    "tree": mesh_of(rod(60, 20) + box(90, 8, 8, (0, 0, 50)) + box(8, 8, 20, (40, 0, 35))),
    "walled": mesh_of(rod(50, 10) + box(70, 2, 70, (0, 11, 0)) + box(70, 30, 2)),
    "tiny": mesh_of(box(0.3, 0.3, 0.4)),
    "small": mesh_of(box(3, 3, 4)),
    "flat": mesh_of(box(30, 30, 10)),
}


@cache
def words(language: str) -> dict[str, Any]:
    told = (STATIC / "locales" / f"gate.{language}.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(told)
    return found


@cache
def patterns(start: str) -> list[re.Pattern[str]]:
    """As pieces/gate.js makes them of the English words."""
    said = [one for key, one in words("en").items() if key.startswith(start)]
    forms = [form for one in said for form in ([one] if isinstance(one, str) else one.values())]
    return [re.compile(re.sub(r"\\\{(\w+)\\\}", r"(.+?)", re.escape(form))) for form in forms]


def untold(check: Check) -> list[str]:
    """What of it cannot be said in another language."""
    given = [(f"gate.limit.{check.name}", check.limit)]
    given += [("gate.advice.", check.advice)] if check.advice else []
    if isinstance(check.value, str) and check.name not in ("build_volume", "manifold"):
        given.append(("gate.value.", check.value))
    return [
        text for start, text in given if not any(one.fullmatch(text) for one in patterns(start))
    ]


@cache
def checks(shape: str) -> tuple[Check, ...]:
    """The gate's, for a printer with little room."""
    return gate.inspect(SHAPES[shape], build_volume_mm=(35, 35, 45)).checks


@pytest.mark.parametrize("shape", ["nothing", "open", "tiny"])
def test_a_sentence_of_the_gate_is_known(shape: str) -> None:
    """Every limit and every advice is one of the page's English sentences, with other numbers."""
    assert [text for check in checks(shape) for text in untold(check)] == []
    assert len(checks(shape)) in (1, 20)  # the page says that there are twenty


@pytest.mark.slow
def test_all_sentences_of_the_gate_are_known() -> None:
    """The same for solids with whatever can be wrong with one."""
    found = [check for shape in SHAPES for check in checks(shape)]
    assert [text for check in found for text in untold(check)] == []
    asked = RULES.keys() - {"inscription", "parts"}
    assert {check.name for check in found if check.verdict != "pass"} >= asked - {"manifold"}


def test_every_check_is_told_plainly() -> None:
    """For who has never printed: what it means, not what it is called."""
    for language in ("en", "de"):
        assert {f"gate.plain.{name}" for name in RULES} <= words(language).keys()


def test_every_repair_is_told() -> None:
    """The page knows the name of each change that a repair makes."""
    made = "\n".join(path.read_text("utf-8") for path in REPAIRS.glob("*.py"))
    names = set(re.findall(r"Change\(\s*\"(\w+)\"", made)) | {"ground", "backdrop"}
    script = (STATIC / "pieces" / "changes.js").read_text("utf-8")
    table = script[script.index("const TOLD = {") : script.index("\n};")]
    assert len(names) > 15
    assert names - set(re.findall(r"^  (\w+): ", table, re.M)) == set()
