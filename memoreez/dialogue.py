"""`memoreez make` as a conversation: stages, ideas, a choice, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from memoreez import api, tables
from memoreez.artifacts import Concept, Imagined, Picture
from memoreez.concepts.motifs import PER_ROUND
from memoreez.console import Stages, plain
from memoreez.errors import BadInput, UnknownName, Unprintable
from memoreez.figurines.engraving import STYLES
from memoreez.prints import files

FOLDER = "keepsake"


@dataclass(frozen=True)
class Request:
    """What was typed after `memoreez make`."""

    text: str
    name: str
    date: str
    inscription: str | None
    seed: int
    height_mm: float
    pedestal: str
    style: str
    round: int
    pick: int | None
    photo: Path | None = None
    box: str = ""
    sculptor: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of it; `refused` when the gate did not let it pass."""

    folder: Path
    files: Mapping[str, Path]
    imagined: Imagined
    concept: Concept
    facts: Mapping[str, Any]  # report.json
    seconds: Mapping[str, float]
    refused: Unprintable | None = None


class _Another(Exception):
    """The person wants a concept of another round; `pick` is None when they want to see it."""

    def __init__(self, round: int, pick: int | None = None) -> None:
        super().__init__(round, pick)
        self.round, self.pick = round, pick


class Dialogue:
    """Makes a keepsake, showing ideas on the way and asking for a choice where that is wanted.

    `terse` shows the moving stages of a terminal and nothing else: the rest is for a program.
    """

    def __init__(
        self, request: Request, out: Path, console: Console, *, asks: bool, terse: bool = False
    ) -> None:
        self.request = _settled(request)
        self.out = out
        self.console = console
        self.asks = asks and request.pick is None
        self.terse = terse
        self.stages = Stages(console, silent=terse and not console.is_interactive)
        self.told = 0  # the last round that was shown
        self.imagined: Imagined | None = None
        self.concept: Concept | None = None

    def run(self) -> Outcome:
        """Raises BadInput, OutputError and ProviderError; a refusal comes back in the outcome."""
        with _tidy(self.out), self.stages:
            outcome = self._made()
        self._say(tables.keepsake(outcome.facts, outcome.folder, outcome.files))
        return outcome

    def _say(self, *lines: RenderableType) -> None:
        if not self.terse:
            for line in lines:
                self.console.print(line)

    def _made(self) -> Outcome:
        while True:
            try:
                return self._make()
            except _Another as wish:
                self.request = replace(self.request, round=wish.round, pick=wish.pick)

    def _make(self) -> Outcome:
        asked = self.request
        try:
            made = api.make(
                asked.text,
                photo=asked.photo,
                box=asked.box or None,
                sculptor=asked.sculptor,
                name=asked.name,
                date=asked.date,
                seed=asked.seed,
                round=asked.round,
                out=self.out,
                height_mm=asked.height_mm,
                inscription=asked.inscription,
                pedestal=asked.pedestal,
                style=asked.style,
                choose=self.choose,
                watch=self.stages,
            )
        except Unprintable as refused:
            return self._refused(refused)
        return Outcome(
            self.out, made.files, made.imagined, made.concept, _facts(self.out), made.seconds
        )

    def _refused(self, refused: Unprintable) -> Outcome:
        if self.imagined is None or self.concept is None:
            raise refused
        facts = _facts(self.out)
        drawn = [f"concept-{concept.id}.png" for concept in self.imagined.concepts]
        names = [*drawn, "concepts.png", *facts["files"], "report.html", "report.json"]
        files = {name: self.out / name for name in names if (self.out / name).exists()}
        return Outcome(
            self.out, files, self.imagined, self.concept, facts, self.stages.seconds, refused
        )

    def choose(self, imagined: Imagined, pictures: list[Picture]) -> int:
        """Show the ideas, then ask for a number, or take the one that was given."""
        self.imagined = imagined
        self.stages.pause()
        numbers = [concept.id for concept in imagined.concepts]
        if self.request.round > self.told:
            self._tell(imagined)
        number = self.request.pick or numbers[0]
        if self.asks and self.request.pick is None:
            number = self._ask(numbers)
        if number not in numbers and self.asks:
            raise _Another(_round(number), number)
        self.concept = next((one for one in imagined.concepts if one.id == number), None)
        if self.concept is not None:
            self._say(Text.assemble("Making ", (plain(self.concept.title), "bold"), "\n"))
        return number

    def _tell(self, imagined: Imagined) -> None:
        if self.told == 0 and (imagined.hobbies or imagined.notes):
            self._say(tables.understood(imagined.hobbies, imagined.notes))
        self.told = self.request.round
        self._say(tables.ideas(imagined.concepts), "")
        sheet = self.out / "concepts.png"
        self._say(
            Text.assemble(" Pictures  ", (plain(str(sheet)), f"bold {tables.link(sheet)}")), ""
        )

    def _ask(self, numbers: list[int]) -> int:
        """A number that was shown, this round's first when only Enter is pressed."""
        if len(numbers) == 1:  # a photo that can become one thing only
            return numbers[0]
        of_photo = self.request.photo is not None
        most = numbers[-1] if of_photo else self.told * PER_ROUND
        or_more = "" if of_photo else ", or “more” for other ideas"
        question = Text.assemble(
            ("Which one? ", "bold"),
            (f"{numbers[0]}–{numbers[-1]}{or_more} ", ""),
            (f"[{numbers[0]}] ", "dim"),
        )
        while True:
            answer = self.console.input(question).strip().lower()
            if answer in ("more", "m") and not of_photo:
                raise _Another(self.told + 1)
            if not answer:
                return numbers[0]
            if answer.isdecimal() and 1 <= int(answer) <= most:
                return int(answer)
            self.console.print(f"Type a number up to {most}{'' if of_photo else ', or more'}.")


def free_folder(base: Path = Path(FOLDER)) -> Path:
    """`keepsake`, or `keepsake-2` and so on when that one holds something."""
    folder, number = base, 1
    while not _free(folder):
        number += 1
        folder = base.with_name(f"{base.name}-{number}")
    return folder


def _settled(request: Request) -> Request:
    """The round that a pick belongs to; refuses what would only fail after the pictures."""
    if request.style not in STYLES:
        raise UnknownName("inscription style", request.style, STYLES)
    pick, round = request.pick, request.round
    if request.photo is not None or pick is None or _round(pick) == round:
        return request
    if round == 1:
        return replace(request, round=_round(pick))
    first = (round - 1) * PER_ROUND + 1
    last = round * PER_ROUND
    raise BadInput(f"Concept {pick} is not in round {round}; choose one of {first} to {last}.")


def _round(number: int) -> int:
    return (number - 1) // PER_ROUND + 1


def _facts(folder: Path) -> Mapping[str, Any]:
    facts: Mapping[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return facts


def _free(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return not folder.is_symlink()
    except OSError:  # a file, or a folder that may not be looked into
        return False


@contextmanager
def _tidy(folder: Path) -> Iterator[None]:
    """Take away the folders that were made for nothing."""
    made: list[Path] = []
    with suppress(OSError):  # a name too long, a place we may not look into: refused later, kindly
        made = files.missing(folder)
    try:
        yield
    finally:
        files.discard(made)
