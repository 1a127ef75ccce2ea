"""Inflate and relief: closed solids from pictures, beautiful ones are for the eye to judge."""

from __future__ import annotations

import cv2
import drawn_pictures as drawn
import numpy as np
import pytest
from manifold3d import Manifold
from manifold3d import Mesh as Triangles

from memoreez import pixels, providers
from memoreez.artifacts import Cutout, Mesh, Picture
from memoreez.errors import InscriptionError, MemoreezError, ProviderError
from memoreez.figurines import gate
from memoreez.figurines.finish import Wish, finish
from memoreez.sculptures._gradients import flattened
from memoreez.sculptures._lens import lens
from memoreez.sculptures._pillow import balloon
from memoreez.sculptures._silhouette import grounded, sturdy
from memoreez.sculptures.inflate import Inflate
from memoreez.sculptures.relief import Relief


def solid(mesh: Mesh) -> Manifold:
    """The exact solid of a mesh, which must be one."""
    made = Manifold(Triangles(mesh.vertices, mesh.faces.astype(np.uint32)))
    assert str(made.status()).endswith("NoError") and made.volume() > 0
    return made


@pytest.mark.parametrize("seed", range(12))
def test_a_lens_is_closed_whatever_the_outline(seed: int) -> None:
    """Noise, with every case of marching squares, saddles and borders, gives a closed solid.

    Its section is the outline as OpenCV finds it, and it is as deep as was asked.
    """
    random = np.random.default_rng(seed)
    level = random.random((14, 17)).astype(np.float32)
    front, back = random.uniform(0.1, 3, (2, 14, 17)).astype(np.float32)
    made = solid(lens(level, front, back, 0.5))
    fine = cv2.resize(np.pad(level, 2), None, fx=24, fy=24, interpolation=cv2.INTER_LINEAR)
    area = (fine > 0.5).sum() * (0.5 / 24) ** 2  # with curves where the lens has straight lines
    assert made.rotate((90, 0, 0)).slice(0).area() == pytest.approx(
        area, rel=0.12
    )  # of straight lines
    low, high = np.reshape(made.bounding_box(), (2, 3))
    assert (-low[1], high[1]) == pytest.approx(
        (front[level > 0.5].max(), back[level > 0.5].max()), rel=1e-5
    )


def test_a_lens_ends_between_the_pixels() -> None:
    """A diamond of straight lines, none of them on a pixel, has its section to a thousandth."""
    y, x = np.mgrid[-9:10, -9:10].astype(np.float32)
    level = 0.5 + (5.3 - np.abs(x) - np.abs(y)) / 4
    made = solid(lens(level, np.ones_like(level), np.ones_like(level), 0.5))
    area = made.rotate((90, 0, 0)).slice(0).area()
    assert area == pytest.approx(2 * 5.3**2 * 0.5**2, rel=1e-3)


def test_a_lens_of_a_disc_has_its_volume() -> None:
    """Flat fields over a disc make a cylinder but for the slope of its rim."""
    y, x = np.mgrid[-50:51, -50:51].astype(np.float32)
    level = np.clip(40.5 - np.hypot(x, y), 0, 1)
    flat = np.full_like(level, 2.0)
    assert solid(lens(level, flat, flat, 0.1)).volume() == pytest.approx(
        np.pi * 4.0**2 * 4.0, rel=0.03
    )


def test_a_bar_becomes_round() -> None:
    """The balloon over a long bar is as deep as the bar is wide."""
    level = np.zeros((60, 400), np.float32)
    level[20:40, 10:390] = 1
    assert balloon(level)[30, 200] == pytest.approx(10, rel=0.12)


def test_sturdy_widens_and_joins() -> None:
    """A line of one pixel becomes as wide as asked, and a loose ball is held by a bar."""
    level = np.zeros((120, 120), np.float32)
    level[60:110, 30:90] = 1
    level[20:60, 50] = 1
    cv2.circle(level, (95, 30), 10, 1, -1)
    made = sturdy(level, 6, 4) > 0.5
    count, _ = cv2.connectedComponents(made.astype(np.uint8))
    assert count == 2
    assert 5 <= made[40, 40:60].sum() <= 8
    assert made[22:38, 90:100].all()


def test_narrow_feet_get_a_mound() -> None:
    """What stands on a point gets ground to stand on; what stands broadly is left alone."""
    level = np.zeros((100, 80), np.float32)
    cv2.fillPoly(level, [np.array([[40, 95], [20, 10], [60, 10]])], 1)
    assert (grounded(level)[95] > 0.5).sum() > 15
    block = np.zeros((100, 80), np.float32)
    block[10:90, 20:60] = 1
    assert grounded(block) is block


@pytest.fixture(scope="module")
def figure() -> Mesh:
    return (
        Inflate().sculpt(drawn.CONCEPT, height_mm=60, quality="draft", cutout=drawn.cutout()).mesh
    )


def test_inflate_makes_a_solid_of_the_outline(figure: Mesh) -> None:
    """Closed, in one piece, upright on z = 0, as wide as its outline asks for, and deep."""
    made = solid(figure)
    wide, deep, high = np.ptp(figure.vertices, axis=0)
    y, x = np.nonzero(drawn.truth() > 0.5)
    assert len(made.decompose()) == 1
    assert figure.vertices[:, 2].min() == pytest.approx(0, abs=1e-4)
    assert high == pytest.approx(54, rel=0.04)
    assert wide / high == pytest.approx(np.ptp(x) / np.ptp(y), rel=0.05)
    assert deep > 0.25 * wide
    assert made.genus() == 1  # the hole between tail and body


