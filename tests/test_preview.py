"""The quick preview: the figure of a finished keepsake on a new pedestal."""

from __future__ import annotations

import functools
import io
from dataclasses import replace

import manifold3d as m3
import numpy as np
import pytest
from keepsakes import keepsake, mesh_of
from test_glb import opened

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import BadInput, InscriptionError, OutputError, UnknownName
from memoreez.figurines.finish import Wish, finish
from memoreez.preview import light_figure, quick_glb
from memoreez.prints import glb

Arrays = dict[str, np.ndarray]
WISH = Wish(60.0, ("Zoë",), "round")
OTHERS = [
    WISH,
    replace(WISH, inscription=()),
    replace(WISH, pedestal="square", inscription=("Zoë & Tom", "1. Mai 2027")),
    replace(WISH, pedestal="oval", style="embossed"),
    replace(WISH, pedestal="hexagonal", profile="stepped"),
    replace(WISH, height_mm=140.0),
    replace(WISH, height_mm=30.0, inscription=()),
]


@functools.cache
def sculpture() -> Mesh:
    """Two straight legs off the middle, a raised toe, a bumpy body, an arm and a nose."""
    legs = [m3.Manifold.cylinder(16, 3.5, 3.5, 40).translate((x, 4, 0)) for x in (-6, 9)]
    body = m3.Manifold.sphere(13, 64).warp_batch(lambda p: p * (1 + 0.04 * np.sin(p[:, :1])))
    arm = m3.Manifold.cylinder(22, 2.5, 2.5, 32).rotate((0, 90, 0))
    nose = m3.Manifold.cylinder(10, 4, 1, 32).rotate((90, 0, 0)).translate((1.5, -7, 28))
    toe = m3.Manifold.cube((4, 9, 1.4)).translate((7, -4, 0.7))
    parts = [*legs, nose, toe, body.translate((1.5, 4, 26)), arm.translate((2, 4, 26))]
    return mesh_of(m3.Manifold.batch_boolean(parts, m3.OpType.Add).refine_to_length(0.7))


@functools.cache
def made(wish: Wish = WISH) -> Figurine:
    return finish(sculpture(), wish, tolerance_mm=0.01).figurine


@functools.cache
def light() -> bytes:
    return light_figure(made())


@functools.cache
def both(wish: Wish) -> tuple[Arrays, Arrays]:
    """The arrays of the finished GLB and of the preview."""
    return opened(glb.encode(made(wish))), opened(quick_glb(light(), wish, "Zoë"))


def bounds(arrays: Arrays) -> np.ndarray:
    """Bounds in mm, (6,)."""
    at = arrays["POSITION"] * 1000
    return np.concatenate([at.min(0), at.max(0)])


def front(arrays: Arrays, reach: float) -> np.ndarray:
    """Shades of all vertices of the pedestal's wall that face the viewer."""
    at = arrays["POSITION"] * 1000
    return arrays["COLOR_0"][(at[:, 1] < reach) & (arrays["NORMAL"][:, 2] > 0.8), 0]


@pytest.mark.parametrize("wish", OTHERS, ids=str)
def test_stands_where_the_finished_one_stands(wish: Wish) -> None:
    """Same height, same pedestal under the feet, figure in the same place; and valid glTF."""
    full, quick = both(wish)
    assert bounds(quick) == pytest.approx(bounds(full), abs=0.06)


@pytest.mark.parametrize("wish", OTHERS, ids=str)
def test_its_surface_is_the_finished_ones(wish: Wish) -> None:
    """Every vertex of the finished GLB lies on the preview's surface, but for grain."""
    full, quick = both(wish)
    corners = quick["POSITION"][quick["indices"].reshape(-1, 3)] * 1000
    for at, normal in sample(full, 30):
        assert distance(at, corners) < 0.12 * max(1, wish.height_mm / 60), (at, normal)


