"""What an installed slicer says of a print: grams, seconds, supports, layers and its warnings.

A slicer is a program of its own, never part of memoreez: it gets a file, one of our profiles, a
scratch folder for all that it writes, and a limit on its time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from memoreez.errors import ProviderError, UnknownName
from memoreez.prints import slicing_orca

QUALITIES = {"draft": 0.28, "standard": 0.2, "fine": 0.12}  # layer heights, mm
PROGRAMS: tuple[str, ...] = (
    *("prusa-slicer", "prusa-slicer-console", "PrusaSlicer", "superslicer"),  # as calibrated
    *("orca-slicer", "OrcaSlicer"),
)

_FILAMENT_MM2 = 2.405282  # cross-section of 1.75 mm filament
_G_PER_MM3 = 0.00124
_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_VERSION = re.compile(r"^(\w*Slicer)-(\d+(?:\.\d+)*)", re.MULTILINE)
_GRAMS = re.compile(rb"^; (?:total )?filament used \[g\] = ([\d.]+)", re.MULTILINE)
_TIME = re.compile(rb"^; estimated printing time \(normal mode\) = ([\dhdms ]+)", re.MULTILINE)
_LAYERS = re.compile(rb"^;\s?(?:LAYER_CHANGE|CHANGE_LAYER)", re.MULTILINE)
_EXTRUDED = re.compile(rb" E(\d*\.?\d+)")
_NOTICE = re.compile(r"warning|error|exception|cannot|failed", re.IGNORECASE)
# PrusaSlicer's log of its own work, at the level of errors: a hundredth of a millimetre of a wall
# is drawn the other way round (SkeletalTrapezoidation.cpp). Nothing about the solid, or for anyone.
_OWN = re.compile(r"Reversing even wall line", re.IGNORECASE)
_LOG = re.compile(r"^(?:\[[^\]]*\]\s*)+")


@dataclass(frozen=True)
class Slicer:
    """An installed slicer: its name with version, and its program."""

    name: str
    program: str

    @property
    def orca(self) -> bool:
        """Whether it speaks OrcaSlicer's command line instead of PrusaSlicer's."""
        return self.name.startswith("OrcaSlicer")


@dataclass(frozen=True)
class Sliced:
    """A slicer's word on one solid at one quality."""

    slicer: str
    quality: str
    grams: float  # all filament, with supports
    seconds: float
    supports_g: float
    layers: int
    warnings: tuple[str, ...]
    gcode: bytes = field(repr=False)  # empty unless kept


@lru_cache(maxsize=1)
def installed() -> Slicer | None:
    """The first slicer on this machine that answers, or None."""
    for name in PROGRAMS:
        program = shutil.which(name)
        if program is None:
            continue
        with _scratch() as place:
            done = _run([program, "--datadir", str(place), "--help"], 30)
        found = _VERSION.search(done.stdout)
        if found:
            return Slicer(f"{found[1]} {found[2]}", program)
    return None


def slice_stl(
    stl: bytes, quality: str = "standard", *, timeout_s: float = 180, keep_gcode: bool = False
) -> Sliced | None:
    """Slice a binary STL (mm) with our profile of that quality; None when no slicer is installed.

    Raises UnknownName for another quality, ProviderError when the slicer fails or takes longer
    than `timeout_s` (retryable then).
    """
    if quality not in QUALITIES:
        raise UnknownName("print quality", quality, QUALITIES)
    slicer = installed()
    if slicer is None:
        return None
    with _scratch() as place, as_file(files(__package__) / "profiles" / f"{quality}.ini") as ini:
        solid = place / "figurine.stl"
        solid.write_bytes(stl)
        gcode, words = _asked(slicer, place, ini, solid)
        done = _run([slicer.program, "--datadir", str(place), *words], timeout_s)
        heard = _warnings(done.stdout + "\n" + done.stderr, place)
        warnings = tuple(dict.fromkeys((*heard, *slicing_orca.told(place))))
        if done.returncode or not gcode.is_file():
            reason = "; ".join(warnings)[:300] or f"exit code {done.returncode}"
            raise ProviderError(f"{slicer.name} could not slice the figurine: {reason}.")
        return _told(slicer.name, quality, gcode.read_bytes(), warnings, keep_gcode)


def _asked(slicer: Slicer, place: Path, ini: Path, solid: Path) -> tuple[Path, list[str]]:
    """Where the G-code will be, and the words that ask for it."""
    if slicer.orca:
        words = slicing_orca.command(place, ini.read_text("utf-8"), solid)
        return place / slicing_orca.GCODE, words
    gcode = place / "figurine.gcode"
    return gcode, ["--load", str(ini), "--export-gcode", "--output", str(gcode), str(solid)]


def _told(slicer: str, quality: str, gcode: bytes, warnings: tuple[str, ...], keep: bool) -> Sliced:
    grams, spent = _GRAMS.search(gcode), _TIME.search(gcode)
    if grams is None or spent is None:
        raise ProviderError(
            f"{slicer} wrote no grams or no time into its G-code; update it, or go without."
        )
    return Sliced(
        slicer,
        quality,
        grams=float(grams[1]),
        seconds=seconds(spent[1].decode()),
        supports_g=_filament_mm(gcode).get("Support", 0.0) * _FILAMENT_MM2 * _G_PER_MM3,
        layers=len(_LAYERS.findall(gcode)),
        warnings=warnings,
        gcode=gcode if keep else b"",
    )


def seconds(text: str) -> float:
    """A slicer's "1d 2h 3m 4s" in seconds."""
    return float(sum(int(n) * _UNITS[unit] for n, unit in re.findall(r"(\d+)\s*([dhms])", text)))


def _filament_mm(gcode: bytes) -> dict[str, float]:
    """Filament pushed out, by the first word of what it was for ("Perimeter", "Support"…)."""
    used: dict[str, float] = {}
    for part in gcode.split(b"\n;TYPE:")[1:]:
        kind, _, moves = part.partition(b"\n")
        word = kind.split()[0].decode("ascii", "replace")
        drawn = (line for line in moves.split(b"\n") if line.startswith((b"G1 X", b"G1 Y")))
        found = (_EXTRUDED.search(line) for line in drawn)
        used[word] = used.get(word, 0.0) + sum(float(match[1]) for match in found if match)
    return used


def _warnings(said: str, place: Path) -> tuple[str, ...]:
    """Lines that warn, once each, without times and without the names of our scratch files."""
    found = (
        line
        for line in said.splitlines()
        if _NOTICE.search(line) and "[trace]" not in line and not _OWN.search(line)
    )
    return tuple(dict.fromkeys(_LOG.sub("", line).replace(f"{place}/", "") for line in found))


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="memoreez-slicer-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _run(command: list[str], timeout_s: float) -> subprocess.CompletedProcess[str]:
    """The program's output; it is killed when it takes too long. Raises ProviderError."""
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProviderError(
            f"The slicer needed more than {timeout_s:g} seconds and was stopped; try again when "
            "the machine is less busy.",
            retryable=True,
        ) from error
    except OSError as error:
        raise ProviderError(f"The slicer cannot be started: {error.strerror}.") from error
