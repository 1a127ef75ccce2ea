"""Pictures: what is traced becomes pictures with backdrops, patterns, blur and compression."""

import math
from dataclasses import replace

import pytest
from small import SMALL

torch = pytest.importorskip("torch", reason="training needs PyTorch: pip install torch")

from training import augment, patterns  # noqa: E402
from training.augment import blur, compress, develop, lessons, studio  # noqa: E402
from training.batches import AT, Batch  # noqa: E402
from training.compiled import compiler  # noqa: E402
from training.dice import Dice  # noqa: E402
from training.patterns import TABLES, WALLS, _facing, _ground, met_ground  # noqa: E402

pytestmark = [
    pytest.mark.training,
    pytest.mark.skipif(compiler(cuda=False) is None, reason="g++ is needed to compile the tracer"),
]


def seeded(seed: int) -> torch.Generator:
    """Random numbers that repeat."""
    return torch.Generator().manual_seed(seed)


def test_pictures_are_in_range_and_repeat_by_seed(batch):
    """The same generator seed gives the same pictures, all within 0..1."""
    first, shown = develop(batch, torch.Generator().manual_seed(3))
    second, _ = develop(batch, torch.Generator().manual_seed(3))
    assert torch.equal(first, second) and shown.dtype == torch.bool
    assert first.shape == (4, 3, SMALL, SMALL)
    assert first.min() >= 0 and first.max() <= 1 and torch.isfinite(first).all()


def test_plain_look_is_grey_on_a_light_backdrop(batch):
    """The renderer's look has no colour and its corners are lighter than the figure."""
    picture = studio(batch)
    assert torch.equal(picture[:, 0], picture[:, 2])
    for one, mask in zip(picture[:, 0], batch.mask, strict=True):
        assert one[0, 0] > one[mask].mean()


@pytest.mark.parametrize("pattern", sorted({*WALLS, *TABLES}, key=str), ids=lambda p: p.__name__)
def test_a_pattern_is_light_that_varies(batch, pattern):
    """On a wall and on the ground tones are positive, never one flat tone, and seeds repeat."""

    def drawn(seed: int) -> list[torch.Tensor]:
        dice = Dice(4, seeded(seed), torch.device("cpu"))
        planes = _facing(SMALL, dice), _ground(batch.scene, SMALL, dice)[0]
        return [patterns._toned(pattern, plane, dice) for plane in planes]

    for tones, again in zip(drawn(1), drawn(1), strict=True):
        assert torch.equal(tones, again) and tones.shape == (4, 3, SMALL, SMALL)
        assert torch.isfinite(tones).all() and tones.min() > 0 and tones.max() < 4
    assert all((one.std((1, 2)) > 0.005).any() for one in drawn(1)[0])
    assert not torch.equal(drawn(1)[0], drawn(2)[0])


def test_the_ground_lies_under_the_figure(batch):
    """The pixel in which the camera sees the origin has the origin's coordinates, nearly."""
    met, fine, seen = met_ground(batch.scene, SMALL)
    assert met.shape == (4, 2, SMALL, SMALL) and (fine > 0).all()
    right, up, forward, eye = (
        batch.scene[:, AT[f"{name}_x"] : AT[f"{name}_x"] + 3]
        for name in ("right", "up", "forward", "eye")
    )
    ahead = -(eye * forward).sum(1) * batch.get("half")
    column, row = (
        ((way * -(eye * axis).sum(1) / ahead + 1) / 2 * (SMALL - 1)).round().int().tolist()
        for way, axis in ((1, right), (-1, up))
    )
    looked = [i for i in range(4) if 0 <= row[i] < SMALL and batch.get("elevation")[i] > 0.1]
    assert len(looked) > 1
    for i in looked:
        assert seen[i, 0, row[i], column[i]]
        assert met[i, :, row[i], column[i]].abs().max() < 2 * fine[i, 0, row[i], column[i]] + 0.15


def test_a_share_of_the_pictures_has_a_pattern(batch, monkeypatch):
    """Half of four pictures get what `scenery` draws behind the figure, none without a share."""
    monkeypatch.setattr(augment, "EMPTY", 0.0)
    asked = []

    def black(batch: Batch, rows: torch.Tensor, random: torch.Generator) -> torch.Tensor:
        asked.append(sorted(rows.tolist()))
        return torch.full((len(rows), 3, SMALL, SMALL), 1e-3)

    monkeypatch.setattr(augment, "scenery", black)
    picture, _ = develop(batch, seeded(5), 0.5)
    corners = torch.stack([one[:, :3, :3].mean() for one in picture])
    assert len(asked) == 1 and len(set(asked[0])) == 2
    others = [i for i in range(4) if i not in asked[0]]
    assert corners[asked[0]].max() < 0.3 < corners[others].min()
    develop(batch, seeded(5))
    assert len(asked) == 1


