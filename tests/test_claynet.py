"""The network in the package, what it looks at, and how sure it says it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import claynet_pictures as drawn
import cv2
import numpy as np
import pytest

from benchmarks.claynet_backdrop import beside
from memoreez import pixels, web
from memoreez.artifacts import Picture
from memoreez.claynet import looking, numbers
from memoreez.claynet.looking import Frame
from memoreez.claynet.network import SIDE, Answer, Network
from memoreez.claynet.trusting import SURE, evidence, outlined, verdict
from memoreez.cutouts.claynet import Claynet
from memoreez.errors import BadInput, ProviderError

MOST_BYTES = 16 * 2**20


def test_the_weights_fit_the_wheel() -> None:
    """Half precision, at most 16 MiB, once; the graph beside them holds no numbers."""
    assert (numbers.HERE / "average.f16").stat().st_size <= MOST_BYTES
    assert (numbers.HERE / "graph.onnx").stat().st_size < 200_000


def test_numbers_are_made_of_the_weights() -> None:
    """A convolution has its normalisation multiplied in; the shift is what remains of it."""
    state = {
        "c.weight": np.ones((2, 1, 1, 1), np.float32),
        "n.weight": np.array([2, 3], np.float32),
        "n.bias": np.array([1, 1], np.float32),
        "n.running_mean": np.array([4, 0], np.float32),
        "n.running_var": np.array([4, 9], np.float32) - numbers.EPSILON,
        "m": np.arange(6, dtype=np.float32).reshape(2, 3),
    }
    scaled = numbers.made(state, "scaled", "c.weight", "n")
    assert scaled.ravel() == pytest.approx([1, 1])
    assert numbers.made(state, "shift", "n") == pytest.approx([-3, 1])
    assert numbers.made(state, "turned", "m").shape == (3, 2)
    assert numbers.made(state, "row", "m", "1").tolist() == [3, 4, 5]


def test_other_weights_are_refused(tmp_path: Path) -> None:
    """Weights of another network, or half a file, are not taken for these."""
    for name in ("graph.onnx", "layout.json"):
        (tmp_path / name).write_bytes((numbers.HERE / name).read_bytes())
    (tmp_path / "average.f16").write_bytes(bytes(1000))
    with pytest.raises(ValueError, match="500"):
        numbers.model(tmp_path)


def test_a_broken_installation_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no network is one sentence, and the next in line can be asked."""
    monkeypatch.setattr(numbers, "model", lambda: b"nothing")
    with pytest.raises(ProviderError, match="install memoreez again"):
        Network()


def test_a_frame_goes_round_the_figure() -> None:
    """A small figure in a corner gets a frame of its own, a large one keeps the picture's."""
    whole = Frame(400, 300, 400, 800, 600)
    mask = np.zeros((SIDE, SIDE), np.bool_)
    mask[200:240, 10:30] = True
    nearer = looking.closer(whole, mask)
    assert nearer is not None
    assert (nearer.x, nearer.y) == pytest.approx((50, 450))
    assert nearer.half == pytest.approx(400 * 40 / SIDE / looking.FILL)
    mask[20:300, 40:280] = True
    assert looking.closer(whole, mask) is None
    assert looking.closer(whole, mask & False) is None


def test_a_cutout_comes_back_to_its_place() -> None:
    """What is cropped and returned lies where it was, within half a pixel of the frame."""
    rgba = np.full((300, 500, 4), 255, np.uint8)
    cv2.circle(rgba, (350, 120), 40, (0, 0, 0, 255), -1)
    frame = Frame(350, 120, 60, 500, 300)
    dark = 1 - looking.cropped(rgba, frame).mean(axis=2)
    seen = replace(drawn.seen(drawn.ball(), frame=frame), alpha=dark)
    back = looking.returned(seen, 500, 300) > 0.5
    assert (back ^ (rgba[..., 0] == 0)).sum() < 40