def test_inflate_passes_the_gate(figure: Mesh) -> None:
    """On its pedestal it is a keepsake that prints."""
    done = finish(figure, Wish(height_mm=60), tolerance_mm=0.02)
    report = gate.inspect(done.figurine.solid)
    assert [c for c in report.checks if c.verdict == "fail"] == []
    assert done.repairs == ()


@pytest.mark.parametrize("name", providers.names("sculptures"))
def test_each_sculptor_says_what_it_lacks(name: str) -> None:
    """The call of steps.py is valid for every sculptor; without its input it is one sentence."""
    sculptor = providers.load("sculptures", name)
    with pytest.raises(MemoreezError, match="The cat") as caught:
        sculptor.sculpt(drawn.CONCEPT, height_mm=90, quality="draft", spread=map)
    assert str(caught.value).endswith(".")


def test_inflate_refuses_a_poor_cutout() -> None:
    """The confidence decides, and the words of the cutout are passed on."""
    poor = drawn.cutout(confidence=0.4)
    with pytest.raises(ProviderError, match=r"40%.*by hand.*relief"):
        Inflate().sculpt(drawn.CONCEPT, height_mm=90, cutout=poor)


@pytest.mark.parametrize("shape", [(60, 60), (30, 200), (200, 30)])
def test_inflate_takes_any_shape(shape: tuple[int, int]) -> None:
    """A block that fills its picture, a wide one and a tall one are closed solids of that shape."""
    rgba = np.full((*shape, 4), 200, np.uint8)
    made = Cutout(pixels.write(rgba), shape[1], shape[0], 1.0, "drawn", "")
    mesh = Inflate().sculpt(drawn.CONCEPT, height_mm=50, quality="draft", cutout=made).mesh
    block = solid(mesh)
    wide, deep, high = np.ptp(mesh.vertices, axis=0)
    assert high == pytest.approx(45, rel=0.03) or wide == pytest.approx(63, rel=0.01)  # 1.4 × 45
    assert 0.9 < wide / high * shape[0] / shape[1] < 1.5  # the tall one gets ground to stand on
    assert block.genus() == 0 and mesh.vertices[:, 2].min() == pytest.approx(0, abs=1e-4)
    assert 0.5 < block.volume() / (wide * deep * high) < 1  # rounded, not thin


@pytest.fixture(scope="module")
def plaque() -> Mesh:
    return (
        Relief()
        .sculpt(
            drawn.CONCEPT,
            height_mm=80,
            quality="draft",
            picture=drawn.picture("busy"),
            inscription=("Ada", "2026"),
        )
        .mesh
    )


def test_relief_makes_a_closed_plaque(plaque: Mesh) -> None:
    """Closed, one piece, upright, and its back is flat."""
    made = solid(plaque)
    assert len(made.decompose()) == 1 and made.genus() == 0
    assert np.ptp(plaque.vertices[:, 2]) == pytest.approx(72, abs=0.05)
    back = plaque.vertices[:, 1].max()
    assert made.slice(1.0).area() > 0 and (plaque.vertices[:, 1] > back - 1e-3).sum() >= 4


def test_relief_passes_the_gate(plaque: Mesh) -> None:
    """On its pedestal the plaque prints, and is not taken for a backdrop."""
    done = finish(plaque, Wish(height_mm=80, pedestal="square"), tolerance_mm=0.02)
    report = gate.inspect(done.figurine.solid)
    assert [
        c.name for c in report.checks if c.verdict == "fail" or (c.name == "slab" and c.value)
    ] == []


def test_the_inscription_stands_out() -> None:
    """Letters are raised over the frame, on the lower rail and nowhere else."""
    made = [
        solid(
            Relief()
            .sculpt(
                drawn.CONCEPT,
                height_mm=80,
                quality="draft",
                picture=drawn.picture(),
                inscription=(line,),
            )
            .mesh
        )
        for line in ("WWWWWWWW", "I")
    ]
    rails = [one.trim_by_plane((0, 0, -1), -0.15 * 72) for one in made]
    uppers = [one.trim_by_plane((0, 0, 1), 0.15 * 72) for one in made]
    assert rails[0].volume() > rails[1].volume() + 20
    assert uppers[0].volume() == pytest.approx(uppers[1].volume(), rel=1e-3)


def test_a_line_too_long_for_the_frame() -> None:
    """It is refused with the line, not set in letters that nobody can read."""
    with pytest.raises(InscriptionError, match="too long"):
        Relief().sculpt(
            drawn.CONCEPT, height_mm=60, quality="draft", picture=drawn.picture(),
            inscription=("For the best grandmother of the whole wide world and beyond",),
        )  # fmt: skip


@pytest.mark.parametrize("shape", [(40, 400), (400, 40), (64, 64)])
def test_relief_takes_any_shape(shape: tuple[int, int]) -> None:
    """Panoramas are cropped to a shape that stands; a flat grey picture is a plaque too."""
    rgb = np.full((*shape, 3), 128, np.uint8)
    one = Picture(pixels.write(rgb), shape[1], shape[0])
    mesh = Relief().sculpt(drawn.CONCEPT, height_mm=60, quality="draft", picture=one).mesh
    solid(mesh)
    wide, _, high = np.ptp(mesh.vertices, axis=0)
    assert 0.6 < wide / high < 1.6


def test_relief_keeps_steps_and_drops_shading() -> None:
    """A slow change over the whole picture, stronger than an edge, takes less depth than it."""
    y, x = np.mgrid[0:160, 0:160]
    grey = (60 + 0.6 * x + 60 * (np.hypot(x - 80, y - 80) < 30)).clip(0, 255).astype(np.uint8)
    height = flattened(grey)
    step = height[76:84, 53:58].mean() - height[76:84, 40:46].mean()
    assert step > 0.4
    assert abs(height[:, 8].mean() - height[:, 151].mean()) < step
