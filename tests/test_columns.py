"""The grid of columns: what is inside, how often, and where layers start in mid-air."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, flipped, joined, mesh_of, rod, turned

from memoreez.artifacts import Mesh
from memoreez.figurines import columns as columns_module
from memoreez.figurines.columns import Columns, fill
from memoreez.figurines.facets import unfold
from memoreez.figurines.overhang import islands


def grid(mesh: Mesh) -> Columns:
    return fill(unfold(mesh))


@pytest.mark.parametrize("angle", [0, 11, 45])
def test_filled_cells_hold_the_volume(angle: float) -> None:
    """The filled cells of a block with a hole add up to its volume."""
    solid = box(30, 20, 25) - rod(30, 5, (0, 0, -1))
    columns = grid(turned(mesh_of(solid), angle))
    assert (columns.winding > 0).sum() * columns.cell_mm3 == pytest.approx(
        solid.volume(), rel=0.015
    )
    assert set(np.unique(columns.winding)) == {0, 1}


def test_columns_are_the_same_drawn_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slivers right across an object are drawn a few at a time, each exactly once."""
    facets = unfold(mesh_of(rod(20, 15) + ball(9, (0, 0, 22))))
    whole = fill(facets).winding
    monkeypatch.setattr(columns_module, "BATCH", 50)
    assert np.array_equal(fill(facets).winding, whole)


@pytest.mark.parametrize("size", [1.0, 4.0, 20.0])
def test_no_column_leaks_between_triangles(size: float) -> None:
    """Vertices on round numbers and edges on the grid leave no column without an end."""
    fine = mesh_of(ball(size, segments=200))
    assert grid(Mesh(np.round(fine.vertices, 1), fine.faces)).leaks == 0
    assert grid(mesh_of(box(size, size, size))).leaks == 0


def test_overlap_counts_twice() -> None:
    """Where two shells overlap the winding number is two; inside out it is minus one."""
    inner = mesh_of(box(10, 10, 10))
    assert grid(joined(inner, mesh_of(box(20, 20, 20)))).winding.max() == 2
    assert grid(flipped(inner)).winding.min() == -1


def test_open_column_is_left_out() -> None:
    """Below a hole in the top nothing is filled, and the columns are counted."""
    mesh = mesh_of(box(10, 10, 10))
    top = np.flatnonzero(unfold(mesh).normals[:, 2] > 0.9)[0]
    columns = grid(Mesh(mesh.vertices, np.delete(mesh.faces, top, axis=0)))
    assert columns.leaks > 100
    assert columns.winding.min() == 0


def test_large_objects_get_coarser_cells() -> None:
    """Memory is bounded: at most 400 cells along each axis."""
    columns = grid(mesh_of(box(900, 100, 700)))
    assert max(columns.winding.shape) <= 400
    assert columns.pixel_mm > 2


def test_ball_in_the_air_is_an_island() -> None:
    """A ball above a plate starts in mid-air; on the plate it does not."""
    floating = grid(mesh_of(box(30, 30, 5) + ball(5, (0, 0, 20))))
    found = islands(floating)
    assert found.count == 1
    assert found.lowest_mm == pytest.approx(15, abs=0.4)
    assert islands(grid(mesh_of(box(30, 30, 5) + ball(5, (0, 0, 8))))).count == 0


def test_arms_of_a_t_are_no_islands() -> None:
    """An overhang that hangs on its own layer is no island; two teeth under it are two."""
    tee = box(10, 10, 30) + box(50, 10, 8, (0, 0, 30))
    assert islands(grid(mesh_of(tee))).count == 0
    teeth = box(4, 4, 6, (20, 0, 25)) + box(4, 4, 6, (-20, 0, 25))
    assert islands(grid(mesh_of(tee + teeth))).count == 2


def test_speck_is_no_island() -> None:
    """A tooth thinner than half a square millimetre is passed over."""
    tee = box(10, 10, 30) + box(50, 10, 8, (0, 0, 30)) + box(0.4, 0.4, 6, (20, 0, 25))
    assert islands(grid(mesh_of(tee))).count == 0


@pytest.mark.parametrize(("height", "layers"), [(9.9, 33), (10.0, 33), (10.1, 34)])
def test_layers_are_taken_at_their_middle(height: float, layers: int) -> None:
    """A layer of 0.3 mm is solid when its middle is: 10 mm fill 33 layers, 10.1 mm fill 34."""
    winding = grid(mesh_of(box(10, 10, height))).winding
    assert (winding > 0).any(axis=(1, 2)).sum() == layers
