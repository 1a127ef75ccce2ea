"""Marching cubes in torch: closed, right way out, right place, whatever the samples are."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan, pi

import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install torch")

import drawn_fields as drawn  # noqa: E402

from memoreez.sculptures.hunyuan3d.fields import (  # noqa: E402
    FieldError,
    Lattice,
    Volume,
    coarse_to_fine,
    dense,
)
from memoreez.sculptures.hunyuan3d.surface import surface  # noqa: E402

pytestmark = pytest.mark.training
LATTICE = Lattice(40)
BAR = torch.tensor([[-0.5, 0.0, 0.0], [0.5, 0.0, 0.0]])


def volume(values, bound=1.01):
    return Volume(Lattice(len(values) - 1, bound), values, 0, 0)


def noise(seed, side=13):
    return torch.randn(side, side, side, generator=torch.Generator().manual_seed(seed))


def sampled(field, lattice=LATTICE):
    return dense(lattice, drawn.at_points(field, lattice), device="cpu")


@pytest.mark.parametrize("seed", range(4))
def test_any_field_bounds_a_solid(seed):
    """White noise, which has every case beside every other: closed, one fan a vertex, no sliver."""
    vertices, faces = surface(volume(noise(seed)))
    drawn.characteristic(vertices, faces)
    assert set(drawn.fans(faces).values()) == {1}
    size, flattest = drawn.measures(vertices, faces)
    assert size > 0
    assert flattest > 1e-5


@pytest.mark.parametrize("seed", range(4))
def test_samples_that_equal_the_level(seed):
    """Samples at the level are outside, as for a level one ulp higher; nothing is missing."""
    values = noise(seed).round().clamp(-1, 1)
    assert (values == 0).sum() > 500
    vertices, faces = surface(volume(values))
    drawn.characteristic(vertices, faces)
    assert drawn.measures(vertices, faces)[1] > 1e-5
    above, same = surface(volume(values), level=1.4e-45)
    assert torch.equal(faces, same)
    torch.testing.assert_close(vertices, above)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (drawn.ball(0.8), 2),
        (drawn.ring(0.6, 0.2), 0),
        (drawn.union(drawn.ring(0.5, 0.15), drawn.rod(*BAR, 0.1)), -2),
        (lambda p: torch.minimum(drawn.ball(0.8)(p), -drawn.ball(0.4)(p)), 4),
        (drawn.union(drawn.ball(0.3, (0.5, 0, 0)), drawn.ball(0.3, (-0.5, 0, 0))), 4),
    ],
    ids=["ball", "ring", "ring with a bar", "hollow ball", "two balls"],
)
def test_holes_and_pieces_are_counted(field, expected):
    """Two less twice the holes, for each piece of the surface."""
    vertices, faces = surface(sampled(field))
    assert drawn.characteristic(vertices, faces) == expected


def test_the_ball_is_in_its_place():
    """Radius, centre and volume of a ball off the middle; every vertex on it; faces outwards."""
    middle = torch.tensor([0.1, -0.2, 0.15])
    vertices, faces = surface(sampled(drawn.ball(0.7, tuple(middle.tolist()))))
    away = (vertices - middle).norm(dim=1)
    assert float((away - 0.7).abs().max()) < 1e-3
    assert vertices.mean(0).tolist() == pytest.approx(middle.tolist(), abs=1e-3)
    assert drawn.measures(vertices, faces)[0] == pytest.approx(4 / 3 * pi * 0.343, rel=5e-3)
    assert vertices.dtype == torch.float32
    assert faces.dtype == torch.int32


def test_vertices_are_where_the_field_equals_the_level():
    """At another level, with a field that is linear between its nodes: to float32."""
    lattice = Lattice(24)
    found, _ = surface(sampled(lambda points: points[:, 0] * 3, lattice), level=0.5, compat=True)
    cell = 2.02 / 24
    nodes = (found[:, 0] + 1.01) * 25 / 24 - 1.01  # compat's scale taken back
    assert float((nodes - 0.5 / 3).abs().max()) < 1e-5 * cell


def test_compat_has_the_references_scale():
    """R / (R + 1) of the size, towards the lowest corner; the same triangles."""
    ours, faces = surface(sampled(drawn.ball(0.8)))
    theirs, same = surface(sampled(drawn.ball(0.8)), compat=True)
    assert torch.equal(faces, same)
    torch.testing.assert_close((theirs + 1.01) * 41 / 40 - 1.01, ours, atol=1e-4, rtol=0)


def test_the_solid_ends_with_the_lattice():
    """A field that is inside everywhere is a closed box; compat leaves it open, with nothing."""
    full = volume(torch.ones(13, 13, 13), bound=1.0)
    vertices, faces = surface(full)
    assert drawn.characteristic(vertices, faces) == 2
    assert float(vertices.amin()) == pytest.approx(-11 / 12)
    assert float(vertices.amax()) == pytest.approx(11 / 12)
    assert drawn.measures(vertices, faces)[0] == pytest.approx((2 - 2 / 12) ** 3, rel=0.02)
    with pytest.raises(FieldError, match="never crosses the level 0,"):
        surface(full, compat=True)


@pytest.mark.parametrize("value", [-1.0, 0.0, -inf])
def test_no_surface_is_an_error(value):
    """A field that is nowhere inside gives a typed error with what to do, never an empty mesh."""
    with pytest.raises(FieldError, match="another seed"):
        surface(volume(torch.full((13, 13, 13), value)))


@pytest.mark.parametrize("value", [nan, inf])
def test_a_hole_in_the_field_is_an_error(value):
    """A surface beside a value that is not finite is refused; no vertex is made up."""
    ball = sampled(drawn.ball(0.5))
    values = ball.values.clone()
    values[20, 20, 29 if value == inf else 31] = value
    values[20, 20, 10] = value
    with pytest.raises(FieldError, match="not known"):
        surface(replace(ball, values=values))


def test_another_level_needs_other_samples():
    """What was sampled for one level does not give another's surface by accident."""
    lattice = Lattice(96)
    sparse = coarse_to_fine(lattice, drawn.at_points(drawn.ball(0.5), lattice), device="cpu")
    with pytest.raises(FieldError, match="sample it for the level"):
        surface(sparse, level=0.2)