def test_a_clear_figure_is_sure() -> None:
    """A ball in the middle of the frame is what it seems."""
    sure, words, why = verdict(evidence(drawn.seen(drawn.ball())))
    assert sure == 1.0 and words.endswith(".") and why == "clear"


@pytest.mark.parametrize(
    ("change", "words", "code"),
    [
        ("nothing", "nothing like a figure", "small"),
        ("cut", "cut by the border", "border"),
        ("vague", "not clear where", "vague"),
        ("apart", "what belongs", "alike"),
        ("two", "more than one", "several"),
        ("doubt", "what shape", "strange"),
        ("empty", "no shape that it knows", "hollow"),
        ("odd", "one shape", "odd"),
        ("negative", "light and dark", "negative"),
    ],
)
def test_each_reason_to_doubt(change: str, words: str, code: str) -> None:
    """Each thing that makes a picture none of its kind lowers the confidence and is named."""
    good = drawn.seen(drawn.ball())
    answer = good.answer
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    two = ((np.hypot(x - 80, y - 160) < 50) | (np.hypot(x - 240, y - 160) < 48)).astype("f4")
    changed = {
        "nothing": replace(good, alpha=good.alpha * 0),
        "cut": replace(good, frame=Frame(60, 160, 160, SIDE, SIDE)),
        "vague": replace(good, alpha=np.where(good.alpha > 0.5, 0.7, 0.3).astype("f4")),
        "apart": replace(good, apart=0.5),
        "two": replace(good, alpha=two),
        "doubt": replace(good, answer=replace(answer, doubt=answer.doubt + 0.06)),
        "empty": replace(good, answer=replace(answer, volume=answer.volume * 0 + 1)),
        "odd": replace(good, answer=replace(answer, front_normal=-answer.front_normal[::-1])),
        "negative": replace(good, negative=1.3),
    }
    sure, told, why = verdict(evidence(changed[change]))
    assert sure < SURE and words in told and why == code


def test_a_cutout_needs_no_shape() -> None:
    """The outline may be sure where the shape is not."""
    good = drawn.seen(drawn.ball())
    hollow = replace(good, answer=replace(good.answer, volume=good.answer.volume * 0 + 1))
    assert outlined(evidence(hollow))[::2] == (1.0, "clear")


def test_light_is_told_from_paint() -> None:
    """Lamps from afar explain a lit ball, seen from any side, and nothing of a random pattern."""
    good = drawn.seen(drawn.ball())
    normal = good.answer.front_normal
    shade = (0.5 + 0.1 * normal[0] + 0.2 * normal[1]).astype(np.float32)
    noise = np.random.default_rng(3).random((SIDE, SIDE)).astype(np.float32)
    found = [looking.lit(replace(good, grey=grey)) for grey in (shade, noise, 0 * noise)]
    assert found[0] > 0.99 and abs(found[1]) < 0.01 and found[2] == 0
    assert looking.lit(replace(good, grey=shade, alpha=good.alpha * 0)) == 0


