"""What one durable step does: in a helper process, with keys and small JSON in and out.

Each function leaves its result in the store and then a receipt beside it. Whoever comes again with
the same order finds the receipt and gets it back, so nothing is made or paid for twice.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict, replace
from functools import lru_cache
from importlib import import_module

from memoreez import (
    lending,
    lineup,
    logs,
    maps,
    parcels,
    steps,
    telling,
    thumbnails,
    warming,
)
from memoreez.api import inscribed
from memoreez.apologies import kindly
from memoreez.artifacts import Concept, Imagined, Maker, Picture, Report
from memoreez.crew import Crew
from memoreez.errands import Errand
from memoreez.errors import BadInput, NotFound, Unprintable
from memoreez.figurines.finish import Finished, Wish, rehearse
from memoreez.makers import read as read_maker
from memoreez.photos import PLAQUE
from memoreez.preview import light_figure, quick_glb
from memoreez.prints import bundle
from memoreez.receipts import once
from memoreez.records import (
    concept_from_json,
    imagined_from_json,
    imagined_to_json,
    plain,
    wish_of,
)
from memoreez.rows import Json
from memoreez.settings import Settings, adopt
from memoreez.spending import Purse
from memoreez.store import Store, home

LIGHT = "light.npz"  # beside a figurine's files: the figure for quick previews
WARM = ("memoreez.figurines.gate", "memoreez.prints.stl", "memoreez.prints.glb")


def ready(settings: Settings) -> None:
    """Import and open everything now, before a person waits for it."""
    if not logging.root.handlers:  # a helper's own process
        logs.configure("warning" if settings.log_level == "info" else settings.log_level)
    _shop(settings)
    for module in WARM:
        import_module(module)
    for stage in ("concepts", "images", "sculptures"):
        lineup.first(stage).load()  # the others load when they are needed, if ever


def imagine(errand: Errand) -> Json:
    """The concepts of the order's round: {"imagined", "seconds"}."""

    @kindly("concepts")
    def work() -> Json:
        order = _order(errand)
        imagined = steps.imagine(order)
        warming.begin(order.purse, order.photo is None)
        return {"imagined": imagined_to_json(imagined)}

    return once(_shop(errand.settings), _round(errand), work, errand.run)


def draw(errand: Errand, draft: bool) -> Json:
    """A concept's picture: {"file", "seconds"}. A draft is a JPEG, early and softer."""
    name, known_as = "draft.jpg" if draft else "picture.png", f"{_name(errand)}.png"
    folder = _sketches(errand)

    @kindly("images")
    def work() -> Json:
        asked = _concept(errand)
        picture = (steps.sketch if draft else steps.draw)(asked, _order(errand))
        data = thumbnails.draft(picture) if draft else picture.png
        file = _kept(_shop(errand.settings), folder, name, data, known_as)
        by = picture.by and asdict(picture.by)
        return {"file": file, "score": picture.score, "words": picture.words, "by": by}

    run = "" if draft else errand.run  # a model that makes no drafts says so at once, for nothing
    return once(_shop(errand.settings), f"{folder}/{name}.receipt.json", work, run)


def sculpt(errand: Errand) -> Json:
    """The raw mesh of a concept at the wish's height: {"key", "seconds"}."""
    key = f"{_sketches(errand)}/sculpture-{_shaped(errand)}"

    @kindly("sculptures")
    def work() -> Json:
        concept, picture = _concept(errand), _picture(errand)
        made = steps.raw_sculpture(concept, _order(errand), _crew().map, picture)
        _shop(errand.settings).put(f"{key}.npz", parcels.pack_mesh(made.mesh), parcels.NPZ)
        return {"key": f"{key}.npz", "by": made.by, "makers": list(map(asdict, made.makers))}

    return once(_shop(errand.settings), f"{key}.receipt.json", work, errand.run)


def finish_figurine(errand: Errand, sculpture: Json) -> Json:
    """The solid on its pedestal, past the gate: {"key", "report", "seconds"}. Unprintable."""
    folder = _folder(errand)

    def work() -> Json:
        shop, wish = _shop(errand.settings), wish_of(errand.order["wish"])
        mesh = parcels.unpack_mesh(shop.get(sculpture["key"]))
        finished = steps.set_up(mesh, sculpture.get("by", ""), _concept(errand), wish)
        report = steps.inspect(finished)
        if report.verdict == "fail":
            raise Unprintable(report)
        shop.put(f"{folder}/finished.npz", parcels.pack_finished(finished), parcels.NPZ)
        return {"key": f"{folder}/finished.npz", "report": plain(asdict(report))}

    return once(_shop(errand.settings), f"{folder}/finished.receipt.json", work)


def publish(errand: Errand, finished: Json) -> Json:
    """All files of a figurine: {"figurine", "files", "seconds"}."""
    folder = _folder(errand)

    def work() -> Json:
        shop = _shop(errand.settings)
        made = parcels.unpack_finished(shop.get(finished["key"]))
        imagined, pictures, chosen = _sketched(errand)
        report = telling.report(finished["report"])
        shown = _crew().beside(_shown, errand.settings, chosen, made, report)
        order = _order(errand)
        who = telling.everybody(order, imagined, pictures, _sculptors(errand))
        thumbnail = pictures[imagined.concepts.index(chosen)]
        written = steps.solids(made, chosen, thumbnail, who)
        light = light_figure(made.figurine, written["figurine.glb"])
        shop.put(f"{folder}/{LIGHT}", light, parcels.NPZ)
        cost = steps.costs(made)
        portrait, drawn = shown.result()
        told = telling.Told(order, imagined, pictures, chosen, made, who)
        summary = told.summary(portrait, report, cost, drawn)
        written["figurine.png"] = summary.png
        written |= bundle.reports(summary, written)
        files = [_kept(shop, folder, name, data) for name, data in written.items()]
        figurine = telling.figurine(errand.version, errand.order["wish"], chosen, summary)
        return {"figurine": figurine | plain(cost), "files": files}

    return once(_shop(errand.settings), f"{folder}/files.receipt.json", work)


