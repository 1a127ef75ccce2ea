"""The scene generator, through its CPU build, on tiny pictures."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch: pip install torch")

from training.batches import (  # noqa: E402
    AT,
    EVERY,
    HELD_OUT,
    HIGH,
    LOW,
    REACH,
    SLICES,
    TRAINED,
    WIDER,
    Studio,
)
from training.compiled import compiler  # noqa: E402
from training.evaluate import FIRST_SEED  # noqa: E402

pytestmark = [
    pytest.mark.training,
    pytest.mark.skipif(compiler(cuda=False) is None, reason="g++ is needed to compile the tracer"),
]
SIDE = 48


@pytest.fixture(scope="module")
def studio():
    return Studio(cuda=False, side=SIDE, tight=1.0)


@pytest.fixture(scope="module", params=[EVERY, WIDER], ids=["every", "wider"])
def batch(studio, request):
    return studio.batch(torch.arange(6), request.param)


def test_layout_agrees_with_the_source(studio):
    """Python's field names start the scene structure that C++ writes."""
    assert studio.scene_floats >= len(AT)
    _, scene = studio.write(torch.arange(4))
    right, forward = (
        scene[:, AT[f"{name}_x"] : AT[f"{name}_x"] + 3] for name in ("right", "forward")
    )
    assert torch.allclose(right.norm(dim=1), torch.ones(4), atol=1e-5)
    assert torch.allclose((right * forward).sum(1), torch.zeros(4), atol=1e-5)


@pytest.mark.parametrize("share", [EVERY, WIDER])
def test_a_seed_gives_the_same_scene(studio, share):
    """Two batches of the same seeds are equal, in every picture."""
    first, again = (studio.batch(torch.arange(6), share) for _ in range(2))
    for name in ("scene", "front", "back", "light", "volume", "back_normal"):
        assert torch.equal(getattr(first, name), getattr(again, name)), name


def test_seeds_give_different_scenes(batch):
    """No two scenes of a batch share their camera."""
    assert len(set(batch.get("middle").tolist())) == 6


def test_depths_exist_exactly_where_the_figure_is(batch):
    """Outside the mask both depths are 0; inside, their mean is 0 for the front."""
    assert (batch.front[~batch.mask] == 0).all() and (batch.back[~batch.mask] == 0).all()
    mean = (batch.front * batch.mask).sum((1, 2)) / batch.mask.sum((1, 2))
    assert mean.abs().max() < 1e-3


def test_front_is_never_behind_back(batch):
    """The last surface along a ray is not nearer than the first."""
    assert (batch.back - batch.front)[batch.mask].min() > -1e-4


def test_normals_are_unit_and_face_the_camera(batch):
    """Seen normals look towards the camera, normals behind look away."""
    for normal, way in ((batch.front_normal, 1), (batch.back_normal, -1)):
        inside = normal.permute(0, 2, 3, 1)[batch.mask]
        assert torch.allclose(inside.norm(dim=1), torch.ones(len(inside)), atol=1e-3)
        assert (inside[:, 2] * way > -0.15).float().mean() > 0.97


