"""The pages are true: commands, code, names, links and settings in them are the real ones."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
import shlex
import subprocess
import sys
import tomllib
import types
from pathlib import Path
from typing import Any, get_args

import pytest
from layout_rules import ROOT, texts
from motif_rules import complaints
from packaging.requirements import Requirement
from typer.main import get_command

import memoreez
from memoreez import cli, providers
from memoreez.artifacts import Print
from memoreez.motifs import Motif, _registry, lexicon, motif
from memoreez.prints import price
from memoreez.settings import Settings

PAGES = [path for path in texts() if path.suffix == ".md"]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FILES = {*(f"concept-{n}.png" for n in range(1, 5)), "concepts.png", "figurine.png"}
FILES |= {"figurine.stl", "figurine.3mf", "figurine.glb", "maps.glb", "report.html", "report.json"}


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.S | re.M)


def commands() -> list[tuple[str, str]]:
    """(page, arguments) of every memoreez command in a shell block."""
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for block in blocks(text, "sh") + blocks(text, "powershell"):
            for line in block.splitlines():
                found += [(page.name, part) for part in re.findall(r"memoreez ([a-z].*)", line)]
    return found


@pytest.mark.parametrize(("page", "typed"), commands())
def test_commands_are_accepted(page: str, typed: str) -> None:
    """Each memoreez command on a page has options that the command line knows."""
    name, *arguments = shlex.split(typed)
    commands_by_name: dict[str, Any] = vars(get_command(cli.app))["commands"]
    assert commands_by_name[name].make_context(name, arguments).params


def test_there_are_commands_on_the_pages() -> None:
    """The search finds them: the README alone shows `make` three times or more."""
    assert sum(typed.startswith("make ") for page, typed in commands() if page == "README.md") >= 3


def test_the_first_two_commands() -> None:
    """The README's first command makes a keepsake, the second runs the tests; CI runs both."""
    first, second = blocks(README, "sh")[:2]
    for command in (first, second):
        assert command.count("\n") == 1, "one line"
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert "memoreez make " in first
    assert "-m pytest" in second
    for number, command in enumerate((first, second), 1):
        printed = [sys.executable, str(ROOT / ".ci" / "readme.py"), "sh", str(number)]
        done = subprocess.run(printed, capture_output=True, text=True, check=True, timeout=60)
        assert done.stdout.strip() == command.strip()
        assert f"readme.py sh {number}" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_windows_makes_the_same() -> None:
    """The Windows spelling orders the same keepsake."""
    (windows,) = blocks(README, "powershell")
    assert windows.split("memoreez make ")[1] == blocks(README, "sh")[0].split("memoreez make ")[1]


def test_the_files_that_are_promised() -> None:
    """The table of files names each file, and no other."""
    table = README.split("## What you get")[1].split("\n## ")[0]
    named = set(re.findall(r"`([\w-]+\.(?:png|stl|3mf|glb|html|json))`", table))
    assert named == FILES - {"concept-2.png", "concept-3.png"}


def test_the_example_is_the_readme_s() -> None:
    """examples/keepsake.py and the README's Python are the same ten lines."""
    (shown,) = blocks(README, "python")
    example = (ROOT / "examples" / "keepsake.py").read_text("utf-8")
    assert example.split('"""', 2)[2].strip() == shown.strip()
    assert len(shown.splitlines()) <= 10


def test_the_example_calls_what_exists() -> None:
    """Its calls fit the functions' signatures; what it reads of the result is there."""
    tree = ast.parse(blocks(README, "python")[0])
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    calls = [n for n in calls if ast.unparse(n.func).startswith("memoreez.")]
    assert [ast.unparse(call.func) for call in calls] == ["memoreez.make"]
    values = {str(k.arg): ast.literal_eval(k.value) for k in calls[0].keywords}
    inspect.signature(memoreez.make).bind(*map(ast.literal_eval, calls[0].args), **values)
    read = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} - {"make"}
    known = {field.name for field in dataclasses.fields(Print)}
    assert read & known == {"concept", "report", "files"}
    assert read - known == {"title", "story", "verdict"}


