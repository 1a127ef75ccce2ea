"""From what the network sees to a figurine: the surface, its pedestal, and the way it stands."""

from __future__ import annotations

from dataclasses import replace

import claynet_pictures as drawn
import numpy as np
import pytest
from manifold3d import Manifold
from manifold3d import Mesh as Triangles

from memoreez import pixels
from memoreez.artifacts import Concept, Mesh, Picture
from memoreez.claynet.network import SIDE
from memoreez.errors import ProviderError
from memoreez.figurines import gate
from memoreez.figurines.finish import Wish, finish
from memoreez.sculptures._columns import STEP, detail, outline
from memoreez.sculptures._evening import evened
from memoreez.sculptures._fusion import fused
from memoreez.sculptures._slopes import followed
from memoreez.sculptures._standing import pedestal, solid_of, stood
from memoreez.sculptures.claynet import Claynet, upright

CONCEPT = Concept(1, "The snowman", "", "character", "")
EVEN = np.full((SIDE, SIDE), 0.5, np.float32)


@pytest.fixture(scope="module")
def ball() -> tuple[np.ndarray, np.ndarray]:
    """The surface of a ball, as a perfect network would have it."""
    seen = drawn.seen(drawn.ball())
    return fused(seen.answer, seen.alpha, EVEN)


def test_a_ball_becomes_a_ball(ball: tuple[np.ndarray, np.ndarray]) -> None:
    """Closed, in one piece, and everywhere within a hundredth of the true ball."""
    points, faces = ball
    solid = Manifold(Triangles(upright(points, 0.0), faces.astype(np.uint32)))
    assert str(solid.status()).endswith("NoError") and solid.genus() == 0
    assert solid.volume() == pytest.approx(4 / 3 * np.pi * drawn.RADIUS**3, rel=0.02)
    off = np.abs(np.linalg.norm(points, axis=1) - drawn.RADIUS)
    assert np.percentile(off, 99) < 0.012 and off.max() < 0.05


def test_depths_follow_their_normals() -> None:
    """Normals with a ripple put it into a flat depth; what has no normals keeps its own."""
    x = np.arange(64, dtype=np.float32)[None].repeat(64, 0)
    slope = 0.1 * np.cos(x / 3)
    normal = np.stack([slope, slope * 0, slope * 0 + 1]).astype(np.float32)
    flat, inside = np.zeros((64, 64), np.float32), np.ones((64, 64), np.bool_)
    inside[:8] = False
    made = followed(flat, normal, inside, 1e-6)
    wanted = 0.1 * 3 * np.sin(x / 3) * 2 / 64
    assert np.abs(made - wanted)[12:-4, 4:-4].max() < 0.4 * np.abs(wanted).max()
    assert (made[:8] == 0).all()