def test_volume_changes_sign_at_the_depths(batch):
    """Slices before the front depth are outside, slices just behind it inside; so at the back."""
    step = (HIGH - LOW) / SLICES
    depths = (LOW + (torch.arange(SLICES) + 0.5) * step).view(1, SLICES, 1, 1)
    cells = [
        t.reshape(6, SIDE // 2, 2, SIDE // 2, 2) for t in (batch.front, batch.back, batch.mask)
    ]
    whole = cells[2].all(4).all(2)[:, None]
    low, high = cells[0].amin((2, 4))[:, None], cells[1].amax((2, 4))[:, None]
    before = (depths < low - 3 * step) & whole
    beyond = (depths > high + 3 * step) & whole
    assert (batch.volume[before] > 0).float().mean() > 0.995
    assert (batch.volume[beyond] > 0).float().mean() > 0.995
    nearest, last = cells[0].amax((2, 4))[:, None], cells[1].amin((2, 4))[:, None]
    skin = (depths > nearest) & (depths < nearest + 2 * step) & (depths < last) & whole
    assert skin.sum() > 100 and (batch.volume[skin] < 0).float().mean() > 0.8


def test_volume_is_a_distance_in_truncations(batch):
    """Stored values run from -127 to 127 and both ends occur."""
    assert REACH == 0.10
    assert batch.volume.min() < 0 and batch.volume.max() == 127


def test_a_tight_frame_holds_the_figure_whole(batch):
    """The silhouette's box fills four fifths of the frame and does not touch the border."""
    for mask in batch.mask:
        size = max(int(mask.any(0).sum()), int(mask.any(1).sum()))
        assert 0.72 * SIDE < size <= SIDE
        assert not mask[0].any() or not mask[-1].any()


def test_every_family_builds_a_figure(studio):
    """At least 40 families, none empty, none beyond the primitives a scene may hold."""
    assert len(studio.names) >= 40 and len(set(studio.names)) == len(studio.names)
    for family in range(len(studio.names)):
        _, scene = studio.write(torch.arange(3) + 50, EVERY, family)
        counts = scene[:, AT["count"]]
        assert counts.min() >= 2 and counts.max() < studio.most, studio.names[family]


def test_held_out_families_are_never_trained(studio):
    """At least eight families are kept out whole; the two shares do not meet."""
    assert sum(studio.held_out) >= 8
    for share, kept in ((TRAINED, False), (WIDER, False), (HELD_OUT, True)):
        _, scene = studio.write(torch.arange(400), share)
        families = {int(f) for f in scene[:, AT["family"]].tolist()}
        assert all(studio.held_out[f] is kept for f in families)


def test_the_evaluation_keeps_its_scenes(studio):
    """New families widen the training alone: figures of all runs are about the same scenes."""
    wanted = {
        TRAINED: "mushroom 7 palm 11 tree 5 books 31 trunked 22 hat 3 books 12 microphone 8",
        HELD_OUT: "hourglass 7 hourglass 8 hourglass 4 chair 11 bird 11 chair 5 chair 7 vessel 7",
    }
    for share, known in wanted.items():
        _, scene = studio.write(torch.arange(8) + FIRST_SEED, share)
        drawn = scene[:, [AT["family"], AT["count"]]].int().tolist()
        assert " ".join(f"{studio.names[f]} {count}" for f, count in drawn) == known


def test_training_sees_free_shapes_and_composed_ones(studio):
    """Free families are a tenth to a quarter of the training, composed ones a third or more."""
    free = {"creature", "creature_along", "machine", "machine_along", "turnery", "scaffold"}
    composed = {"keeper", "crowd", "planetoid", "alive", "tiers", "disc"}
    _, scene = studio.write(torch.arange(600), WIDER)
    names = [studio.names[int(f)] for f in scene[:, AT["family"]].tolist()]
    assert set(names) >= free and 0.1 < sum(name in free for name in names) / 600 < 0.25
    assert set(names) >= composed and 0.3 < sum(name in composed for name in names) / 600 < 0.45
    assert scene[:, AT["count"]].max() < studio.most and torch.isfinite(scene).all()
    _, plain = studio.write(torch.arange(600), TRAINED)
    assert not (free | composed) & {studio.names[int(f)] for f in plain[:, AT["family"]].tolist()}


def test_cameras_cover_what_pictures_show(studio):
    """Elevation is -5 to 35 degrees, azimuth any; some figures have no pedestal."""
    _, scene = studio.write(torch.arange(600))
    tilt = np.rad2deg(scene[:, AT["elevation"]].numpy())
    assert -5.01 < tilt.min() < -1 and 30 < tilt.max() < 35.01
    around = torch.atan2(scene[:, AT["forward_y"]], scene[:, AT["forward_x"]]).numpy()
    assert np.histogram(around, 8, (-np.pi, np.pi))[0].min() > 15
    assert 0.15 < float((scene[:, AT["pedestal"]] == 0).float().mean()) < 0.45


def test_the_camera_looks_at_the_middle_of_its_frame():
    """Aimed, the same figure fills the frame, and its depth is the one along the middle ray."""
    seeds = torch.arange(6)
    past, at = (
        Studio(cuda=False, side=SIDE, tight=1.0, aimed=aimed).batch(seeds, WIDER)
        for aimed in (False, True)
    )
    assert at.get("shift_x").abs().max() == at.get("shift_y").abs().max() == 0
    x, y = (past.get(f"shift_{axis}")[:, None, None] for axis in "xy")
    assert y.abs().max() > 0.02
    turned = (at.get("elevation") - past.get("elevation") + y.flatten().atan()).abs()
    assert turned.max() < math.radians(0.5)
    both = past.mask & at.mask
    assert both.sum() > 0.94 * (past.mask | at.mask).sum()
    line = torch.linspace(-1, 1, SIDE)
    along = past.front - y * line[None, :, None] + x * line[None, None, :]
    off, before = ((depth - at.front) * both for depth in (along, past.front))
    assert off.abs().sum() < 0.5 * before.abs().sum()


def test_mirrored_scenes_are_mirrored(batch):
    """Twice mirrored is the same; once, x of the normals changes sign."""
    once = batch.mirrored()
    assert torch.equal(once.mirrored().front_normal, batch.front_normal)
    assert torch.equal(once.front_normal[:, 0], -batch.front_normal[:, 0].flip(-1))
    assert torch.equal(once.mask, batch.mask.flip(-1))


def test_training_sees_most_figures_as_they_are_photographed(studio):
    """Half are in the usual view, two fifths in a studio's light; the evaluation knows neither."""
    _, scene = studio.write(torch.arange(600), WIDER)
    tilt = torch.rad2deg(scene[:, AT["elevation"]])
    around = torch.rad2deg(torch.atan2(scene[:, AT["forward_x"]], scene[:, AT["forward_y"]]))
    front = (around.abs() < 43.01) & (tilt > 0.99) & (tilt < 23.01)  # before it is aimed
    assert 0.65 < float(front.float().mean()) < 0.85
    assert 0.3 < float(scene[:, AT["studio"]].mean()) < 0.5
    _, plain = studio.write(torch.arange(600), TRAINED)
    assert plain[:, AT["studio"]].max() == 0


def test_neighbouring_seeds_share_no_numbers(studio):
    """What training draws from one seed is no shifted copy of what the next one draws."""
    _, scene = studio.write(torch.arange(300), WIDER)
    assert len(set(scene[:, AT["seed"]].tolist())) == 300
