"""Pictures, network, losses, checkpoints and a few steps of training on the CPU."""

import json
import math
from dataclasses import fields, replace

import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch: pip install torch")

from training import augment, checkpoint, patterns  # noqa: E402
from training.augment import blur, compress, develop, lessons, studio  # noqa: E402
from training.batches import AT, SIDE, SLICES, TRAINED, Batch, Studio  # noqa: E402
from training.compiled import compiler  # noqa: E402
from training.dice import Dice  # noqa: E402
from training.evaluate import fitted, measure, summary  # noqa: E402
from training.losses import losses, total  # noqa: E402
from training.network import Answer, Claynet, parameters  # noqa: E402
from training.patterns import TABLES, WALLS, _facing, _ground, met_ground  # noqa: E402
from training.train import Options, Place, rate_at, train  # noqa: E402

pytestmark = [
    pytest.mark.training,
    pytest.mark.skipif(compiler(cuda=False) is None, reason="g++ is needed to compile the tracer"),
]
SMALL = 48
ALONE = Place(0, 1, torch.device("cpu"))


@pytest.fixture(scope="module")
def batch():
    return Studio(cuda=False, side=SMALL, tight=1.0).batch(torch.arange(4), TRAINED)


def seeded(seed: int) -> torch.Generator:
    """Random numbers that repeat."""
    return torch.Generator().manual_seed(seed)


def truth(batch: Batch) -> Answer:
    """The answer of a perfect network."""
    camera = torch.stack([batch.get("elevation"), batch.get("half").log()], 1)
    return Answer(
        alpha=torch.where(batch.mask, 20.0, -20.0),
        front=batch.front,
        back=batch.back,
        front_normal=batch.front_normal,
        back_normal=batch.back_normal,
        doubt=torch.zeros_like(batch.front),
        volume=batch.volume.float() / 127,
        camera=camera,
    )


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


def test_doubling_has_the_gradient_of_bilinear_doubling():
    """The network's own doubling equals PyTorch's, forwards and backwards."""
    x = torch.randn(2, 3, 6, 10, dtype=torch.float64, requires_grad=True)
    ours = torch.ops.training.doubled(x)
    theirs = torch.nn.functional.interpolate(x, scale_factor=2, mode="bilinear")
    assert torch.allclose(ours, theirs)
    back = torch.randn_like(theirs)
    wanted, given = (torch.autograd.grad(y, x, back)[0] for y in (theirs, ours))
    assert torch.allclose(given, wanted)


