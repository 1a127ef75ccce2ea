"""Network, losses, checkpoints and a few steps of training on the CPU."""

import itertools
import json
from dataclasses import fields, replace

import pytest
from small import SMALL

torch = pytest.importorskip("torch", reason="training needs PyTorch: pip install torch")

from training import checkpoint  # noqa: E402
from training.augment import studio  # noqa: E402
from training.batches import SIDE, SLICES, Batch  # noqa: E402
from training.compiled import compiler  # noqa: E402
from training.evaluate import fitted, measure, summary  # noqa: E402
from training.losses import losses, total  # noqa: E402
from training.mix import mixed  # noqa: E402
from training.network import Answer, Claynet, parameters  # noqa: E402
from training.train import Options, Place, rate_at, stream, train  # noqa: E402

pytestmark = [
    pytest.mark.training,
    pytest.mark.skipif(compiler(cuda=False) is None, reason="g++ is needed to compile the tracer"),
]
ALONE = Place(0, 1, torch.device("cpu"))


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
    second = train(replace(options, until=1.0, half=True, average=0.5), ALONE)
    assert (second.progress.steps, second.progress.images) == (4, 8)
    assert max(path.stat().st_size for path in tmp_path.iterdir()) <= checkpoint.MOST_BYTES


def test_weights_mix_in_a_straight_line():
    """A quarter of the way is a quarter of every number; the ends are the weights themselves."""
    old, new = (
        checkpoint.flatten(
            [torch.full_like(t, x) for t in checkpoint.floats(Claynet())], torch.half
        )
        for x in (1.0, 3.0)
    )
    assert (mixed(old, new, 0.0), mixed(old, new, 1.0)) == (old, new)
    assert set(torch.frombuffer(bytearray(mixed(old, new, 0.25)), dtype=torch.half).tolist()) == {
        1.5
    }
    with pytest.raises(ValueError, match=r"share of the new weights is 1\.5"):
        mixed(old, new, 1.5)
    with pytest.raises(ValueError, match="the network"):
        mixed(old, new[:-2], 0.5)


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


@pytest.mark.parametrize("shows", [1, 2, 4])
def test_scenes_come_again_with_their_sides_exchanged(batch, monkeypatch, shows):
    """Each scene is shown as often as asked, later and later, every second time mirrored."""
    traced = (replace(batch, seeds=torch.tensor([i])) for i in itertools.count())
    monkeypatch.setattr("training.train.fresh", lambda *_: traced)
    shown = stream(None, Options(1, None, shows=shows), ALONE, 0)
    seen = [
        (int(one.seeds[0]), torch.equal(one.front, batch.front))
        for one in itertools.islice(shown, 30 * shows)
    ]
    times = [(at, plain) for at, (which, plain) in enumerate(seen) if which == 12]
    assert [plain for _, plain in times] == [True, False, True, False][:shows]
    assert [at // shows for at, _ in times] == [12, 17, 22, 27][:shows]


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
