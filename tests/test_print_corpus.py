"""A few damaged keepsakes, awkward solids and hostile files of `benchmarks/print`, end to end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from print_shapes import GOOD, ball, box, mesh_of

from benchmarks.keepsakes import orders
from benchmarks.print import awkward, corpus, hostility, judges, measured, sliced, table, trial
from benchmarks.print.damage import KINDS, begin, settle
from benchmarks.print.originals import Original, load, skin
from benchmarks.print.shapes import Surface, to_triangles, volume_mm3
from memoreez.figurines import gate
from memoreez.prints import slicing

Row = dict[str, Any]
Order = tuple[int, str, tuple[str, ...], str]
# half a minute and more each: the benchmark has them
LONG = ("half a ball of strips", "random triangles", "fan of 100 000", "fan without a bottom")


@pytest.fixture(scope="module")
def figure() -> Original:
    """A ball on a foot, and the skin that a hollow one has inside."""
    solid = mesh_of((box(30, 24, 8) + ball(14, (0, 0, 20), 96)).simplify(0.01))
    return Original("ball", solid, (skin(solid, 2.5), skin(solid, 1.6)))


def piece_of(original: Original, name: str, strength: int) -> Any:
    random = np.random.default_rng(1)
    begun = begin(original, volume_mm3(original.mesh), random)
    return settle(KINDS[name].damage(begun, strength, random))


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_every_damage_damages(figure: Original, name: str) -> None:
    """The mesh is another one, or another one's frame; and something is left to compare with."""
    for strength in (1, 3):
        piece = piece_of(figure, name, strength)
        assert not measured.same(piece.mesh, figure.mesh)
        assert len(piece.truth) > 1000 and np.isfinite(piece.mesh.vertices).all()


@pytest.mark.slow
def test_the_judges_know_a_good_solid(figure: Original) -> None:
    """What was not damaged is sound, in its place, and nothing is missing."""
    piece = begin(figure, volume_mm3(figure.mesh), np.random.default_rng(1))
    told = judges.judge(piece, figure.mesh)
    assert told.wrong == () and told.p95_mm < 0.01 and told.size_right and told.upright


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "strength", "said"),
    [
        ("held object", 2, "held object 1 of 1 is gone"),
        ("ground plate", 2, "slab is still there"),
        ("wall behind", 1, "slab is still there"),
        ("double skin", 1, "volume"),
        ("holes", 2, "no volume"),
        ("flipped patches", 2, "no volume"),
    ],
)
def test_the_judges_see_what_is_wrong(
    figure: Original, name: str, strength: int, said: str
) -> None:
    """A repair that does nothing, or keeps only the largest piece, is found out."""
    piece = piece_of(figure, name, strength)
    result = figure.mesh if name == "held object" else piece.mesh
    assert any(said in wrong for wrong in judges.judge(piece, result).wrong)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["wrong axes", "wrong unit", "tilted"])
def test_the_judges_find_how_it_was_moved(figure: Original, name: str) -> None:
    """Put right again it is 0 mm off; left as it is, its size or its pose is wrong."""
    piece = piece_of(figure, name, 3)
    right = judges.judge(piece, figure.mesh)
    assert right.p95_mm < 0.01 and right.size_right and right.upright
    left = judges.judge(piece, piece.mesh)
    assert left.p95_mm < 0.01 and not (left.size_right and left.upright)


def test_distances_are_exact() -> None:
    """Of a point from the inside, an edge and a corner of a triangle; and from a whole surface."""
    corners = np.array([[[0, 0, 0], [4, 0, 0], [0, 3, 0]]], float)
    points = np.array([[[1, 1, 2]], [[2, -5, 0]], [[-3, -4, 0]], [[4, 3, 0]]], float)
    assert np.sqrt(to_triangles(points, corners[None])).ravel() == pytest.approx([2, 5, 5, 2.4])
    places = np.random.default_rng(2).uniform(-20, 60, (300, 3))
    every = GOOD.vertices.astype(float)[GOOD.faces]
    exact = np.sqrt(to_triangles(places[:, None], every[None]).min(axis=1))
    assert Surface(GOOD).distances(places) == pytest.approx(exact, abs=0.02)


def test_the_corpus_is_large_enough_and_always_the_same() -> None:
    """At least 240 damaged files, each damage alone in three strengths, pairs and triples."""
    listed = corpus.orders()
    assert listed == corpus.orders() and len({order.name for order in listed}) > 280
    assert sum(bool(order.damages) for order in listed) >= 240
    alone = {order.damages[0] for order in listed if len(order.damages) == 1}
    assert alone == {(name, strength) for name in KINDS for strength in (1, 2, 3)}
    assert {len(order.damages) for order in listed} == {0, 1, 2, 3}


