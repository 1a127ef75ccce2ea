"""What is done with a photo in a helper process: read, cut out, corrected, and put in the store.

Only what is made of it is kept: upright, at most 1536 px, without a word of what its file said
about place, time and camera.
"""

from __future__ import annotations

import io
import secrets
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from memoreez import albums, lending, photos, pixels, sculpting
from memoreez.artifacts import Concept, Cutout, Picture
from memoreez.figurines.finish import Wish, finish
from memoreez.marks import Marks, from_json, to_json
from memoreez.photos import Photo
from memoreez.pixels import Bytes
from memoreez.preview import light_figure, quick_glb
from memoreez.records import concept_from_json, wish_of
from memoreez.rows import Json
from memoreez.settings import Settings, adopt
from memoreez.steps import TOLERANCE
from memoreez.store import Store

PAGE_PX = 1024  # longer side of what the page shows
QUALITY = 85  # of its JPEG
PNG, JPEG = "image/png", "image/jpeg"


def take_photo(settings: Settings, photo_id: str, path: str) -> Json:
    """`take`, in a helper process."""
    return take(_shop(settings), photo_id, path)


def mark_photo(settings: Settings, photo_id: str, facts: Json, marks: Json) -> Json:
    """`mark`, in a helper process."""
    return mark(_shop(settings), photo_id, facts, marks)


def preview_plaque(
    settings: Settings, facts: Json, language: str | None, concept: Json, wish: Json, title: str
) -> bytes:
    """`plaque`, in a helper process; `facts` are those of the keepsake's own photo."""
    photo = lending.read(_shop(settings), facts, language)
    return plaque(photo, concept_from_json(concept), wish_of(wish), title)


def take(store: Store, photo_id: str, path: str) -> Json:
    """A file that was sent, as a photo: {"width", "height", "cut", "marks", "files"}. BadInput."""
    given = photos.photo(Path(path).read_bytes())
    seen = _seen(pixels.read(given.picture.png, PAGE_PX))
    files = [
        _kept(store, photo_id, albums.PICTURE, given.picture.png, PNG),
        _kept(store, photo_id, albums.FIRST, given.cutout.png, PNG),
        _kept(store, photo_id, albums.SEEN, seen, JPEG),
        *_cutout(store, photo_id, given.cutout),
    ]
    cut = _facts(given.cutout) | {"known": photos.known(given)}
    return {
        "width": given.picture.width,
        "height": given.picture.height,
        "cut": {**cut, "first": cut},
        "marks": to_json(Marks()),
        "files": files,
    }


def mark(store: Store, photo_id: str, facts: Json, marks: Json) -> Json:
    """The photo cut out as marked, instead of as before: {"cut", "marks", "files"}.

    `facts`: width, height, cut, and the keys of its files by name.
    """
    picture = Picture(store.get(facts[albums.PICTURE]), facts["width"], facts["height"])
    first = facts["cut"]["first"]
    before = lending.cutout(store.get(facts[albums.FIRST]), facts, first)
    made = photos.marked(Photo(picture, before), from_json(marks)).cutout
    cut = {**_facts(made), "known": first.get("known", 0.0), "first": first}
    return {"cut": cut, "marks": marks, "files": _cutout(store, photo_id, made)}


def plaque(photo: Photo, concept: Concept, wish: Wish, title: str) -> bytes:
    """A plaque as the wish would have it, as a GLB to look at: its words are in its frame."""
    mesh = sculpting.raw(concept, wish, "final", photo=photo).mesh
    bare = replace(wish, inscription=())
    made = finish(mesh, bare, tolerance_mm=TOLERANCE * wish.height_mm)
    return quick_glb(light_figure(made.figurine), bare, title)


def _facts(cutout: Cutout) -> Json:
    """What is known of it, but for its pixels."""
    return {name: getattr(cutout, name) for name in ("confidence", "method", "words", "why")}


def _cutout(store: Store, photo_id: str, cutout: Cutout) -> list[Json]:
    """The cutout, and its outline for the page; under keys of their own, as links may live on."""
    return [
        _kept(store, photo_id, albums.CUTOUT, cutout.png, PNG),
        _kept(store, photo_id, albums.MASK, _mask(pixels.read(cutout.png, PAGE_PX)), PNG),
    ]


def _kept(store: Store, photo_id: str, name: str, data: bytes, kind: str) -> Json:
    key = albums.place(photo_id, f"{secrets.token_hex(8)}/{name}")
    return {"name": name, **asdict(store.put(key, data, kind))}


def _seen(rgba: Bytes) -> bytes:
    """A JPEG of a picture (h, w, 4); what is transparent becomes white."""
    alpha = rgba[..., 3:].astype(np.float32) / 255
    shown = (rgba[..., 2::-1] * alpha + 255 * (1 - alpha)).astype(np.uint8)
    return cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()


def _mask(rgba: Bytes) -> bytes:
    """The alpha of a picture (h, w, 4) as a PNG of grey and alpha: small, and easy to lay over."""
    file = io.BytesIO()
    grey = np.zeros(rgba.shape[:2], np.uint8)
    Image.fromarray(np.dstack([grey, rgba[..., 3]]), "LA").save(file, "PNG")
    return file.getvalue()


@lru_cache(maxsize=1)
def _shop(settings: Settings) -> Store:
    """The store, opened once in this process, whose settings these are from now on."""
    adopt(settings)
    return Store.open(settings)