def sample(arrays: Arrays, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    chosen = np.linspace(0, len(arrays["POSITION"]) - 1, count).astype(int)
    return list(zip(arrays["POSITION"][chosen] * 1000, arrays["NORMAL"][chosen], strict=True))


def distance(point: np.ndarray, corners: np.ndarray) -> float:
    """To the nearest triangle (m, 3, 3), by points spread over those nearby."""
    near = corners[np.abs(corners.mean(1) - point).max(1) < 6]
    steps = np.array([(i, j, 20 - i - j) for i in range(21) for j in range(21 - i)]) / 20
    spots = np.einsum("sk,mkc->msc", steps, near).reshape(-1, 3)
    return float(np.linalg.norm(spots - point, axis=1).min(initial=np.inf))


@pytest.mark.parametrize("wish", OTHERS, ids=str)
def test_the_figure_hides_no_gap(wish: Wish) -> None:
    """The figure reaches into its pedestal, also when it has grown; nothing hovers."""
    quick = opened(quick_glb(light(), wish, "Zoë"))
    lowest = legs_end(quick)
    top = pedestal_top(quick)
    assert top - 0.6 < lowest < top - 0.1


def legs_end(arrays: Arrays) -> float:
    """The lowest vertex of the largest piece that reaches the top, mm."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    at = np.round(arrays["POSITION"] * 1e5)
    place = np.unique(at, axis=0, return_inverse=True)[1].reshape(-1)
    faces = place[arrays["indices"].reshape(-1, 3)]
    ends = np.concatenate([faces[:, :2], faces[:, 1:]])
    count = int(place.max()) + 1
    links = coo_array((np.ones(len(ends)), ends.T), shape=(count, count))
    piece = connected_components(links, directed=False)[1][place]
    height = arrays["POSITION"][:, 1] * 1000
    return float(height[piece == piece[height.argmax()]].min())


def pedestal_top(arrays: Arrays) -> float:
    """The largest height, mm, with much area that faces up."""
    at = arrays["POSITION"][arrays["indices"].reshape(-1, 3)].astype(float) * 1000
    cross = np.cross(at[:, 1] - at[:, 0], at[:, 2] - at[:, 0])
    flat = cross[:, 1] > 0.999 * np.linalg.norm(cross, axis=1)
    heights = np.round(at[flat].mean(1)[:, 1], 1)
    levels = np.unique(heights)
    areas = np.array([cross[flat][heights == level, 1].sum() for level in levels])
    return float(levels[areas.argmax()])


@pytest.mark.parametrize("style", ["engraved", "embossed"])
def test_letters_are_as_dark_as_in_the_finished_one(style: str) -> None:
    """The wall's shades have the same dark and light shares."""
    full, quick = both(replace(WISH, inscription=("HELLO",), style=style))
    one, two = front(full, 6), front(quick, 6)
    assert np.percentile(two, 15) < 130 < np.percentile(two, 85)
    assert np.percentile(two, [10, 50, 90]) == pytest.approx(
        np.percentile(one, [10, 50, 90]), abs=22
    )


def test_without_an_inscription_no_letter_is_dark() -> None:
    """The old letters do not stay."""
    _, quick = both(replace(WISH, inscription=()))
    assert front(quick, 4).min() > 140


def test_the_figure_shades_the_new_pedestal() -> None:
    """Under the body the pedestal's top is darker than at its rim, as in the finished GLB."""
    for arrays in both(WISH):
        at = arrays["POSITION"] * 1000
        top = (arrays["NORMAL"][:, 1] > 0.99) & (np.abs(at[:, 1] - pedestal_top(arrays)) < 0.2)
        away = np.hypot(at[:, 0], at[:, 2])
        shade = arrays["COLOR_0"][:, 0].astype(float)
        assert (
            shade[top & (away < 6)].mean() + 25 < shade[top & (away > 0.9 * away[top].max())].mean()
        )


def test_the_figure_keeps_its_baked_shade() -> None:
    """Above the pedestal every vertex is as light as it was, to the last step of 255."""
    seen = []
    for arrays in both(WISH):
        above = arrays["POSITION"][:, 1] * 1000 > pedestal_top(arrays) + 1
        rows = [arrays["POSITION"][above], arrays["NORMAL"][above], arrays["COLOR_0"][above]]
        seen.append(np.unique(np.round(np.concatenate(rows, 1), 5), axis=0))
    assert (seen[0] == seen[1]).all()


def test_a_written_glb_gives_the_same_light_figure() -> None:
    """Taking mesh and shades from the GLB at hand changes nothing."""
    assert light_figure(made(), glb.encode(made(), title="Zoë")) == light()


def test_the_title_is_in_the_file() -> None:
    """The viewer can read what it shows."""
    assert "Zoë & <Tom>".encode() in quick_glb(light(), WISH, "Zoë & <Tom>")


@pytest.mark.parametrize(
    ("wish", "error", "words"),
    [
        (replace(WISH, height_mm=10.0), BadInput, "10 mm cannot be made"),
        (replace(WISH, inscription=("W" * 60,)), InscriptionError, "too long"),
        (replace(WISH, inscription=("猫",)), InscriptionError, "猫"),
        (replace(WISH, height_mm=20.0, inscription=("Ag", "Qy")), BadInput, "greater height"),
        (replace(WISH, pedestal="triangle"), UnknownName, "triangle"),
        (replace(WISH, style="painted"), UnknownName, "painted"),
    ],
    ids=["low", "long", "strange", "crowded", "shape", "style"],
)
def test_an_impossible_wish_says_why(wish: Wish, error: type[Exception], words: str) -> None:
    """The sentences of the full way come through, before any long work."""
    with pytest.raises(error, match=words):
        quick_glb(light(), wish, "Zoë")


def test_a_figurine_without_bodies_is_refused() -> None:
    """A preview needs the figure apart from its pedestal."""
    with pytest.raises(OutputError, match="no preview"):
        light_figure(replace(keepsake(), bodies={}))


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4 no zip", light()[:4000]], ids=["none", "bad", "cut"]
)
def test_a_damaged_light_figure_is_refused(data: bytes) -> None:
    """A clear sentence instead of a traceback."""
    with pytest.raises(BadInput, match="cannot be read"):
        quick_glb(data, WISH, "Zoë")


SPRUNG: list[int] = []


def spring() -> list[int]:
    SPRUNG.append(1)
    return SPRUNG


class Trap:
    def __reduce__(self) -> tuple[object, tuple[()]]:
        return spring, ()


def test_a_light_figure_with_a_trap_inside_is_refused() -> None:
    """Pickled objects are never loaded."""
    file = io.BytesIO()
    np.savez(file, allow_pickle=True, vertices=np.array([Trap()], dtype=object))
    with pytest.raises(BadInput, match="cannot be read"):
        quick_glb(file.getvalue(), WISH, "Zoë")
    assert SPRUNG == []


def test_same_wish_same_bytes() -> None:
    """Nothing but figure, wish and title is in the file."""
    assert quick_glb(light(), WISH, "a") == quick_glb(light(), WISH, "a")
