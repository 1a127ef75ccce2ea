"""What `memoreez doctor` looks at: everything that a keepsake needs from this computer."""

from __future__ import annotations

import importlib
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from memoreez.artifacts import Verdict
from memoreez.errors import MemoreezError

PYTHON = (3, 11)
DISK_MB = (50, 1000)  # a keepsake takes about 10 MB; below the first it fails, the second it warns
MEMORY_MB = 1200  # 700 MB at the peak, and the rest of the computer
PACKAGES = {  # name in the registry → name to import
    "numpy": "numpy",
    "scipy": "scipy",
    "manifold3d": "manifold3d",
    "opencv-python-headless": "cv2",
    "fonttools": "fontTools",
    "trimesh": "trimesh",
    "fast-simplification": "fast_simplification",
    "pillow": "PIL",
    "rapidfuzz": "rapidfuzz",
    "pydantic-settings": "pydantic_settings",
    "rich": "rich",
    "typer": "typer",
    "dbos": "dbos",
    "sqlalchemy": "sqlalchemy",
    "fastapi": "fastapi",
    "obstore": "obstore",
}


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, what was found, and what to do about it."""

    name: str  # stable, for programs
    title: str  # for a person
    found: str
    verdict: Verdict = "pass"
    advice: str = ""


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which a person would repair them. Never raises."""
    for look in LOOKS:
        try:
            yield from look()
        except Exception as error:  # one broken look must not hide the others
            title = look.__name__.strip("_").capitalize()
            found = f"{type(error).__name__}: {error}"
            yield Finding(look.__name__.strip("_"), title, found, "fail", "Install memoreez again.")


def _python() -> Iterator[Finding]:
    found = f"{platform.python_version()} ({sys.executable})"
    if sys.version_info >= PYTHON:
        yield Finding("python", "Python", found)
    else:
        least = ".".join(map(str, PYTHON))
        yield Finding("python", "Python", found, "fail", f"Install Python {least} or later.")


def _system() -> Iterator[Finding]:
    yield Finding("system", "System", f"{platform.system()} {platform.release()}, {_machine()}")


def _machine() -> str:
    return platform.machine() or "unknown machine"


def _packages() -> Iterator[Finding]:
    good = []
    for package, module in PACKAGES.items():
        try:
            importlib.import_module(module)
        except Exception as error:  # a broken wheel raises OSError or worse
            advice = f"Run: pip install --force-reinstall {package}"
            yield Finding(package, "Package", f"{package}: {error}", "fail", advice)
        else:
            good.append(f"{package} {_version(package)}")
    yield Finding("packages", "Packages", ", ".join(good))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # another package may bring the same module
        return "(version unknown)"


def _light() -> Iterator[Finding]:
    try:
        importlib.import_module("embreex")
    except Exception:
        advice = "To draw faster, run: pip install embreex"
        found = "embreex is not here; our own renderer draws, and takes longer"
        yield Finding("embreex", "Light", found, "warn", advice)
    else:
        yield Finding("embreex", "Light", f"embreex {_version('embreex')}")


def _threemf() -> Iterator[Finding]:
    try:
        importlib.import_module("lib3mf")
    except Exception:
        yield Finding("lib3mf", "3MF files", "our own writer; lib3mf is not here and not needed")
    else:
        yield Finding("lib3mf", "3MF files", f"our own writer, and lib3mf {_version('lib3mf')}")


def _fonts() -> Iterator[Finding]:
    from fontTools.ttLib import TTFont

    folder = Path(__file__).with_name("fonts")
    files = sorted(folder.glob("*.ttf"))
    letters = 0
    for file in files:
        with TTFont(file, lazy=True) as font:
            letters += len(font.getBestCmap() or {})
    if files:
        yield Finding("fonts", "Fonts", f"{len(files)} with {letters:,} characters")
    else:
        yield Finding("fonts", "Fonts", f"none in {folder}", "fail", "Install memoreez again.")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.cwd()).free / 1e6
    found = f"{free / 1000:.1f} GB free here"
    full, tight = DISK_MB
    verdict: Verdict = "fail" if free < full else "warn" if free < tight else "pass"
    advice = "" if verdict == "pass" else "Free some space, or work in a folder on another disk."
    yield Finding("disk", "Disk", found, verdict, advice)


def _memory() -> Iterator[Finding]:
    size = memory_mb()
    if size is None:
        yield Finding("memory", "Memory", "cannot be measured on this system")
    elif size < MEMORY_MB:
        advice = "Close other programs, or make a smaller keepsake."
        yield Finding("memory", "Memory", f"{size / 1000:.1f} GB", "warn", advice)
    else:
        yield Finding("memory", "Memory", f"{size / 1000:.1f} GB")


def memory_mb(limit: Path = Path("/sys/fs/cgroup/memory.max")) -> float | None:
    """Memory of the computer, or of the container where that is less; None if it will not say."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return None
    try:
        return min(size, int(limit.read_text()) / 1e6)
    except (OSError, ValueError):  # no container, or "max"
        return size


def _cores() -> Iterator[Finding]:
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    found = f"{count} core{'s' * (count > 1)}"
    advice = "It works, and takes about twice as long as with two." if count == 1 else ""
    yield Finding("cores", "Processor", found, "warn" if count == 1 else "pass", advice)


def _folder() -> Iterator[Finding]:
    from memoreez.prints import files

    here = Path.cwd()
    try:
        files.folder(here)
    except MemoreezError as error:
        yield Finding("folder", "Folder", str(here), "fail", str(error))
    else:
        yield Finding("folder", "Folder", f"{here} can be written")


def _settings() -> Iterator[Finding]:
    from memoreez import lineup, providers
    from memoreez.settings import settings

    try:
        chosen = settings()
        stages = [stage for stage in providers.VERBS if hasattr(chosen, stage)]
        for stage in stages:
            for name in chosen.lineup(stage):
                lineup.provider(stage, name)
    except MemoreezError as error:
        advice = "Correct it in the environment, in .env or in memoreez.toml."
        yield Finding("settings", "Settings", str(error), "fail", advice)
    else:
        found = ", ".join(f"{stage} by {getattr(chosen, stage)}" for stage in stages)
        yield Finding("settings", "Settings", found)


def _studio() -> Iterator[Finding]:
    from memoreez import studio_doctor
    from memoreez.settings import settings

    try:
        chosen = settings()
    except MemoreezError:
        return  # _settings has said it
    yield from studio_doctor.examine(chosen)


def _cards() -> Iterator[Finding]:
    from memoreez import card_doctor
    from memoreez.settings import settings

    try:
        yield from card_doctor.examine(settings())
    except MemoreezError:
        return  # _settings has said it


def _motifs() -> Iterator[Finding]:
    from memoreez import motifs

    good = words = 0
    for name in motifs.names():
        try:
            words += sum(map(len, motifs.load(name).words.values()))
            good += 1
        except Exception as error:
            advice = f"Repair or remove memoreez/motifs/{name}.py."
            yield Finding(f"motif {name}", "Motif", f"{name}: {error}", "fail", advice)
    yield Finding("motifs", "Motifs", f"{good} with {words:,} words")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _system,
    _packages,
    _light,
    _threemf,
    _fonts,
    _disk,
    _memory,
    _cores,
    _folder,
    _settings,
    _studio,
    _cards,
    _motifs,
)