def test_what_must_not_be_is_told_first() -> None:
    """A false pass, a crash, a hang, and a good file that was touched; nothing else."""
    rows: list[Row] = [
        {"name": "a", "group": "holes", "ended": "done", "after": "repaired", "false": []},
        {"name": "b", "group": "holes", "ended": "done", "after": "pass", "false": ["open"]},
        {"name": "c", "group": "holes", "ended": "hang", "words": "more than 9 s"},
        {"name": "d", "group": "undamaged", "ended": "done", "after": "pass", "untouched": False},
        {"name": "e", "group": "hostile", "ended": "done", "after": "unclear", "words": "'3'"},
        {"name": "f", "group": "hostile", "ended": "done", "after": "refused", "words": "Bad."},
    ]
    told = table.lies(rows)
    assert [words.partition(":")[0] for words in told] == [
        "FALSE PASS b",
        "HANG c",
        "TOUCHED d",
        "DONE e",
    ]


def swell(count: int) -> Row:
    return {"sum": int(np.ones(count).sum())}


def sleep_long() -> Row:
    while True:
        pass


def stumble() -> Row:
    raise ValueError("a stone")


@pytest.mark.slow
def test_a_process_that_dies_swells_or_hangs_is_seen() -> None:
    """Each ends as what it was, and the others go on."""
    tasks = [
        trial.Task("good", "x", swell, (10,)),
        trial.Task("large", "x", swell, (10**9,), memory=3 * 10**9),
        trial.Task("long", "x", sleep_long, (), seconds=1),
        trial.Task("bad", "x", stumble, ()),
    ]
    rows = {row["name"]: row for row in trial.run(tasks, 2)}
    assert rows["good"]["sum"] == 10 and rows["good"]["ended"] == "done"
    assert rows["large"]["ended"] == "memory" and rows["long"]["ended"] == "hang"
    assert rows["bad"]["ended"] == "crash" and "a stone" in rows["bad"]["words"]


@pytest.mark.slow
def test_a_few_damaged_keepsakes_of_each_kind(tmp_path: Path) -> None:
    """A third of the damages, each on a real keepsake: repaired, true to it, no false pass."""
    orders = [order for order in corpus.orders(few=True) if len(order.damages) < 2]
    orders = orders[::3]  # minutes; the benchmark has them all
    tasks = [
        trial.Task(order.name, order.group, measured.damaged, (order, tmp_path, None))
        for order in orders
    ]
    rows = list(trial.run(tasks, 1))
    undamaged = {order.original: load(order.original, tmp_path) for order in orders}
    told = {name: gate.inspect(one.mesh) for name, one in undamaged.items()}
    assert len(told) > 4  # or what is wrong with them would be laid to the damages
    assert [name for name, report in told.items() if report.verdict != "pass"] == []
    assert table.lies(rows) == []
    assert [row["name"] for row in rows if row["after"] not in ("pass", "repaired")] == []
    assert max(row["p95_mm"] for row in rows) <= table.FAR_MM


@pytest.mark.slow
def test_awkward_solids_end_in_words() -> None:
    """In bounded time and memory: none hangs, none swells, none crashes, none is a false pass."""
    quick = [name for name in awkward.SOLIDS if name not in LONG][::2]
    tasks = [trial.Task(name, "awkward", measured.solid, (name,)) for name in quick]
    assert table.lies(trial.run(tasks, 1)) == []


@pytest.mark.slow
def test_hostile_files_end_in_words(tmp_path: Path) -> None:
    """The same of files that lie, never end, or are no files."""
    tasks = []
    for number, name in enumerate(hostility.NAMES):
        (tmp_path / str(number)).mkdir()
        file = hostility.write(name, tmp_path / str(number))
        tasks.append(trial.Task(name, "hostile", measured.hostile, (file,)))
    assert table.lies(trial.run(tasks, 1)) == []


CHOSEN = orders(10)


@pytest.mark.slow
@pytest.mark.skipif(slicing.installed() is None, reason="no slicer is installed")
@pytest.mark.parametrize("order", CHOSEN, ids=lambda order: f"{order[1]} {order[0]}")
def test_keepsakes_of_every_kind_slice_without_a_word(order: Order) -> None:
    """Ten in PrusaSlicer: no warning, no empty layer, no second object.

    They are smaller than usual, which is quicker and no easier.
    """
    assert sliced.run(order, 60.0)["wrong"] == []


def test_all_kinds_are_among_what_is_sliced() -> None:
    """Ten keepsakes, six kinds."""
    assert len({kind for _, kind, _, _ in CHOSEN}) == 6