def mend(errand: Errand) -> Json:
    """An uploaded mesh, as `mesh_workshop.mend`."""
    from memoreez import mesh_workshop  # slow to import, and few studios need it

    return mesh_workshop.mend(errand, _shop(errand.settings))


def preview(settings: Settings, light: str, wish: Json, title: str) -> bytes:
    """The figurine as the wish would have it, as a GLB to look at: quick, and kept nowhere."""
    return quick_glb(_light(settings, light), wish_of(wish), title)


def _order(errand: Errand) -> steps.Order:
    """The order as the stages take it."""
    kept = errand.order
    wish = wish_of(kept["wish"]) if kept["wish"] else _usual(kept["name"], kept["date"])
    given = kept.get("photo")
    photo = given and lending.read(_shop(errand.settings), given, kept["language"])
    return steps.Order(
        text=kept["text"],
        name=kept["name"],
        date=kept["date"],
        seed=kept["seed"],
        round=kept["round"],
        wish=wish,
        photo=photo or None,
        purse=Purse(errand.keepsake, errand.settings.database),
    )


def _shaped(errand: Errand) -> str:
    """What of the wish the sculpture depends on: a plaque has the words in its frame."""
    wish = errand.order["wish"]
    if _concept(errand).kind != PLAQUE:
        return f"{wish['height_mm']:g}"
    lines = json.dumps(wish["inscription"]).encode()
    return f"{wish['height_mm']:g}-{hashlib.sha256(lines).hexdigest()[:8]}"


def _concept(errand: Errand) -> Concept:
    return concept_from_json(errand.concept or {})


def _picture(errand: Errand, number: int | None = None) -> Picture | None:
    """What the errand's concept was drawn as, or that of this number."""
    shop = _shop(errand.settings)
    key = f"{_sketches(errand, number)}/picture.png"
    try:
        png = shop.get(key)
        kept = json.loads(shop.get(f"{key}.receipt.json"))
    except NotFound:
        return None
    return thumbnails.drawn(png, by=read_maker(kept.get("by")))


def _sculptors(errand: Errand) -> list[Maker]:
    """Who made the sculpture, as far as its receipt says so."""
    key = f"{_sketches(errand)}/sculpture-{_shaped(errand)}.receipt.json"
    kept = json.loads(_shop(errand.settings).get(key))
    found = map(read_maker, kept.get("makers", ()))
    return [one for one in found if one is not None]


def _name(errand: Errand) -> str:
    return f"concept-{_concept(errand).id}"


def _usual(name: str, date: str) -> Wish:
    """What a keepsake is like before anyone has chosen: inscribed, where that can be done."""
    wish = Wish(inscription=inscribed(name, date, None))
    try:
        rehearse(wish)
    except BadInput:  # too long, or in letters that no font has; it is said when they choose
        return Wish()
    return wish


def _home(errand: Errand) -> str:
    return home(errand.keepsake)


def _round(errand: Errand) -> str:
    return f"{_home(errand)}/round-{errand.order['round']}/concepts.receipt.json"


def _sketches(errand: Errand, number: int | None = None) -> str:
    return f"{_home(errand)}/{_name(errand) if number is None else f'concept-{number}'}"


def _folder(errand: Errand) -> str:
    """One for each version and wish, so that what a cancelled run left is never mixed in."""
    asked = json.dumps([errand.concept, errand.order], sort_keys=True)
    return (
        f"{_home(errand)}/version-{errand.version}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}"
    )


def _kept(shop: Store, folder: str, name: str, data: bytes, known_as: str = "") -> Json:
    blob = shop.put(f"{folder}/{name}", data, parcels.TYPES[name.rsplit(".", 1)[1]])
    return {"name": known_as or name, **asdict(blob)}


def _sketched(errand: Errand) -> tuple[Imagined, list[Picture], Concept]:
    """The round of the concept, without those whose picture failed, and the concept itself."""
    shop = _shop(errand.settings)
    kept = json.loads(
        shop.get(f"{_home(errand)}/round-{errand.order['round']}/concepts.receipt.json")
    )
    imagined = imagined_from_json(kept["imagined"])
    drawn: dict[Concept, Picture] = {}
    for one in imagined.concepts:
        if (picture := _picture(errand, one.id)) is not None:
            drawn[one] = picture
    left = replace(imagined, concepts=tuple(drawn))
    return left, list(drawn.values()), steps.chosen(left, _concept(errand).id)


@lru_cache(maxsize=1)
def _shop(settings: Settings) -> Store:
    """The store, opened once in this process, whose settings these are from now on."""
    adopt(settings)
    return Store.open(settings)


def _shown(
    settings: Settings, concept: Concept, finished: Finished, report: Report
) -> tuple[Picture, dict[str, bytes]]:
    """The figurine's picture and its maps, in a process of the crew."""
    adopt(settings)
    return steps.portray(concept, finished), maps.pictures(finished.figurine.solid, report)


@lru_cache(maxsize=1)
def _crew() -> Crew:
    """This process's own helpers, so that all cores work on one keepsake."""
    return Crew()


@lru_cache(maxsize=4)
def _light(settings: Settings, key: str) -> bytes:
    """Someone who tries inscriptions asks for the same figure again and again."""
    return _shop(settings).get(key)
