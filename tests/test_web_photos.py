"""Photos over HTTP: taken in, cut out, corrected, made a keepsake of, and gone when they should."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from photos_drawn import pear
from PIL import Image
from web_client import NOBODY, Web, opened_web

from memoreez import albums, db, photos, pixels, retention
from memoreez.errors import ProviderError
from memoreez.store import home
from memoreez.web import arrivals
from memoreez.web import photos as routes

RAW = {"Content-Type": "application/octet-stream"}
SURE, BUSY = pear(alpha=True), pear(alpha=False)
FLAT = cv2.imencode(".png", np.zeros((9, 40), np.uint8))[1].tobytes()


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Nobody looks for the object but who finds it in the picture's own transparency."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("memoreez.cutouts._marks.WORK_PX", 64)
        patch.setattr(photos, "settings", lambda: SimpleNamespace(lineup=lambda _: ("alpha",)))
        yield


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("web")) as made:
        yield made


@pytest.fixture(scope="module")
def busy(web: Web) -> str:
    """A photo whose cutout nobody can be sure of; its id."""
    return str(sent(web, BUSY).json()["id"])


def sent(web: Web, body: bytes = SURE, key: str = "", kind: str = "image/png") -> httpx.Response:
    headers = {"Content-Type": kind} | ({"Idempotency-Key": key} if key else {})
    return web.http.post("/api/photos", content=body, headers=headers)


def marked(web: Web, photo: str, **marks: Any) -> httpx.Response:
    return web.http.post(f"/api/photos/{photo}/cutout", json=marks)


def alpha(web: Web, told: dict[str, Any]) -> Any:
    """(h, w) of the cutout."""
    return pixels.read(web.http.get(told["cutout_url"]).content)[..., 3]


def stored(web: Web, name: str) -> list[str]:
    found: list[str] = web.studio.store.keys(home(name))
    return found


def tilted() -> bytes:
    """A JPEG that lies on its side, and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ada"
    exif.get_ifd(0x8825)[2] = (48.0, 8.0, 15.0)  # where
    file = io.BytesIO()
    Image.fromarray(np.zeros((80, 120, 3), np.uint8)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_photo_is_taken_in(web: Web) -> None:
    """201, all that is known of it, and two pictures of its size."""
    answer = sent(web)
    told = answer.json()
    assert answer.status_code == 201 and answer.headers["location"] == f"/api/photos/{told['id']}"
    assert (told["width"], told["height"], told["sure"], told["why"]) == (200, 240, True, "clear")
    assert told["can"] == ["plaque", "soft figurine", "figure"]
    assert told["marks"] == {"box": None, "strokes": [], "sure": False}
    picture = web.http.get(told["picture_url"])
    assert picture.headers["content-type"] == "image/jpeg"
    assert pixels.read(picture.content).shape == (240, 200, 4)
    shown = alpha(web, told)
    assert shown.shape == (240, 200) and shown[150, 100] == 255 and shown[5, 5] == 0
    assert web.http.get(f"/api/photos/{told['id']}").json() == told


def test_what_was_sent_is_not_kept(web: Web) -> None:
    """Upright, without a word of where and by what it was taken, and nothing left on the way."""
    told = sent(web, tilted(), kind="application/octet-stream").json()
    assert (told["width"], told["height"]) == (80, 120)
    for key in stored(web, told["id"]):
        data = web.studio.store.get(key)
        assert (
            b"Ada" not in data
            and b"Exif" not in data
            and not Image.open(io.BytesIO(data)).info.get("exif")
        )
    assert len(stored(web, told["id"])) == 5
    assert not list((web.studio.settings.data_dir / "spool").iterdir())
    assert web.studio.store.keys("arriving") == []


def test_marks_take_the_place_of_those_before(web: Web, busy: str) -> None:
    """They hold to the pixel; the same again is no work; none is the first cutout again."""
    before = web.http.get(f"/api/photos/{busy}").json()
    assert before["can"] == ["plaque"] and before["why"] not in ("plain", "clear", "marks")
    first = alpha(web, before)
    strokes = [
        {"keep": False, "width": 0.1, "points": [[0.3, 0.6], [0.7, 0.6]]},
        {"keep": True, "width": 0.05, "points": [[0.5, 0.6]]},
    ]
    told = marked(web, busy, box=[0.1, 0, 0.8, 1], strokes=strokes).json()
    assert told["cutout_url"] != before["cutout_url"]
    assert told["marks"] == {"box": [0.1, 0, 0.8, 1], "strokes": strokes, "sure": False}
    shown = alpha(web, told)
    assert shown[144, 100] == 255 and shown[144, 70] == 0 and not shown[:, :18].any()
    work = list(web.flow.photos)
    assert marked(web, busy, box=[0.1, 0, 0.8, 1], strokes=strokes).json() == told
    assert web.flow.photos == work
    wide = {"keep": True, "width": 0.5, "points": [[0.5, 0.6]]}
    vouched = marked(web, busy, strokes=[*strokes, wide], box=[0.1, 0, 0.8, 1], sure=True).json()
    assert vouched["confidence"] == 1 and vouched["can"] == ["plaque", "soft figurine"]
    again = marked(web, busy).json()
    assert again["confidence"] == before["confidence"] and (alpha(web, again) == first).all()
    assert len(stored(web, busy)) == 5


@pytest.mark.parametrize(
    ("marks", "field"),
    [
        ({"box": [0, 0, 0, 1]}, "box"),
        ({"box": [0, 0, 1]}, "box"),
        ({"box": [0, 0, "x", 1]}, "box"),
        ({"strokes": [{"keep": True, "width": 0, "points": [[0, 0]]}]}, "strokes"),
        ({"strokes": [{"keep": True, "width": 0.1, "points": []}]}, "strokes"),
        ({"strokes": [{"keep": True, "width": 0.1, "points": [[9, 0]]}]}, "strokes"),
        ({"strokes": [{"keep": True, "width": 0.1, "points": [[0, 0]] * 401}]}, "strokes"),
        ({"strokes": [{"keep": True, "width": 0.1, "points": [[0, 0]]}] * 201}, "strokes"),
        ({"keep": []}, "keep"),
    ],
)
def test_marks_that_mean_nothing_are_refused(web: Web, busy: str, marks: Any, field: str) -> None:
    """422, and which field."""
    answer = marked(web, busy, **marks)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"", "image/png", 422, "invalid"),
        (b"GIF89a nothing", "image/gif", 422, "picture-unreadable"),
        (SURE[: len(SURE) // 2], "image/png", 422, "picture-unreadable"),
        (FLAT, "image/png", 422, "picture-small"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic", 422, "picture-heic"),
        (SURE, "text/plain", 415, "content-type"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(
    web: Web, monkeypatch: pytest.MonkeyPatch, body: bytes, kind: str, status: int, code: str
) -> None:
    """In words, with a code for the page; nothing of it is kept."""
    monkeypatch.setattr(pixels, "reads_heic", lambda: False)
    before = web.studio.store.keys("")
    answer = sent(web, body, kind=kind)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")
    assert web.studio.store.keys("") == before


def test_a_bomb_is_refused_by_its_header(web: Web) -> None:
    """51 megapixels in 60 kB."""
    file = io.BytesIO()
    Image.new("1", (10_200, 5_000)).save(file, "PNG")
    answer = sent(web, file.getvalue())
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/picture-pixels")


def test_too_many_bytes_are_refused(web: Web) -> None:
    """25 MB are taken, announced or not."""
    answer = sent(web, b"x" * (25 * 2**20 + 1))
    assert answer.status_code == 413 and "25 MB" in answer.json()["detail"]


def test_the_same_key_gives_the_same_photo(web: Web) -> None:
    """Without a second cutout; of another picture it is a conflict."""
    first = sent(web, key="a").json()
    work = len(web.flow.photos)
    assert sent(web, key="a").json() == first
    assert len(web.flow.photos) == work
    assert sent(web, BUSY, key="a").status_code == 409


def test_a_helper_that_fails_is_busy_and_leaves_nothing(web: Web, busy: str) -> None:
    """503 and when to ask again."""
    before = web.studio.store.keys("")
    for trouble in (TimeoutError(), ProviderError("gone", retryable=True)):
        web.flow.fail_photo = trouble
        try:
            for answer in (sent(web), marked(web, busy, box=[0.2, 0.2, 0.5, 0.5])):
                assert answer.status_code == 503 and "retry-after" in answer.headers
        finally:
            web.flow.fail_photo = None
    assert web.studio.store.keys("") == before
    assert routes._waiting == 0


def ordered(web: Web, photo: str, key: str = "", **order: Any) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return web.http.post("/api/keepsakes", json={"photo": photo, **order}, headers=headers)


def test_a_keepsake_is_made_of_a_photo(web: Web) -> None:
    """Three ideas in the language that was asked for; no other ideas; a friend learns no id."""
    photo = sent(web).json()["id"]
    answer = ordered(web, photo, name="Ada", language="de")
    assert answer.status_code == 202, answer.text
    web.flow.work()
    told = web.get(answer.json()["id"])
    assert told["state"] == "choosing" and told["hobbies"] == ""
    assert [(c["kind"], c["title"]) for c in told["concepts"]] == [
        ("plaque", "Ada, gerahmt"),
        ("soft figurine", "Ada, als Figur"),
        ("figure", "Ada, als Skulptur"),
    ]
    assert told["photo"] == {
        "id": photo,
        "sure": True,
        "words": "The object was cut out with a clear outline.",
        "why": "clear",
    }
    more = web.post(told["id"], "concepts")
    assert more.status_code == 409 and "photo" in more.json()["detail"]
    shared = web.http.get(f"/api/shared/{told['share'].removeprefix('/s/')}").text
    assert photo not in shared and '"photo":{"id":""' in shared
    assert {file["name"] for file in told["files"]} == {f"concept-{n}.png" for n in (1, 2, 3)}


def test_a_keepsake_keeps_its_copy(web: Web) -> None:
    """Marks and the end of the photo change nothing of it; its own end takes the photo along."""
    photo = sent(web).json()["id"]
    made = ordered(web, photo, key="k", name="Ada").json()["id"]
    copies = stored(web, made)
    assert len(copies) == 2
    marked(web, photo, box=[0.4, 0.4, 0.2, 0.2])
    assert stored(web, made) == copies
    assert web.get(made)["photo"]["why"] == "clear"
    other = sent(web).json()["id"]
    second = ordered(web, other).json()["id"]
    assert web.http.request("DELETE", f"/api/photos/{photo}").status_code == 204
    assert stored(web, photo) == [] and stored(web, made) == copies
    assert ordered(web, photo, key="k", name="Ada").json()["id"] == made  # the key still knows
    assert ordered(web, photo).status_code == 404
    assert web.http.request("DELETE", f"/api/keepsakes/{second}").status_code == 204
    assert stored(web, second) == stored(web, other) == []
    assert web.http.get(f"/api/photos/{other}").status_code == 404


def test_an_order_that_fails_leaves_no_copy(web: Web, busy: str) -> None:
    """A key of another order, and one of an order that is there already."""
    ordered(web, busy, key="twice")
    before = web.studio.store.keys("")
    assert ordered(web, busy, key="twice", name="Eve").status_code == 409
    assert ordered(web, busy, key="twice").status_code == 202
    assert ordered(web, NOBODY).status_code == 404
    assert web.http.post("/api/keepsakes", json={"hobbies": ""}).status_code == 422
    assert web.studio.store.keys("") == before


def test_a_photo_lives_for_a_day(web: Web) -> None:
    """The sweep takes it then, also where keepsakes stay for ever; orders and marks prolong it."""
    old, new = (sent(web).json()["id"] for _ in range(2))
    with db.session(web.studio.engine) as session:
        albums.find(session, old).updated_at = datetime.now(UTC) - timedelta(hours=25)
    retention.sweep(web.studio.engine, web.studio.store, 0)
    assert web.http.get(f"/api/photos/{old}").status_code == 404 and stored(web, old) == []
    assert web.http.get(f"/api/photos/{new}").status_code == 200


def test_few_are_worked_on_at_once(web: Web, busy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 and when to ask again: pictures that come in, and corrections that wait."""
    with monkeypatch.context() as patch:
        patch.setitem(arrivals._coming, "picture", arrivals.AT_ONCE)
        assert sent(web).status_code == 503
    monkeypatch.setattr(routes, "_waiting", routes.AT_ONCE)
    assert marked(web, busy, box=[0.3, 0.3, 0.5, 0.5]).status_code == 503