def test_outlines_lie_between_pixels() -> None:
    """The distance to a slanted edge is right to a fraction of a pixel."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    away = (x - 100 + 0.3 * (y - 160)) / np.hypot(1, 0.3)
    made = outline(np.clip(0.5 - away, 0, 1).astype(np.float32))
    near = np.abs(away) < 6
    assert np.abs(made - away)[20:-20, 20:-20][near[20:-20, 20:-20]].max() < 0.5


def test_dark_lines_are_engraved() -> None:
    """A dark line becomes a shallow groove, a broad shadow nothing, and nothing is deep."""
    grey = np.full((SIDE, SIDE), 0.6, np.float32)
    grey[:, 160:163] = 0.1
    grey[:, 220:] = 0.3
    made = detail(grey, np.full((SIDE, SIDE), -9, np.float32))
    assert made[100, 161] < -0.8 * STEP
    assert abs(made[100, 280]) < 0.02 * STEP
    assert np.abs(made).max() < 1.31 * STEP


def test_only_the_unseen_is_evened() -> None:
    """Points with a share of 0 stay to the bit; those with 1 lose their ripple."""
    random = np.random.default_rng(2)
    ball = Manifold.sphere(10, 64).to_mesh()
    points = np.array(ball.vert_properties[:, :3], np.float32)
    rough = points * (1 + 0.01 * random.standard_normal((len(points), 1))).astype(np.float32)
    hidden = points[:, 1] > 0
    made = evened(rough, np.array(ball.tri_verts, np.int32), hidden.astype(np.float32))
    assert (made[~hidden] == rough[~hidden]).all()
    deep = points[:, 1] > 3
    off = [np.abs(np.linalg.norm(some[deep], axis=1) - 10).mean() for some in (rough, made)]
    assert off[1] < 0.6 * off[0]


FIGURE = Manifold.cylinder(40, 8, 6, 48)


@pytest.mark.parametrize(
    ("stand", "top"),
    [
        (Manifold.cylinder(8, 20, 20, 64), 8),
        (Manifold.cylinder(8, 20, 18, 64), 8),
        (Manifold.cube((40, 36, 9), True).translate((0, 0, 4.5)), 9),
        (Manifold.cylinder(1.5, 20, 20, 64), None),
        (Manifold.cube((90, 12, 8), True).translate((0, 0, 4)), None),
        (Manifold.cylinder(30, 20, 20, 64), None),
        (Manifold(), None),
    ],
    ids=["disc", "cone", "block", "a foot", "a plank", "a table", "none"],
)
def test_a_pedestal_is_recognised(stand: Manifold, top: float | None) -> None:
    """Low, whole and round or square is a pedestal; a plank, a table or a thin foot is none."""
    whole = stand + FIGURE.translate((0, 0, stand.bounding_box()[5] if stand.volume() else 0))
    found = pedestal(whole)
    assert (found and found.top) == (top and pytest.approx(top, abs=0.6))


@pytest.mark.parametrize(("foot", "wide"), [(14, 17), (18, 18.4)])
def test_a_dish_on_a_pedestal_stays(foot: float, wide: float) -> None:
    """A figure that ends in a dish of its own keeps it, though that is the broader level."""
    drum = Manifold.cylinder(6, 20, 20, 64)
    dish = Manifold.cylinder(4, foot, wide, 64)
    dish -= Manifold.cylinder(2, wide - 2, wide - 2, 64).translate((0, 0, 2))
    found = pedestal(drum + dish.translate((0, 0, 6)) + FIGURE.translate((0, 0, 7)))
    assert found is not None and found.top == pytest.approx(6, abs=0.4)


def test_a_wide_pedestal_may_lean() -> None:
    """One so wide that its top's ends lie at other heights is level before it is judged."""
    wide = Manifold.cylinder(6, 28, 28, 64) + FIGURE.translate((0, 0, 6))
    found = pedestal(wide.rotate((0, 5, 0)))
    assert found is not None and found.lean == pytest.approx((0, -5), abs=0.3)


def test_what_leans_much_is_no_pedestal() -> None:
    """A top 5 degrees off the level is a pedestal's, one 9 degrees off the figure's own foot."""
    whole = Manifold.cylinder(8, 20, 20, 64) + FIGURE.translate((0, 0, 8))
    assert pedestal(whole.rotate((5, 0, 0))) is not None
    assert pedestal(whole.rotate((9, 0, 0))) is None


def test_the_pedestal_is_taken_away() -> None:
    """Only the figure is left, on z = 0, without the flakes of a top that is not level."""
    stand = Manifold.cylinder(8, 20, 20, 64)
    bump = Manifold.cylinder(0.8, 5, 3, 32).translate((12, 8, 7.9))
    figure, found = stood((stand + bump + FIGURE.translate((0, 0, 8))).rotate((2, 0, 0)))
    assert found is not None
    assert figure.bounding_box()[2] == pytest.approx(0, abs=1e-3)
    assert figure.bounding_box()[3] < 10
    assert figure.volume() == pytest.approx(FIGURE.volume(), rel=0.08)


def test_what_leans_a_little_is_set_upright() -> None:
    """A figure whose flat sole is 4 degrees off the level stands on all of it."""
    figure, _ = stood(Manifold.cube((20, 20, 50), True).rotate((4, 0, 0)))
    assert figure.slice(0.1).area() == pytest.approx(400, rel=0.03)


