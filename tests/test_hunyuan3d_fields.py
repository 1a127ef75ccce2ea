"""Asking the field: every node, or only those that the surface needs; never too much, all right."""

from __future__ import annotations

from math import inf, nan

import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install torch")

import drawn_fields as drawn  # noqa: E402

from memoreez.sculptures.hunyuan3d import fields  # noqa: E402
from memoreez.sculptures.hunyuan3d.fields import (  # noqa: E402
    FieldError,
    Lattice,
    coarse_to_fine,
    dense,
)
from memoreez.sculptures.hunyuan3d.surface import surface  # noqa: E402

pytestmark = pytest.mark.training
CHUNK = 1 << 16


def both(field, lattice, level=0.0):
    sample = drawn.at_points(field, lattice)
    return (
        dense(lattice, sample, device="cpu", chunk=CHUNK),
        coarse_to_fine(lattice, sample, device="cpu", level=level, chunk=CHUNK),
    )


def agree(whole, sparse, level=0.0):
    """The same vertices and faces, bit by bit."""
    pairs = zip(surface(whole, level), surface(sparse, level), strict=True)
    return all(torch.equal(one, other) for one, other in pairs)


def test_nodes_are_numbered_in_order():
    """z runs fastest; the first and the last node are corners of the cube."""
    lattice = Lattice(24)
    points = lattice.points(torch.arange(25**3, dtype=torch.int32)).view(25, 25, 25, 3)
    assert points[0, 0, 0].tolist() == pytest.approx([-1.01] * 3)
    assert points[-1, -1, -1].tolist() == pytest.approx([1.01] * 3)
    axis = lattice.axis()
    assert torch.equal(points[3, 4, :, 2], axis)
    assert torch.equal(points[:, 3, 4, 0], axis)
    assert axis[12] == 0


@pytest.mark.parametrize("cells", [-1, 0, 7, 1025, 10**9])
def test_lattices_that_cannot_be(cells):
    """A resolution out of bounds is refused by name, before any memory is taken."""
    with pytest.raises(FieldError, match=f"{cells} cells a side; set octree"):
        Lattice(cells)


def test_dense_asks_every_node_once_in_chunks():
    """No chunk is larger than said, and the ragged last one is there."""
    asked = []

    def sample(nodes):
        asked.append(nodes)
        return nodes.to(torch.float64) / 7

    volume = dense(Lattice(12), sample, device="cpu", chunk=1000)
    assert [len(part) for part in asked] == [1000, 1000, 197]
    assert {part.dtype for part in asked} == {torch.int32}
    assert volume.queries == 13**3
    torch.testing.assert_close(volume.values.view(-1), torch.arange(13**3) / 7)


def test_coarse_asks_few_nodes_once():
    """A figure at 192 cells: fewer than one node in forty, none of them twice."""
    lattice = Lattice(192)
    asked = []
    point = torch.tensor
    figure = drawn.union(
        drawn.rod(point([0.0, -0.7, 0]), point([0.0, 0.3, 0]), 0.2),
        drawn.rod(point([0.0, 0.2, 0]), point([0.6, 0.7, 0.1]), 0.03),
    )
    sample = drawn.at_points(figure, lattice)

    def counted(nodes):
        asked.append(nodes)
        return sample(nodes)

    volume = coarse_to_fine(lattice, counted, device="cpu", chunk=50_000)
    nodes = torch.cat(asked)
    assert len(nodes) == volume.queries == len(nodes.unique())
    assert len(nodes) < 193**3 / 40
    assert max(len(part) for part in asked) == 50_000
    known = volume.values.isfinite()
    assert int(known.sum()) == volume.queries
    assert torch.equal(volume.values[known], figure(lattice.points(known.view(-1).nonzero()[:, 0])))


def test_thin_parts_are_all_there(monkeypatch):
    """A hundred fields with parts down to one cell, many hanging free: each the dense mesh.

    The first look takes every fourth node, as at 192 cells and up (where it was tried as well).
    """
    monkeypatch.setattr(fields, "_COARSEST", 10)
    lattice = Lattice(40)
    assert [s for s in range(100) if not agree(*both(drawn.thin(s, lattice), lattice))] == []


@pytest.mark.parametrize("axes", [1, 3], ids=["sheets", "specks"])
def test_parts_between_the_first_nodes(axes, monkeypatch):
    """Free sheets and balls, hardly thicker than a cell, at every place among four nodes."""
    monkeypatch.setattr(fields, "_COARSEST", 16)
    lattice, cell = Lattice(64), 2.02 / 64
    places = 9.0 + 13 * torch.cartesian_prod(*axes * [torch.arange(4)]).view(-1, axes)
    exactly = "donot_use_mm_for_euclid_dist"

    def field(points):
        away = torch.cdist(points[:, :axes], places * cell - 1.01, compute_mode=exactly)
        return 0.55 * axes * cell - away.amin(1)

    whole, sparse = both(field, lattice)
    assert drawn.characteristic(*surface(sparse)) == 2 * 4**axes
    assert sparse.rounds == 4  # foreseen at every level: none had to be followed
    assert agree(whole, sparse)


def test_a_thread_is_followed(monkeypatch):
    """A field of two values tells nothing ahead; a thread of one cell that is met is followed."""
    monkeypatch.setattr(fields, "_COARSEST", 16)
    lattice = Lattice(96)
    cell = 2.02 / 96
    ends = torch.tensor([[0.0, 0.0, 0.0], [0.9, 0.83, 0.71]]) + cell / 2
    thread = drawn.union(drawn.ball(0.3), drawn.rod(*ends, cell))
    whole, sparse = both(lambda points: thread(points).sign(), lattice)
    assert sparse.queries < whole.queries / 20  # haste is for the thread, not for the ball
    assert agree(whole, sparse)


@pytest.mark.parametrize("level", [-0.3, 0.1])
def test_any_level(level):
    """The level that is asked for is the one that is followed."""
    lattice = Lattice(96)
    whole, sparse = both(drawn.ring(0.5, 0.2), lattice, level)
    assert sparse.queries < whole.queries
    assert sparse.rounds == 3  # every second node, those between, the last few
    assert agree(whole, sparse, level)


@pytest.mark.parametrize("cells", [97, 60])
def test_what_cannot_be_halved_is_dense(cells):
    """An odd resolution, and one that is small, are sampled whole."""
    _, sparse = both(drawn.ball(0.7), Lattice(cells))
    assert sparse.queries == (cells + 1) ** 3
    assert sparse.values.isfinite().all()


@pytest.mark.parametrize("value", [0.0, 1.0, -1.0])
def test_flat_fields_end(value):
    """A field of one value asks no more than the first look, unless that is the level itself."""
    _, sparse = both(lambda points: torch.full((len(points),), value), Lattice(96))
    assert sparse.queries == (49**3 if value else 97**3)


@pytest.mark.parametrize("wrong", [nan, inf, -inf])
@pytest.mark.parametrize("at", [0.0, 0.515])
def test_values_that_are_not_finite(wrong, at):
    """One such value is refused, at the first look or at the last, with what to do about it."""
    lattice = Lattice(96)

    def field(points):
        hit = (points - at).abs().amax(1) < 0.6 * 2.02 / 96
        return torch.where(hit, wrong, drawn.ball(0.9)(points))

    sample = drawn.at_points(field, lattice)
    for look in (dense, coarse_to_fine):
        with pytest.raises(FieldError, match=r"not finite numbers; .* precision to fp32"):
            look(lattice, sample, device="cpu", chunk=CHUNK)
