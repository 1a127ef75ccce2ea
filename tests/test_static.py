"""The page's own files: locked, strict, translated, light and readable."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "memoreez" / "web" / "static"
TEMPLATES = STATIC.parent / "templates"
LOCK = json.loads((STATIC / "vendor" / "versions.json").read_text("utf-8"))
LANGUAGES = ("en", "de")
FIRST_SCREEN = 120_000  # bytes over the wire, compressed, with fonts and pictures
LINES = 300
_IMPORT = re.compile(r"""^(?:import|export)\b[^'"]*?from\s*['"](\./|\.\./)([^'"]+)['"]""", re.M)
_BARE = re.compile(r"""^(?:import|export)\b[^'"]*?from\s*['"](?!\.{1,2}/)([^'"]+)['"]""", re.M)
_KEY = re.compile(r"""(?<![\w.])(?:t|words|has)\(\s*(['"])([\w.-]+)\1""")
_CHOICE = re.compile(r"""(['"])([a-z]+\.[\w.-]+)\1""")
_PREFIX = re.compile(r"(?<![\w.])(?:t|words|has)\(\s*`([a-z]+\.[\w.-]*)\$\{")


def own(*suffixes: str) -> list[Path]:
    """Our files with these suffixes, without what others wrote."""
    found = (path for path in STATIC.rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if path.parent.name != "vendor")


def name(path: Path) -> str:
    """Its name below `static/`."""
    return path.relative_to(STATIC).as_posix()


@cache
def text(path: Path) -> str:
    """What is in it."""
    return path.read_text("utf-8")


def digest(path: Path) -> str:
    """Its sha256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def imported(path: Path) -> Iterator[Path]:
    """The modules that a module imports as soon as it is loaded."""
    for start, rest in _IMPORT.findall(text(path)):
        yield (path.parent / (start + rest)).resolve()


def reached(first: Path) -> set[Path]:
    """A module and all that must come with it."""
    found, waiting = set[Path](), [first.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [] if path.parent.name == "vendor" else list(imported(path))
            waiting += list(imported(path)) if path.name == "hooks.mjs" else []
    return found


def words(part: str, language: str) -> dict[str, str | dict[str, str]]:
    """The words of one file of locales."""
    found: dict[str, str | dict[str, str]] = json.loads(
        text(STATIC / "locales" / f"{part}{language}.json")
    )
    return found


def parts() -> list[str]:
    """ "" for the page's own words, "keep." for those of the last step…"""
    found = (STATIC / "locales").glob("*en.json")
    return sorted(path.name.removesuffix("en.json") for path in found)


def test_vendored_files_are_those_of_the_lock() -> None:
    """What others wrote is exactly what the lock names."""
    files = [file for package in LOCK["packages"] for file in package["files"]]
    assert {f["path"]: digest(STATIC / f["path"]) for f in files} == {
        f["path"]: f["sha256"] for f in files
    }


def test_nothing_is_vendored_beside_the_lock() -> None:
    """Every file in vendor/ and fonts/ is in the lock."""
    locked = {file["path"] for package in LOCK["packages"] for file in package["files"]}
    there = {name(path) for folder in ("vendor", "fonts") for path in (STATIC / folder).iterdir()}
    assert there - locked == {"vendor/versions.json"}


def test_each_package_comes_with_its_licence() -> None:
    """The text of a licence lies beside what it covers."""
    for package in LOCK["packages"]:
        assert package["licence"] and package["version"]
        assert len(text(STATIC / "vendor" / package["text"])) > 1000


@pytest.mark.parametrize("path", own(".html", ".svg") + sorted(TEMPLATES.glob("*.html")), ids=str)
def test_nothing_is_inline(path: Path) -> None:
    """No script, style or handler inside a page: the policy forbids them all."""
    inside = text(path)
    assert not re.search(r"<style\b|<script\b(?![^>]*\bsrc=)", inside)
    assert not re.search(r"\s(?:style|on[a-z]+)\s*=", inside)


@pytest.mark.parametrize("path", own(".js"), ids=name)
def test_scripts_obey_the_policy(path: Path) -> None:
    """No eval, no style attribute, no handler attribute, no markup from text, no alert."""
    inside = text(path)
    assert not re.search(r"\beval\(|new Function\(|\.innerHTML\b|insertAdjacentHTML", inside)
    assert not re.search(r"\sstyle=|\s(?:onclick|onload|onerror)=\"", inside)
    assert not re.search(r"(?<![\w.])(?:alert|confirm|prompt)\(", inside)
    assert not _BARE.search(inside), "an import without a path needs an import map"


@pytest.mark.parametrize("path", own(".js", ".css", ".json", ".svg"), ids=name)
def test_no_other_host_is_named(path: Path) -> None:
    """The page works offline: no file names another host."""
    found = set(re.findall(r"""https?://[\w.-]+|url\(["']?//[\w.-]+""", text(path)))
    assert found <= {"http://www.w3.org", "https://www.w3.org"}  # names of XML vocabularies


@pytest.mark.parametrize("path", own(".js", ".css", ".html"), ids=name)
def test_files_are_short(path: Path) -> None:
    """At most 300 lines a file."""
    assert len(text(path).splitlines()) <= LINES


@pytest.mark.parametrize("path", own(".js"), ids=name)
def test_imports_lead_somewhere(path: Path) -> None:
    """Every module that is imported is there."""
    assert [str(one) for one in imported(path) if not one.is_file()] == []


@pytest.mark.parametrize("path", own(".css"), ids=name)
def test_style_sheets_lead_somewhere(path: Path) -> None:
    """Every style sheet, font and picture that a style sheet names is there."""
    named = re.findall(r"""url\(["']?([^"')#][^"')]*)["']?\)""", text(path))
    assert [one for one in named if not (path.parent / one).is_file()] == []


@pytest.mark.parametrize("part", parts())
def test_languages_have_the_same_keys(part: str) -> None:
    """Nothing is left untranslated."""
    keys = [set(words(part, language)) for language in LANGUAGES]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("part", parts())
def test_languages_have_the_same_gaps(part: str) -> None:
    """A translation fills in what the English words fill in."""
    for key, said in words(part, "en").items():
        gaps = [
            {gap for form in _forms(one) for gap in re.findall(r"\{(\w+)\}", form)}
            for one in (said, words(part, "de")[key])
        ]
        assert gaps[0] == gaps[1], key


def _forms(said: str | dict[str, str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said.values())


@pytest.mark.parametrize("part", parts())
def test_no_word_is_empty(part: str) -> None:
    """Every key says something in some language, and plurals have their general form."""
    for key in words(part, "en"):
        said = [words(part, language)[key] for language in LANGUAGES]
        assert any(form.strip() for one in said for form in _forms(one)), key
        assert all(isinstance(one, str) or "other" in one for one in said), key


def known() -> set[str]:
    """The keys that the page has words for; the print sheet's are the server's."""
    return {key for part in parts() if part != "sheet." for key in words(part, "en")}


@pytest.mark.parametrize("path", own(".js"), ids=name)
def test_keys_exist(path: Path) -> None:
    """Every key that a script uses, whole or by its beginning, has words."""
    keys = known()
    groups = {key.split(".")[0] for key in keys} - {"memoreez"}
    spelt = {key for _, key in _KEY.findall(text(path))}
    spelt |= {key for _, key in _CHOICE.findall(text(path)) if key.split(".")[0] in groups}
    files = {name(one) for one in STATIC.rglob("*") if one.is_file()}
    assert {key for key in spelt - keys if not any(f.endswith(key) for f in files)} == set()
    for start in _PREFIX.findall(text(path)):
        assert any(key.startswith(start) for key in keys), start


def test_words_are_used() -> None:
    """No key is left over: whole or by its beginning, a script spells it."""
    scripts = "\n".join(text(path) for path in own(".js"))
    starts = tuple(re.findall(r"`([a-z]+\.[\w.-]*)\$\{", scripts))
    spelt = {key for _, key in _CHOICE.findall(scripts)}
    beginnings = {key: {key, key.rsplit(".", 1)[0], key.rsplit("_", 1)[0]} for key in known()}
    left = {
        key for key, them in beginnings.items() if not key.startswith(starts) and not them & spelt
    }
    assert left == set()


def wire(path: Path) -> int:
    """Bytes that go over the wire."""
    content = path.read_bytes()
    packed = path.suffix in {".js", ".mjs", ".css", ".json", ".svg", ".html"}
    return len(gzip.compress(content, 9)) if packed else len(content)


def test_first_screen_is_light() -> None:
    """All that the first screen loads, fonts and pictures too, is below 120 kB."""
    loaded = reached(STATIC / "app.js") | {TEMPLATES / "shell.html"}
    sheet = STATIC / "studio.css"
    sheets = re.findall(r'@import url\("([^"]+)"\)', text(sheet))
    loaded |= {sheet, *(STATIC / one for one in sheets)}
    loaded |= {STATIC / "locales" / "de.json"}  # the longer one
    loaded |= {STATIC / "fonts" / f"{font}-latin.woff2" for font in ("fraunces", "figtree")}
    loaded |= set((STATIC / "pictures").glob("*.webp")) | {STATIC / "icon.svg"}
    assert not any("model-viewer" in path.name for path in loaded)
    assert sum(map(wire, loaded)) < FIRST_SCREEN


def looks() -> dict[str, dict[str, str]]:
    """The colours by day and by night."""
    css = text(STATIC / "studio.css")
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", css)
    found = [
        (selector.strip(), dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)))
        for selector, body in blocks
    ]
    day = next(tokens for selector, tokens in found if selector == ":root")
    dark = next(tokens for selector, tokens in found if selector == ':root[data-theme="dark"]')
    asked = next(tokens for selector, tokens in found if ":not(" in selector)
    return {"day": day, "night": day | dark, "system night": day | asked}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXTS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2")
        for ground in ("paper", "paper-2", "card", "field")
    ),
    *(("ink", ground) for ground in ("ribbon-soft", "honey-soft", "bad-soft", "sage-soft")),
    *((tone, f"{tone}-soft") for tone in ("ribbon", "honey", "bad", "sage")),
    *(("ribbon", ground) for ground in ("paper", "card", "paper-2")),
    ("bad", "card"),
    ("bad", "paper"),
    ("ribbon-ink", "ribbon"),
    ("sage-ink", "sage"),
    ("paper", "bad"),
]
EDGES = [("field-line", g) for g in ("paper", "card", "field")] + [
    ("focus", g) for g in ("paper", "card", "paper-2")
]


@pytest.mark.parametrize("look", ["day", "night", "system night"])
def test_texts_can_be_read(look: str) -> None:
    """Every pair of text and ground that the style sheets use has 4.5 to 1."""
    tokens = looks()[look]
    assert {p: contrast(tokens[p[0]], tokens[p[1]]) for p in TEXTS if _faint(tokens, p, 4.5)} == {}


@pytest.mark.parametrize("look", ["day", "night", "system night"])
def test_edges_can_be_seen(look: str) -> None:
    """Borders of fields and the focus ring have 3 to 1."""
    tokens = looks()[look]
    assert {p: contrast(tokens[p[0]], tokens[p[1]]) for p in EDGES if _faint(tokens, p, 3)} == {}


def _faint(tokens: dict[str, str], pair: tuple[str, str], least: float) -> bool:
    return contrast(tokens[pair[0]], tokens[pair[1]]) < least


def test_both_nights_are_the_same() -> None:
    """The dark look of the system is the one that a person chooses."""
    found = looks()
    assert found["night"] == found["system night"]