@pytest.mark.slow
def test_the_example_runs(tmp_path: Path) -> None:
    """It makes a keepsake with all files, as a person would run it."""
    script = str(ROOT / "examples" / "keepsake.py")
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "keepsake").iterdir()} == FILES
    report = json.loads((tmp_path / "keepsake" / "report.json").read_text("utf-8"))
    assert report["verdict"] in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every picture and every link to a file of the project exists."""
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    local = [target.split("#")[0] for target in targets if not re.match(r"https?:|#", target)]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_page_of_docs_is_in_its_index() -> None:
    """Nobody finds a page that no page names."""
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    names = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in names if f"({name})" not in index} == set()


def test_every_setting_is_documented() -> None:
    """docs/settings.md has each setting with its default, and the pages name no other."""
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(MEMOREEZ_\w+)` \| `([^`]*)` \|", text, re.M))
    fields = {f"MEMOREEZ_{n.upper()}": str(f.default) for n, f in Settings.model_fields.items()}
    fields.pop("MEMOREEZ_OPTIONS")  # not one setting, but those of the providers
    assert rows == fields
    named = {n for page in PAGES for n in re.findall(r"MEMOREEZ_[A-Z]\w*", page.read_text("utf-8"))}
    known = [(stage, name) for stage in providers.VERBS for name in providers.names(stage)]
    options = {
        f"MEMOREEZ_{prefix}{name}_{option}".upper()
        for stage, name in known
        for option in providers.options(stage, name)
        for prefix in ("", f"{stage}_")
    }
    assert named <= rows.keys() | options


def test_the_price_sheet_in_the_docs_is_a_good_one() -> None:
    """A shop that copies it gets a price, with all that it names."""
    page = (ROOT / "docs/settings.md").read_text("utf-8").split("## Your prices")[1]
    sheet = price.parse(page.split("```toml\n")[1].split("```")[0])
    kinds = {line.kind for line in price.quote(sheet, 40, 18_000).lines}
    assert {"material", "electricity", "machine", "labour", "margin", "tax"} <= kinds


def test_every_choice_of_a_motif_is_documented() -> None:
    """docs/motifs.md names each kind, each hold and each argument of @motif."""
    text = (ROOT / "docs" / "motifs.md").read_text("utf-8")
    words = {*get_args(_registry.Kind), *get_args(_registry.Hold)}
    words |= inspect.signature(motif).parameters.keys() - {"kind", "en", "de", "fr", "es"}
    assert {word for word in words if f"`{word}`" not in text and f"`{word}=" not in text} == set()


def test_the_motif_in_the_docs_is_a_good_one() -> None:
    """The file shown in docs/motifs.md works as it stands and keeps every promise."""
    (source,) = blocks((ROOT / "docs" / "motifs.md").read_text("utf-8"), "python")
    module = types.ModuleType("memoreez.motifs.watchtower")
    exec(compile(source, "watchtower.py", "exec"), module.__dict__)
    made = module.__dict__["watchtower"]
    assert isinstance(made, Motif)
    assert complaints(made) == []
    assert min(len(words) for words in made.words.values()) >= 8
    taken = {word for words in lexicon().values() for word in words}
    assert {word for words in made.words.values() for word in words} & taken == set()


def test_one_version() -> None:
    """The version is the same for Python, for pip and in the changelog."""
    assert memoreez.__version__ == PROJECT["version"]
    assert f"## [{memoreez.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_lock_pins_what_is_needed() -> None:
    """Each requirement, those of tests and tools included, is pinned to a fitting version."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    locked = [Requirement(line) for line in lines if not line.startswith("#")]
    pins = {pin.name.lower().replace("_", "-"): pin for pin in locked}
    assert all(re.fullmatch(r"==[\w.]+", str(pin.specifier)) for pin in locked)
    groups = PROJECT["optional-dependencies"]
    for wanted in map(Requirement, PROJECT["dependencies"] + groups["test"] + groups["dev"]):
        if wanted.name != "memoreez":
            pin = pins[wanted.name.lower()]
            assert wanted.specifier.contains(str(pin.specifier).removeprefix("==")), wanted
            assert str(pin.marker) == str(wanted.marker), wanted
