"""The image and the compose file for graphics cards: what they start, set and say is real."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from engine_room import room
from layout_rules import ROOT
from typer.main import get_command

from memoreez import cli, providers

FOLDER = ROOT / "deploy" / "gpu"
HEALTHY: dict[str, Any] = run_path(str(FOLDER / "healthy.py"))
WORDS = {  # the compose file's variables, as gpu.env.example has them
    name: value or "US"
    for name, _, value in (
        line.partition("=")
        for line in (FOLDER / "gpu.env.example").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
}


def compose() -> str:
    """The compose file with its variables filled in."""
    text = (FOLDER / "compose.yml").read_text("utf-8")
    return re.sub(r"\$\{(\w+)[^}]*\}", lambda found: WORDS.get(found[1], ""), text)


def test_they_start_what_there_is() -> None:
    """Both commands are ones that the command line takes, with a token and all cards."""
    commands: dict[str, Any] = vars(get_command(cli.app))["commands"]
    (shown,) = re.findall(r"^CMD (\[.*\])$", (FOLDER / "Dockerfile").read_text("utf-8"), re.M)
    (composed,) = re.findall(r"^    command: (\[.*\])$", compose(), re.M)
    for words in map(json.loads, (shown, composed)):
        took = commands[words[0]].make_context(words[0], words[1:]).params
        assert (took["gpus"], took["host"]) == ("all", "0.0.0.0") and took["token_file"]


def test_they_set_what_there_is() -> None:
    """Each option that is set is one of the sculptor's; each variable is in the example."""
    text = (FOLDER / "compose.yml").read_text("utf-8")
    for name, stage in (("hunyuan3d", "sculptures"), ("remote", "sculptures")):
        found = re.findall(rf"MEMOREEZ_{name.upper()}_(\w+)", text)
        assert found and {one.lower() for one in found} <= set(providers.options(stage, name))
    asked = set(re.findall(r"\$\{(\w+)", text)) - {"TORCH_INDEX"}
    assert asked | {"ENGINE_TOKEN"} == WORDS.keys()
    required = set(re.findall(r"\$\{(\w+):\?", text))
    assert {"TERRITORY", "MODELS", "ENGINE_TOKEN"} == required  # nothing starts without them


def test_health_says_card_model_licence_and_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a line; a card that is down is told, and none that works is an error."""
    with room(tmp_path) as one:
        (device,) = one.engine.devices
        device.equipment = {"card": "NVIDIA H200 with 140 GiB", "model": "2.0-turbo"}
        url = f"{one.url}/health"
        monkeypatch.setattr(sys, "argv", ["healthy.py", url])
        with pytest.raises(SystemExit) as ended:
            run_path(str(FOLDER / "healthy.py"), run_name="__main__")
        assert ended.value.code == 0
        assert capsys.readouterr().out == (
            "ok: boxes 2.0-turbo (MIT; worldwide) on NVIDIA H200 with 140 GiB: idle; 0 working, "
            "0 of 8 waiting.\n"
        )
        device.state = "down"
        code, line = HEALTHY["asked"](url)
        assert code == 1 and line.startswith("down: boxes") and ": down;" in line
        assert HEALTHY["asked"](f"{one.url}/nothing")[0] == 1
    code, line = HEALTHY["asked"](url)
    assert code == 1 and "does not answer" in line


@pytest.mark.parametrize("name", ["Dockerfile.dockerignore", "Dockerfile"])
def test_what_is_copied_is_there(name: str) -> None:
    """Every file that goes into the image exists, and the ignore list lets it in."""
    text = (FOLDER / name).read_text("utf-8")
    if name == "Dockerfile":
        copied = re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.M)
        files = {file for line in copied for file in line.split()}
        let_in = (FOLDER / "Dockerfile.dockerignore").read_text("utf-8")
        assert files == set(re.findall(r"^!(.+)$", let_in, re.M))
    else:
        files = set(re.findall(r"^!(.+)$", text, re.M))
    assert files and all((ROOT / file).exists() for file in files)
