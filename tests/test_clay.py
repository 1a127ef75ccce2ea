"""The clay renderer: what its pictures must show, on both ways of tracing light."""

from __future__ import annotations

import sys

import cv2
import manifold3d
import numpy as np
import numpy.typing as npt
import pytest

from memoreez.artifacts import Concept, Figurine, Mesh, Picture
from memoreez.errors import BadInput, ProviderError
from memoreez.images import clay
from memoreez.images._scene import backdrop, develop

Image = npt.NDArray[np.uint8]
ENGINES: tuple[clay.Engine, ...] = ("embree", "soft")
CASES: tuple[tuple[clay.Engine, clay.Quality], ...] = (("embree", "final"), ("soft", "draft"))
PX = 192

every_engine = pytest.mark.parametrize(("engine", "quality"), CASES)


def mesh_of(solid: manifold3d.Manifold) -> Mesh:
    made = solid.to_mesh()
    vertices = np.asarray(made.vert_properties, np.float32)[:, :3]
    return Mesh(np.ascontiguousarray(vertices), np.asarray(made.tri_verts, np.int32))


@pytest.fixture(scope="module")
def keepsake() -> Mesh:
    """A ball on a round pedestal with a groove in its front."""
    pedestal = manifold3d.Manifold.cylinder(10, 22, 22, 96)
    groove = manifold3d.Manifold.cube([8, 3, 4], True).translate([0, -21.5, 5])
    ball = manifold3d.Manifold.sphere(13, 64).translate([0, 0, 21])
    return mesh_of(pedestal - groove + ball)


@pytest.fixture(scope="module")
def fronts(keepsake: Mesh) -> dict[str, Image]:
    """The keepsake from the front, by engine."""
    return {e: clay.render(keepsake, size_px=PX, azimuth_deg=0, engine=e) for e in ENGINES}


@pytest.fixture(params=ENGINES)
def front(fronts: dict[str, Image], request: pytest.FixtureRequest) -> Image:
    """The keepsake from the front, by each engine in turn."""
    return fronts[request.param]


@every_engine
def test_threads_and_repetition_never_change_a_byte(
    keepsake: Mesh, engine: clay.Engine, quality: clay.Quality
) -> None:
    """Same solid, same picture: drawn again, and on two threads instead of one."""
    pictures = [
        clay.render(keepsake, size_px=PX, engine=engine, quality=quality, threads=threads)
        for threads in (1, 2)
    ]
    assert np.array_equal(pictures[0], pictures[1])