def test_batches_have_patterns_in_turn(batch, monkeypatch):
    """All walls and tables come, and no batch draws more than its portions."""
    walls, tables = [], []
    monkeypatch.setattr(patterns, "_toned", lambda pattern, plane, dice: pattern(dice))
    count = torch.Size((2, 3, SMALL, SMALL))
    for drawn, kinds, name in ((walls, WALLS, "WALLS"), (tables, TABLES, "TABLES")):
        known = [
            lambda _, i=i, drawn=drawn: drawn.append(i) or torch.ones(count)
            for i in range(len(kinds))
        ]
        monkeypatch.setattr(patterns, name, tuple(known))
    for step in range(60):
        seeds = torch.arange(4) + 1_000_000 + 160 * step
        patterns.scenery(replace(batch, seeds=seeds), torch.arange(4), seeded(step))
    assert len(walls) == len(tables) == 60 * patterns.PORTIONS
    assert set(walls) == set(range(len(WALLS))) and set(tables) == set(range(len(TABLES)))


def test_better_compression_loses_less():
    """Quality 90 keeps a picture closer than quality 20, and both keep a flat one."""
    picture = torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    quality = torch.tensor([20.0, 90.0]).view(2, 1, 1, 1)
    worse, better = (compress(picture, q[None]) for q in quality)
    assert (better - picture).abs().mean() < (worse - picture).abs().mean()
    flat = torch.full((1, 3, 16, 16), 0.5)
    assert torch.allclose(compress(flat, quality[:1]), flat, atol=1e-4)


def test_blur_is_a_gaussian_with_the_border_repeated():
    """A flat picture stays, a point becomes the bell curve, each picture has its own width."""
    sigma = torch.tensor([0.5, 1.2]).view(2, 1, 1, 1)
    assert torch.allclose(blur(torch.full((2, 3, 24, 24), 0.3), sigma), torch.tensor(0.3))
    point = torch.zeros(2, 1, 24, 24)
    point[:, :, 12, 12] = 1
    first, second = blur(point, sigma)[:, 0, 12]
    assert float(first[13] / first[12]) == pytest.approx(math.exp(-0.5 / 0.25), rel=1e-4)
    assert float(second[13] / second[12]) == pytest.approx(math.exp(-0.5 / 1.44), rel=1e-4)


def test_lessons_show_some_figures_in_the_plain_look(batch, monkeypatch):
    """With the share at one every shown figure looks plain; with none, lessons are `develop`'s."""
    monkeypatch.setattr(augment, "EMPTY", 0.0)
    monkeypatch.setattr(augment, "PATTERNED", 0.0)
    shown = torch.ones(4, dtype=torch.bool)
    for share, wanted in ((1.0, studio(batch)), (0.0, develop(batch, seeded(3))[0])):
        monkeypatch.setattr(augment, "PLAIN", share)
        given, there = lessons(batch, seeded(3))
        assert torch.equal(given, wanted)
        assert torch.equal(there, shown)


def test_lessons_show_scenes_of_a_photo_studio_as_photos(batch, monkeypatch):
    """They are grey, exposed one by one, on a light wall; scenes in any light stay `develop`'s."""
    monkeypatch.setattr(augment, "EMPTY", 0.0)
    monkeypatch.setattr(augment, "PLAIN", 0.0)
    monkeypatch.setattr(augment, "PATTERNED", 0.0)
    monkeypatch.setattr(augment, "PHOTO", 1.0)
    scene = batch.scene.clone()
    scene[:2, AT["studio"]] = 1
    given, shown = lessons(replace(batch, scene=scene), seeded(3))
    assert shown.all() and torch.equal(given[2:], develop(batch, seeded(3))[0][2:])
    photos, masks = given[:2], batch.mask[:2]
    assert torch.equal(photos[:, 0], photos[:, 2]) and photos.min() >= 0 and photos.max() <= 1
    levels = [float(photo[0][mask].mean()) for photo, mask in zip(photos, masks, strict=True)]
    assert abs(levels[0] - levels[1]) > 0.005
    for photo, mask, level in zip(photos, masks, levels, strict=True):
        assert photo[0][~mask].median() > level