@pytest.mark.parametrize("turn", [0, 35, 90])
def test_a_plate_stands_upright(turn: float) -> None:
    """A disc on edge that is 5 degrees off is set upright; one that leans on purpose is left."""
    disc = Manifold.cylinder(6, 30, 30, 64, True).rotate((90, 0, 0))
    for lean, deep in ((5, 6), (-5, 6), (20, 26)):
        figure, _ = stood(disc.rotate((lean, 0, 0)).rotate((0, 0, turn)))
        box = figure.rotate((0, 0, -turn)).bounding_box()
        assert box[4] - box[1] == pytest.approx(deep, abs=0.05 * deep)


def test_a_ball_beside_it_is_let_down() -> None:
    """A piece of its own that floats just above the ground stands on it; crumbs are gone."""
    ball = Manifold.sphere(4, 32).translate((20, 0, 6.5))
    crumb = Manifold.sphere(0.4, 8).translate((0, 0, 60))
    parts = (FIGURE + ball + crumb).to_mesh()
    points = np.array(parts.vert_properties[:, :3], np.float32)
    figure, _ = stood(solid_of(points, np.array(parts.tri_verts, np.int64), 1e-4))
    pieces = figure.decompose()
    assert len(pieces) == 2
    assert all(piece.bounding_box()[2] < 1e-3 for piece in pieces)


def test_nothing_is_an_error_in_words() -> None:
    """A surface without triangles is one sentence that says what to do."""
    with pytest.raises(ProviderError, match="single figure"):
        solid_of(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int64), 1e-4)


def test_an_unsure_look_makes_no_figurine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below its limit no solid is made, and the next in line hears why."""
    poor = replace(drawn.seen(drawn.ball()), apart=0.5)
    monkeypatch.setattr("memoreez.sculptures.claynet.look", lambda png: poor)
    with pytest.raises(ProviderError, match=r"The snowman.*0% sure.*relief"):
        Claynet().sculpt(CONCEPT, height_mm=90, picture=Picture(b"", 1, 1))


@pytest.fixture(scope="module")
def snowman() -> Mesh:
    return Claynet().sculpt(CONCEPT, height_mm=60, picture=drawn.picture(-20, 512)).mesh


@pytest.mark.slow
def test_a_picture_becomes_its_figurine(snowman: Mesh) -> None:
    """Closed, one piece, on z = 0, at its height, and about as wide and deep as the true one."""
    solid = Manifold(Triangles(snowman.vertices, snowman.faces.astype(np.uint32)))
    assert str(solid.status()).endswith("NoError") and len(solid.decompose()) == 1
    wide, deep, high = np.ptp(snowman.vertices, axis=0)
    true = np.ptp(drawn.figure().vertices, axis=0)
    assert snowman.vertices[:, 2].min() == pytest.approx(0, abs=1e-4)
    assert high == pytest.approx(54, abs=0.01)
    assert wide / high == pytest.approx(true[0] / true[2], rel=0.08)
    assert deep / high == pytest.approx(true[1] / true[2], rel=0.15)


@pytest.mark.slow
def test_it_passes_the_gate(snowman: Mesh) -> None:
    """On its pedestal it is a keepsake that prints."""
    done = finish(snowman, Wish(height_mm=60), tolerance_mm=0.02)
    report = gate.inspect(done.figurine.solid, repairs=done.repairs)
    assert [c for c in report.checks if c.verdict == "fail"] == []


@pytest.mark.slow
def test_the_same_picture_gives_the_same_figurine(snowman: Mesh) -> None:
    """Byte for byte, also when it is asked again in another process's place."""
    from memoreez.claynet import looking

    looking._look.cache_clear()
    again = Claynet().sculpt(CONCEPT, height_mm=60, picture=drawn.picture(-20, 512)).mesh
    assert again.vertices.tobytes() == snowman.vertices.tobytes()
    assert again.faces.tobytes() == snowman.faces.tobytes()


@pytest.mark.slow
def test_a_cutout_will_do(snowman: Mesh) -> None:
    """Without a picture the cutout is looked at, transparent as it is."""
    from memoreez.cutouts.claynet import Claynet as Cutter

    cut = Cutter().cut(drawn.picture(-20, 512))
    assert pixels.read(cut.png)[..., 3].min() == 0
    made = Claynet().sculpt(CONCEPT, height_mm=60, cutout=cut).mesh
    assert np.ptp(made.vertices, axis=0) == pytest.approx(np.ptp(snowman.vertices, axis=0), rel=0.2)