@every_engine
def test_object_is_centred_and_fills_the_frame(engine: clay.Engine, quality: clay.Quality) -> None:
    """A tall object spans 85 % of the height, centred, with the same margin above and below."""
    column = manifold3d.Manifold.cylinder(60, 9, 9, 64).translate([70, -40, 15])
    image = clay.render(mesh_of(column), size_px=PX, azimuth_deg=0, engine=engine, quality=quality)
    dark = np.nonzero(image[:, PX // 2].max(-1) < 200)[0]
    assert dark[0] + dark[-1] == pytest.approx(PX - 1, abs=3)
    assert dark[-1] - dark[0] + 1 == pytest.approx(0.85 * PX, abs=4)
    wide = np.nonzero(image[PX // 3].max(-1) < 200)[0]
    assert wide[0] + wide[-1] == pytest.approx(PX - 1, abs=3)


def test_backdrop_is_near_white_and_plain(front: Image) -> None:
    """The corners are bright, neutral and even."""
    for corner in (front[:20, :20], front[:20, -20:], front[-20:, :20]):
        assert corner.min() >= 225
        assert np.ptp(corner.astype(int), axis=-1).max() <= 3
        assert np.ptp(corner, axis=(0, 1)).max() <= 6


def test_nothing_shades_the_backdrop_above_the_object(front: Image) -> None:
    """Over the object the picture is the empty backdrop, to one level."""
    empty = develop(backdrop(PX))[: PX // 12].astype(int)
    assert np.abs(front[: PX // 12] - empty).max() <= 1


def test_object_stands_in_its_shadow(front: Image) -> None:
    """The floor is darker beside the pedestal, most on the side away from the key light."""
    empty = develop(backdrop(PX)).astype(int)
    lost = (empty - front).mean(-1)
    row = slice(int(PX * 0.72), int(PX * 0.78))
    left, right = lost[row, :8].mean(), lost[row, -8:].mean()
    assert right > 12
    assert right > left + 6
    assert lost[-4:].mean() < 6


def test_engraving_reads(front: Image) -> None:
    """The groove differs clearly from the wall beside it."""
    light = front[146:154].mean(-1)
    assert light[:, 60:74].mean() - light[:, 84:108].mean() > 40


@every_engine
def test_flat_faces_have_neither_grain_nor_streaks(
    engine: clay.Engine, quality: clay.Quality
) -> None:
    """The open part of a flat top that a ball cuts through varies by less than one level."""
    slab = manifold3d.Manifold.cube([60, 60, 8], True)
    ball = manifold3d.Manifold.sphere(9, 60).translate([14, 14, 6])
    image = clay.render(
        mesh_of(slab + ball),
        size_px=256,
        azimuth_deg=0,
        elevation_deg=40,
        engine=engine,
        quality=quality,
    )
    light = image[140:165, 45:120].mean(-1)
    y, x = np.mgrid[: light.shape[0], : light.shape[1]]
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], -1).reshape(-1, 6)
    trend = terms @ np.linalg.lstsq(terms, light.ravel(), rcond=None)[0]
    assert np.std(light.ravel() - trend) < 0.7


@every_engine
def test_contact_is_darker_than_open_ground(engine: clay.Engine, quality: clay.Quality) -> None:
    """Beside a ball the slab is darker than far from it, even on the lit side."""
    slab = manifold3d.Manifold.cube([80, 80, 6], True)
    ball = manifold3d.Manifold.sphere(14, 64).translate([0, 0, 16])
    image = clay.render(
        mesh_of(slab + ball),
        size_px=PX,
        azimuth_deg=0,
        elevation_deg=25,
        engine=engine,
        quality=quality,
    )
    light = image.mean(-1)
    assert light[112:118, 30:50].mean() - light[101:104, 90:100].mean() > 25


def test_both_engines_show_the_same(fronts: dict[str, Image]) -> None:
    """Without embreex the picture keeps its look: 3 levels apart on average, few pixels more."""
    apart = np.abs(fronts["embree"].astype(int) - fronts["soft"]).mean(-1)
    assert apart.mean() < 3
    assert np.percentile(apart, 98) < 25


def test_draft_resembles_the_finished_picture(keepsake: Mesh) -> None:
    """A draft has the size of the finished picture and nearly its tones."""
    draft = clay.render(keepsake, size_px=PX, quality="draft")
    done = clay.render(keepsake, size_px=PX)
    assert draft.shape == done.shape == (PX, PX, 3)
    assert np.abs(draft.astype(int) - done).mean() < 3


def test_outline_is_smooth(front: Image) -> None:
    """Between backdrop and ball lie pixels of many tones in between."""
    ring = front[30:60].max(-1)
    between = (ring > 185) & (ring < 222)
    assert between.sum() > 30
    assert len(np.unique(ring[between])) > 15


def test_print_is_mid_grey_and_slightly_warm(fronts: dict[str, Image]) -> None:
    """The ball is a grey between a third and three quarters, a little more red than blue."""
    image = fronts["embree"][50:90, 75:115].astype(int)
    assert 85 < image.mean() < 190
    assert 1 <= (image[..., 0] - image[..., 2]).mean() <= 12


def test_size_does_not_change_the_light(keepsake: Mesh) -> None:
    """Millimetres cancel out: ten times the size gives the same picture within two levels."""
    large = Mesh(keepsake.vertices * np.float32(10) + np.float32(50), keepsake.faces)
    one, two = (clay.render(mesh, size_px=PX).astype(int) for mesh in (keepsake, large))
    assert np.abs(one - two).mean() < 0.3


def test_missing_embreex_falls_back(keepsake: Mesh, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where embreex cannot be imported, "auto" is the soft engine and "embree" says why not."""
    soft = clay.render(keepsake, size_px=96, engine="soft", quality="draft")
    monkeypatch.setitem(sys.modules, "embreex", None)
    assert np.array_equal(clay.render(keepsake, size_px=96, quality="draft"), soft)
    with pytest.raises(ProviderError, match="embreex"):
        clay.render(keepsake, size_px=96, engine="embree")


@pytest.mark.parametrize("size_px", [0, 63, 4096])
def test_impossible_sizes_are_refused(keepsake: Mesh, size_px: int) -> None:
    """A size that cannot be drawn is named in the error."""
    with pytest.raises(BadInput, match=str(size_px)):
        clay.render(keepsake, size_px=size_px)


def test_meshes_without_a_surface_are_refused(keepsake: Mesh) -> None:
    """No triangles, no numbers or no extent: one clear error each."""
    point = np.zeros_like(keepsake.vertices)
    for vertices, faces, word in (
        (keepsake.vertices, keepsake.faces[:0], "no triangles"),
        (keepsake.vertices * np.float32(np.nan), keepsake.faces, "no numbers"),
        (point, keepsake.faces, "single point"),
    ):
        with pytest.raises(ProviderError, match=word):
            clay.render(Mesh(vertices, faces), size_px=96)


def test_provider_draws_the_solid(keepsake: Mesh) -> None:
    """`draw` gives the PNG of what `render` shows, with the provider's options."""
    provider = clay.Clay(clay.Clay.Options(size_px=128, azimuth_deg=20))
    provider.load()
    concept = Concept(1, "Ball", "A ball.", "companions", "a ball")
    figurine = Figurine(keepsake, {"figure": keepsake}, 34.0, (), "round")
    drawn = provider.draw(concept, figurine, quality="draft")
    shown = clay.render(keepsake, size_px=128, azimuth_deg=20, quality="draft")
    pixels = cv2.imdecode(np.frombuffer(drawn.png, np.uint8), cv2.IMREAD_COLOR)
    assert (drawn.width, drawn.height) == (128, 128)
    assert pixels is not None
    assert np.array_equal(pixels[..., ::-1], shown)
    assert provider.draw(concept, figurine, quality="draft") == drawn


@pytest.mark.parametrize(
    ("turned", "asked", "taken"),
    [
        (40, -20, -20),
        (60, -20, -14),
        (60, 30, 14),
        (70, -20, -6),
        (100, -20, -6),
        (100, 0, 0),
        (60, 180, 180),
    ],
)
def test_a_long_inscription_stays_in_sight(turned: float, asked: float, taken: float) -> None:
    """The camera turns less to the side than the last letters, but for a view that is not flat."""
    angles = np.radians([-turned, 0, turned / 2])
    letters = np.stack([30 * np.sin(angles), -30 * np.cos(angles), angles], axis=1)
    body = Mesh(letters.astype(np.float32), np.array([[0, 1, 2]], np.int32))
    figurine = Figurine(body, {"inscription": body}, 90.0, ("ANNA",), "round")
    assert clay._in_sight(figurine, asked) == pytest.approx(taken, abs=1e-3)


def flat(tone: int) -> Picture:
    return clay.picture(np.full((96, 96, 3), tone, np.uint8))


def test_sheet_puts_four_pictures_two_by_two() -> None:
    """Each quarter of the sheet shows its own picture, in reading order."""
    tones = (40, 90, 140, 190)
    sheet = clay.Clay().sheet([flat(tone) for tone in tones], ["one", "two", "three", "four"])
    pixels = cv2.imdecode(np.frombuffer(sheet.png, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    high, wide = pixels.shape
    assert (wide, high) == (sheet.width, sheet.height)
    places = [(high // 4, wide // 4), (high // 4, wide * 3 // 4)]
    places += [(high * 3 // 4, wide // 4), (high * 3 // 4, wide * 3 // 4)]
    assert tuple(int(pixels[place]) for place in places) == tones


def test_unreadable_picture_is_named() -> None:
    """Bytes that are no PNG give one clear error."""
    with pytest.raises(ProviderError, match="not a readable PNG"):
        clay.Clay().sheet([Picture(b"no picture", 10, 10)], ["one"])
