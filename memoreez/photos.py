"""A person's own picture becomes a framed plaque, a soft figurine, or a figure in the round.

The plaque can always be made, the soft figurine of a clear cutout, the figure of what our own
network knows: a grey print, a thing of clay, what an image model drew.

The picture is read once, upright, within limits (`pixels.read`); what its file says about place,
time and camera goes no further.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from memoreez import lineup, pixels
from memoreez.artifacts import Concept, Cutout, Imagined, Picture
from memoreez.claynet.looking import look
from memoreez.claynet.trusting import SURE as KNOWN
from memoreez.claynet.trusting import evidence, verdict
from memoreez.errors import BadInput, ProviderError
from memoreez.marks import Marks
from memoreez.settings import settings

MOST_BYTES = 25 * 2**20
MOST_PX = 1536  # of the longer side: finer than that nothing prints
SURE = 0.65  # of a cutout: below it, its edge may run through the object
PLAQUE, SOFT, FIGURE = "plaque", "soft figurine", "figure"
SCULPTORS = {PLAQUE: "relief", SOFT: "inflate", FIGURE: "claynet"}
NOTHING = ("nothing", "none", "small")  # why nobody can say that a cutout is right
MARKER = "studio"  # the cutout that can be told what belongs to the object


@dataclass(frozen=True)
class Photo:
    """A picture that a person gave, and the best cutout of what it shows."""

    picture: Picture
    cutout: Cutout
    language: str = "en"  # of what is said of it
    known: float | None = None  # 0 to 1: how well the network knows its shape; None: not asked yet


@dataclass(frozen=True)
class Words:
    """How ideas from photos are told in a language."""

    nameless: str
    framed: tuple[str, str]  # title and story of the plaque
    soft: tuple[str, str]  # and of the soft figurine
    figure: tuple[str, str]  # and of the one in the round
    only: str  # why there is no soft figurine


WORDS = {
    "en": Words(
        "From a photo",
        ("{name}, framed", "The picture itself, raised out of a small frame."),
        ("{name}, soft", "Cut out and rounded on both sides, to stand by itself."),
        ("{name}, in the round", "Its true shape, from all sides, as our network sees it."),
        "Only a plaque can be made of this photo. {why} "
        "A photo before a plain wall can become a figurine, too.",
    ),
    "de": Words(
        "Aus einem Foto",
        ("{name}, gerahmt", "Das Bild selbst, erhaben in einem kleinen Rahmen."),
        ("{name}, als Figur", "Ausgeschnitten und auf beiden Seiten gerundet; es steht für sich."),
        ("{name}, als Skulptur", "Die wahre Form von allen Seiten, wie unser Netz sie sieht."),
        "Aus diesem Foto kann nur ein Relief werden: Es ist nicht sicher, was darauf der "
        "Gegenstand ist. Ein Foto vor einer glatten Wand kann auch eine Figur werden.",
    ),
    "fr": Words(
        "D’après une photo",
        ("{name}, encadré", "L’image elle-même, en relief dans un petit cadre."),
        ("{name}, en figurine", "Découpé et arrondi des deux côtés, pour tenir debout."),
        (
            "{name}, en ronde-bosse",
            "Sa vraie forme, de tous côtés, telle que notre réseau la voit.",
        ),
        "Cette photo ne peut devenir qu’une plaque : on ne sait pas bien où l’objet s’arrête. "
        "Une photo devant un mur uni peut aussi devenir une figurine.",
    ),
    "es": Words(
        "De una foto",
        ("{name}, enmarcado", "La imagen misma, en relieve dentro de un pequeño marco."),
        ("{name}, en figurita", "Recortado y redondeado por ambos lados, para tenerse en pie."),
        ("{name}, en bulto redondo", "Su forma real, por todos lados, como la ve nuestra red."),
        "De esta foto solo puede hacerse una placa: no está claro dónde acaba el objeto. "
        "Una foto delante de una pared lisa puede ser también una figurita.",
    ),
}


def read(path: str | Path) -> Photo:
    """The photo in a JPEG, PNG, WebP or HEIC of at most 25 MB and 50 megapixels. BadInput."""
    file = Path(path)
    if file.exists() and not file.is_file():
        raise BadInput(f"{str(file)!r} is not a plain file. Give a JPEG, PNG or WebP.")
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise BadInput(
            f"{str(file)!r} cannot be read: {error.strerror or error}. Check its name and rights."
        ) from error
    if size > MOST_BYTES:
        raise BadInput(
            f"{file.name!r} has {size / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB are taken. "
            "Save it smaller, as a JPEG."
        )
    return photo(data)


def photo(data: bytes) -> Photo:
    """The photo in the bytes of a JPEG, PNG, WebP or HEIC, cut out. Raises BadInput."""
    rgba = pixels.read(data, MOST_PX)
    shown = rgba if rgba[..., 3].min() < 255 else rgba[..., :3]
    picture = Picture(pixels.write(shown), rgba.shape[1], rgba.shape[0])
    return Photo(picture, _cut(picture))


def marked(given: Photo, marks: Marks) -> Photo:
    """The same photo, cut out as a person has marked it; without marks as it is."""
    cutout: Cutout = given.cutout
    if marks.box is not None or marks.strokes:
        cutout = lineup.provider("cutouts", MARKER).mark(given.picture, cutout, marks)
    if marks.sure and cutout.why not in NOTHING:
        words = "The cutout is right: somebody has looked at it."
        cutout = replace(cutout, confidence=1.0, words=words, why="marks")
    return replace(given, cutout=cutout)


def known(given: Photo) -> float:
    """How well our network knows the shape in it, 0 to 1; it cuts it out by itself."""
    if given.known is not None:
        return given.known
    return verdict(evidence(look(given.picture.png)))[0]


def possible(confidence: float, known: float = 0.0) -> tuple[str, ...]:
    """What can be made of a photo whose cutout is so sure, and whose shape so well known."""
    soft, figure = confidence >= SURE, known >= KNOWN
    return (PLAQUE, *[SOFT] * soft, *[FIGURE] * figure)


def _cut(picture: Picture) -> Cutout:
    """The first sure cutout of those in line, else the surest."""
    found: list[Cutout] = []
    errors: list[ProviderError] = []
    for name in settings().lineup("cutouts"):
        try:
            found.append(lineup.provider("cutouts", name).cut(picture))
        except ProviderError as error:
            errors.append(error)
            continue
        if found[-1].confidence >= SURE:
            break
    if not found:
        raise errors[0]
    told = [one for one in found if one.why not in NOTHING] or found[::-1]
    return max(told, key=lambda cutout: cutout.confidence)  # of equals the first


def imagine(given: Photo, text: str, name: str, chosen: bool = False) -> Imagined:
    """What can be made of it; where that is the plaque alone, a note says why.

    `chosen`: somebody said who sculpts, so there is one idea, the figure.
    """
    language = given.language if given.language in WORDS else "en"
    said = WORDS[language]
    title = name.strip() or text.strip()[:60] or said.nameless
    kinds = (FIGURE,) if chosen else possible(given.cutout.confidence, known(given))
    told = {PLAQUE: said.framed, SOFT: said.soft, FIGURE: said.figure}
    concepts = tuple(
        Concept(number, told[kind][0].format(name=title), told[kind][1], kind, "")
        for number, kind in enumerate(kinds, 1)
    )
    notes = () if kinds != (PLAQUE,) else (said.only.format(why=given.cutout.words),)
    return Imagined(concepts, (), notes, language, "photo")