def test_the_negative_is_asked_where_light_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third look is taken only then, and says how many times more the picture is doubted."""
    ball = drawn.ball(0.88)  # it fills its frame
    asked = []

    class Knowing:
        def ask(self, picture: np.ndarray) -> Answer:
            asked.append(float(picture.mean()))
            return replace(ball, doubt=ball.doubt * (1 if picture.mean() < 0.5 else 3))

    monkeypatch.setattr(looking, "network", Knowing)
    shade = (220 + 25 * ball.front_normal[1]).clip(0, 255).astype(np.uint8)
    bright = np.full((SIDE, SIDE, 3), 230, np.uint8)
    dark = 255 - bright
    found = [looking.look(pixels.write(one)) for one in (np.dstack([shade] * 3), bright, dark)]
    assert [one.negative for one in found] == pytest.approx([0, 3, 1 / 3])
    assert len(asked) == 2 + 3 + 3


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_has_words_for_each_doubt(language: str) -> None:
    """Whatever the cutout says in a word, the page says in a sentence."""
    folder = Path(web.__file__).parent / "static" / "locales"
    known = json.loads((folder / f"photo.{language}.json").read_text(encoding="utf-8"))
    ball = evidence(drawn.seen(drawn.ball()))
    empty = replace(ball, area=0, cut=1, vague=1, apart=1, second=1, doubt=1)
    for name in ("area", "cut", "vague", "apart", "second", "doubt"):
        one = replace(ball, **{name: getattr(empty, name)})
        assert f"photo.why.{outlined(one)[2]}" in known
    assert f"photo.why.{outlined(ball)[2]}" in known


@pytest.mark.slow
@pytest.mark.parametrize("turn", [-20.0, 30.0])
def test_a_figure_is_cut_out(turn: float) -> None:
    """The cutout of a rendered figure is its silhouette, and not its shadow."""
    picture = drawn.picture(turn, 512)
    cut = Claynet().cut(picture)
    found = pixels.read(cut.png)[..., 3] > 127
    assert cut.confidence > 0.9 and cut.method == "claynet"
    exact = _silhouette(turn, 512)
    assert (found & exact).sum() / (found | exact).sum() > 0.98
    assert Claynet().cut(picture).png == cut.png


def _silhouette(turn: float, size_px: int) -> np.ndarray:
    from memoreez.images._scene import frame

    mesh = drawn.figure()
    x, y, _ = frame(mesh.vertices, size_px, turn, 13).project(mesh.vertices)
    mask = np.zeros((size_px, size_px), np.uint8)
    for triangle in np.stack([x, y], 1)[mesh.faces]:
        cv2.fillConvexPoly(mask, np.rint(triangle * 16 - 8).astype(np.int32), 1, shift=4)
    return mask > 0


@pytest.mark.slow
def test_a_picture_without_a_backdrop_is_taken_too() -> None:
    """Transparency counts: what the picture leaves out is never in the cutout."""
    rgba = pixels.read(drawn.picture().png).copy()
    rgba[..., 3] = np.where(_silhouette(-20.0, 320), 255, 0)
    rgba[:, :160, 3] = 0
    cut = Claynet().cut(Picture(pixels.write(rgba), 320, 320))
    assert (pixels.read(cut.png)[:, :160, 3] == 0).all()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["black", "white", "noise", "16 px", "below", "two", "negative"])
def test_what_is_no_figure_is_not_sure(kind: str) -> None:
    """Pictures that are not of its kind get a low confidence, and nobody is fooled."""
    clear = pixels.read(drawn.picture().png)
    random = np.random.default_rng(1)
    made = {
        "black": clear * 0 + np.array([0, 0, 0, 255], np.uint8),
        "white": clear * 0 + 255,
        "noise": random.integers(0, 256, clear.shape).astype(np.uint8) | [0, 0, 0, 255],
        "16 px": cv2.resize(clear, (16, 16), interpolation=cv2.INTER_AREA),
        "below": clear[:170],
        "two": np.hstack([clear, clear]),
        "negative": clear ^ [255, 255, 255, 0],
    }[kind]
    seen = looking.look(pixels.write(np.ascontiguousarray(made, np.uint8)))
    assert verdict(evidence(seen))[0] < SURE


@pytest.mark.slow
def test_backdrop_beside_a_figure_is_measured() -> None:
    """Nothing of a ball lies outside its outline; of one that became too wide, the rim does."""
    seen = drawn.seen(drawn.ball())
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    away, own = np.hypot(x - 159.5, y - 159.5), drawn.RADIUS * SIDE / 2
    assert beside(seen, away < own, 3e-4)[0] == 0
    share, far = beside(seen, away < own - 12, 3e-4)
    assert share > 0.1 and far == pytest.approx(12 * 512 / SIDE, abs=2.5)


def test_what_is_no_picture_is_refused() -> None:
    """Bytes that are no picture, and one of a single pixel, are the person's to change."""
    for data in (b"", b"nonsense", pixels.write(np.zeros((1, 1, 3), np.uint8))):
        with pytest.raises(BadInput):
            looking.look(data)