def test_network_answers_in_the_promised_shapes():
    """Every head has its shape, depths are ordered, normals unit, volume within -1..1."""
    with torch.no_grad():
        answer = Claynet().eval()(torch.rand(1, 3, SIDE, SIDE))
    assert answer.alpha.shape == answer.front.shape == answer.doubt.shape == (1, SIDE, SIDE)
    assert answer.front_normal.shape == answer.back_normal.shape == (1, 3, SIDE, SIDE)
    assert answer.volume.shape == (1, SLICES, SIDE // 2, SIDE // 2)
    assert answer.camera.shape == (1, 2)
    assert (answer.back >= answer.front).all() and answer.volume.abs().max() <= 1


def test_network_fits_the_wheel():
    """In half precision the weights take at most 16 MiB."""
    assert 2 * parameters(Claynet()) <= 16 * 2**20


def test_perfect_answers_lose_nothing(batch):
    """The truth as an answer has almost no loss, and the figures say so."""
    parts = losses(truth(batch), batch, torch.ones(4, dtype=torch.bool))
    assert max(part.item() for part in parts.values()) < 0.02
    figures = measure(truth(batch), batch)
    assert figures["front"].max() < 1e-3 and figures["iou"].min() == figures["cutout"].min() == 1
    assert figures["iou_true_slab"].mean() > 0.5


def test_a_depth_that_leans_costs_its_lean(batch):
    """A depth turned by a tangent of 0.1 has that lean, however small each pixel's error is."""
    right = truth(batch)
    down = torch.linspace(-1, 1, SMALL)[None, :, None]
    shown = torch.ones(4, dtype=torch.bool)
    level = losses(right, batch, shown)["lean"]
    turned = losses(right._replace(front=right.front + 0.1 * down), batch, shown)["lean"]
    farther = losses(right._replace(front=right.front + 0.1), batch, shown)["lean"]
    assert level == 0 and farther < 1e-6
    assert 0.07 < float(turned) < 0.2  # sideways too, where a figure leans itself


def test_an_empty_picture_asks_only_for_an_empty_cutout(batch):
    """Where no figure is shown, depths weigh nothing and any alpha costs."""
    hidden = torch.zeros(4, dtype=torch.bool)
    parts = losses(truth(batch), batch, hidden)
    assert parts["front"] == parts["volume"] == parts["elevation"] == 0
    assert parts["alpha"] > 1


def test_a_few_steps_lower_the_loss(batch):
    """Repeated steps on one batch bring its loss down."""
    torch.manual_seed(0)
    network = Claynet()
    optimizer = torch.optim.AdamW(network.parameters(), 1e-3)
    picture = studio(batch)
    seen = []
    for _ in range(4):
        loss = total(losses(network(picture), batch, torch.ones(4, dtype=torch.bool)))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        seen.append(loss.item())
    assert seen[-1] < 0.9 * seen[0]


def test_training_resumes_where_it_stopped(tmp_path):
    """A second run continues the count of steps and images, and starts from the saved weights."""
    options = Options(
        60, tmp_path, until=0.5, batch=2, steps=2, side=SMALL, compiled=False, every=10**6
    )
    first = train(options, ALONE)
    assert (first.progress.steps, first.progress.images) == (2, 4)
    assert first.progress.part == 0.5
    fresh = Claynet()
    average = [t.clone() for t in checkpoint.floats(fresh)]
    optimizer = torch.optim.AdamW(fresh.parameters())
    assert checkpoint.load(tmp_path, fresh, average, optimizer) == first.progress
    for ours, theirs in zip(fresh.parameters(), first.network.parameters(), strict=True):
        assert torch.equal(ours, theirs.half().float())
    second = train(replace(options, until=1.0), ALONE)
    assert (second.progress.steps, second.progress.images) == (4, 8)
    assert max(path.stat().st_size for path in tmp_path.iterdir()) <= checkpoint.MOST_BYTES


def test_the_product_works_with_these_numbers():
    """Each array that the product makes of the weights is the one that PyTorch would use."""
    pytest.importorskip("onnx", reason="the graph is written with onnx")
    from memoreez.claynet import numbers
    from training.export import made

    network = Claynet().eval()
    checkpoint.load_average(checkpoint.KEPT, network)
    state = {name: values.numpy() for name, values in network.state_dict().items()}
    wanted = {tuple(recipe): values for recipe, values in made(network)}
    layout = json.loads((numbers.HERE / "layout.json").read_text())
    assert len(layout["arrays"]) > 150
    for recipe in layout["arrays"].values():
        given = torch.from_numpy(numbers.made(state, *recipe))
        assert torch.allclose(given, wanted[tuple(recipe)], atol=1e-5)


def test_the_rate_rises_then_falls():
    """The learning rate starts small, peaks early, falls evenly and ends at a hundredth."""
    options = Options(1, None, rate=1.0)
    assert rate_at(options, 0.5, 10**5, 10**4) == pytest.approx(0.5)
    assert rate_at(options, 0, 0, 0) < 0.02
    assert rate_at(options, 0.02, 1000, 1000) > 0.95
    assert rate_at(options, 1.0, 10**5, 10**4) == pytest.approx(0.01)


def test_a_mere_backdrop_counts_apart():
    """Pictures without a figure are in the plain means and not in what shown figures have."""
    names = ("front", "back", "iou", "cutout")
    names += ("front_fit", "back_fit", "front_tilt", "back_tilt")
    scores = {name: [1.0, 2.0, 9.0] for name in names} | {"shown": [True, True, False]}
    result = summary({"one": scores})
    assert result["front"] == 4 and result["front_shown"] == result["front_median"] == 1.5
    assert result["shown"] == pytest.approx(2 / 3, abs=1e-3) and result["scenes"] == 3


def test_a_fit_takes_away_scale_shift_and_slope(batch):
    """A depth wrong by scale and shift fits exactly; one that leans too only with its slope."""
    mask = batch.mask.float()
    down = torch.linspace(-1, 1, SMALL)[None, :, None]
    scaled = 0.5 * batch.front + 0.3
    leaning = scaled + 0.4 * down

    def miss(depth: torch.Tensor, tilt: bool) -> float:
        away = fitted(depth, batch.front, mask, tilt) - batch.front
        return float((away * mask).abs().max())

    assert miss(scaled, tilt=False) < 1e-3 and miss(leaning, tilt=True) < 1e-3
    assert miss(leaning, tilt=False) > 0.02


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


def test_later_rounds_begin_as_nothing():
    """A fresh network gives the same without its later rounds, until their strength grows."""
    torch.manual_seed(0)
    network, picture = Claynet(SMALL).eval(), torch.rand(1, 3, SMALL, SMALL)
    with torch.no_grad():
        first = network(picture).front
        for again in network.again:
            again.strength.fill_(0.5)
        grown = network(picture).front
        network.again = torch.nn.ModuleList()
        without = network(picture).front
    assert torch.equal(first, without) and not torch.allclose(first, grown, atol=1e-4)


def test_batches_name_every_field():
    """A batch's tensors all have one entry per scene."""
    assert {field.name for field in fields(Batch)} >= {"mask", "front", "back", "volume", "valid"}
