"""Pictures by image models: what they are asked, what is taken, and which picture is kept."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import picture_server as pictures
import pytest
from model_server import ACCOUNT, CLOUDFLARE, KEY, ModelServer, error, failing, model_server
from picture_faults import made
from picture_server import CONCEPT, drawing, form, handing, pointing, replying
from pydantic import SecretStr

from memoreez import lineup, pixels, providers, steps
from memoreez.artifacts import Design
from memoreez.cutouts.alpha import Alpha
from memoreez.errors import ProviderError, SettingsError
from memoreez.images._decoded import Unusable, decoded, unpacked
from memoreez.images._drawing import seeds
from memoreez.images._suffix import MOST, STUDIO, dressed
from memoreez.images.cloudflare import Cloudflare
from memoreez.images.diffusers import Diffusers
from memoreez.images.openai import OpenAI
from memoreez.settings import Settings
from memoreez.verdicts import RemoteError

BOTH = ("own", "cloudflare")
KLEIN = "@cf/black-forest-labs/flux-2-klein-4b"
LUCID = "@cf/leonardo/lucid-origin"


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    """One server; each test gives it its acts."""
    with model_server(drawing(pictures.good())) as running:
        yield running


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("who", BOTH)
def test_a_picture_whatever_its_format(server: ModelServer, who: str, kind: str) -> None:
    """Told by its content; always a PNG here, and the very pixels that came."""
    log = server.now(drawing(pictures.good(kind)))
    found = made(who, server.port).draw(CONCEPT)
    assert found.png.startswith(b"\x89PNG") and (found.width, found.height) == (
        pictures.SIDE,
        pictures.SIDE,
    )
    assert np.array_equal(pictures.decoded(found.png), pictures.decoded(pictures.good(kind)))
    assert len(log.requests) == 1


def test_what_is_asked(server: ModelServer) -> None:
    """The concept's words and our studio, a size where it can be told, and a seed at home only."""
    log = server.now(drawing(pictures.good()))
    for provider in (made("own", server.port), made("paid", server.port, model="dall-e-3"),
                     made("paid", server.port, model="gpt-image-1.5", quality="low"),
                     made("cloudflare", server.port, steps=6)):  # fmt: skip
        provider.draw(CONCEPT)
    sent = [request.json for request in log.requests]
    asked = {"model": "m", "prompt": dressed(CONCEPT.prompt), "n": 1, "size": "1024x1024"}
    seed = seeds(CONCEPT)[0]
    assert sent[0] == asked | {"response_format": "b64_json", "seed": seed}
    assert sent[1] == asked | {"model": "dall-e-3", "response_format": "b64_json"}
    assert sent[2] == asked | {"model": "gpt-image-1.5", "quality": "low"}
    assert sent[3] == {"prompt": dressed(CONCEPT.prompt), "seed": seed, "steps": 6}
    path = f"/accounts/{ACCOUNT}/ai/run/@cf/black-forest-labs/flux-1-schnell"
    assert log.requests[3].path == path
    assert log.requests[3].headers["authorization"] == f"Bearer {KEY}"


def test_other_models_at_cloudflare(server: ModelServer) -> None:
    """FLUX.2 takes a form; Leonardo's takes a size; Stable Diffusion's sends the file itself."""
    log = server.now(drawing(pictures.good()))
    made("cloudflare", server.port, model=KLEIN, size_px=512).draw(CONCEPT)
    fields = form(log.requests[0])
    assert fields["prompt"] == dressed(CONCEPT.prompt) and fields["width"] == "512"
    made("cloudflare", server.port, model=LUCID, steps=20).draw(CONCEPT)
    assert log.requests[1].json["num_steps"] == 20 and log.requests[1].json["height"] == 1024
    server.now(replying(pictures.good("PNG"), "image/png"))
    model = "@cf/bytedance/stable-diffusion-xl-lightning"
    assert made("cloudflare", server.port, model=model).draw(CONCEPT).width == pictures.SIDE


def test_what_a_server_does_not_take_is_left_out(server: ModelServer) -> None:
    """Each field is dropped when the server says so; its refusals cost nothing."""

    def unknown(name: str) -> Any:
        told = {"message": f"Unknown parameter: '{name}'.", "param": name}
        return failing(400, {"error": told})

    acts = [unknown(name) for name in ("response_format", "seed", "size")]
    log = server.now(*acts, drawing(pictures.good()))
    made("paid", server.port).draw(CONCEPT)
    assert set(log.requests[-1].json) == {"model", "prompt", "n"} and log.paid == 1
    more = failing(400, error(CLOUDFLARE, 5006, "must NOT have additional properties"))
    log = server.now(more, drawing(pictures.good()))
    made("cloudflare", server.port).draw(CONCEPT)
    assert set(log.requests[-1].json) == {"prompt"} and log.paid == 1
    log = server.now(unknown("prompt"))
    with pytest.raises(RemoteError, match="does not take the request"):
        made("paid", server.port).draw(CONCEPT)
    assert len(log.requests) == 1


@pytest.mark.parametrize("who", BOTH)
def test_a_poor_picture_is_drawn_once_more(server: ModelServer, who: str) -> None:
    """With another seed; the better one is kept with its score; a draft is never drawn twice."""
    provider = made(who, server.port)
    log = server.now(drawing(pictures.poor(), pictures.good()))
    found = provider.drawn(CONCEPT)
    assert (found.judged.enough, found.asked, found.seed) == (True, 2, seeds(CONCEPT)[1])
    assert [r.json["seed"] for r in log.requests] == list(seeds(CONCEPT))
    log = server.now(drawing(pictures.cut_off(), pictures.poor()))
    found = provider.drawn(CONCEPT)
    assert found.picture.width == pictures.SIDE // 2 and not found.judged.enough and log.paid == 2
    log = server.now(drawing(pictures.poor()))
    assert provider.drawn(CONCEPT, quality="draft").asked == log.paid == 1


@pytest.mark.parametrize("who", BOTH)
def test_four_at_once(server: ModelServer, who: str) -> None:
    """One provider draws the four concepts of a round side by side, each with its own seed."""
    log = server.now(drawing(pictures.good()))
    four = [replace(CONCEPT, id=number) for number in range(1, 5)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(made(who, server.port).draw, four))
    assert len(found) == log.paid == 4
    assert {r.json["seed"] for r in log.requests} == {seeds(concept)[0] for concept in four}


def test_a_second_try_that_fails_loses_nothing(server: ModelServer) -> None:
    """The first picture stands, poor as it is, with what is wrong with it in words."""
    gone = failing(410, error(CLOUDFLARE, 5028))
    for second in (gone, drawing("junk")):
        server.now(drawing(pictures.poor()), second)
        found = made("cloudflare", server.port).drawn(CONCEPT)
        assert found.picture.width == 96 and found.judged.score < 0.5
        assert found.judged.words == "The backdrop is not plain."


def test_a_picture_at_an_address(server: ModelServer) -> None:
    """Fetched from where it lies, signature and all; the key goes to its own server only."""
    file = handing(pictures.good(), "application/octet-stream")
    log = server.now(pointing(lambda _: "/files/1.jpg?sig=a%2Fb&exp=9", file))
    assert made("paid", server.port).draw(CONCEPT).width == pictures.SIDE
    assert log.requests[1].path == "/files/1.jpg?sig=a%2Fb&exp=9"
    assert log.requests[1].headers["authorization"] == f"Bearer {KEY}"
    with model_server(handing(pictures.good())) as other:
        log = server.now(pointing(lambda _: f"{other.native}/1.png", file))
        assert made("paid", server.port).draw(CONCEPT).width == pictures.SIDE
        assert "authorization" not in other.log.requests[0].headers


@pytest.mark.parametrize(
    ("url", "fault"),
    [("file:///etc/passwd", "answer"), ("http://u:p@127.0.0.1/1.png", "answer"),
     ("http://[::1/", "answer"), ("ftp://127.0.0.1/1.png", "answer"),
     ("http://10.0.0.1/1.png", "address"), ("http://[::ffff:10.0.0.1]/1.png", "address")],
)  # fmt: skip
def test_addresses_that_are_never_called(server: ModelServer, url: str, fault: str) -> None:
    """No other scheme, no password, and no other machine in one's own network."""
    log = server.now(pointing(lambda _: url, failing(500)))
    with pytest.raises(RemoteError) as refused:
        made("paid", server.port).draw(CONCEPT)
    assert (refused.value.fault, refused.value.retryable) == (fault, False)
    assert log.paid == 1 and len(log.requests) == 1


def test_base64_as_it_comes() -> None:
    """With lines, without its padding, as the address of data; nothing else."""
    data = pictures.good()
    plain = base64.b64encode(data).decode()
    lines = "\n".join(plain[at : at + 76] for at in range(0, len(plain), 76))
    for text in (plain, lines, plain.rstrip("="), f"data:image/jpeg;base64,{plain}"):
        assert unpacked(text) == data
    for junk in (None, "", " ", 7, ["a"], "a-picture", "data:image/svg+xml,<svg/>", "é"):
        with pytest.raises(Unusable):
            unpacked(junk)


@pytest.mark.parametrize("side", [5_000, 10_000, 30_000])
def test_bombs_are_not_decoded(side: int) -> None:
    """A few kilobytes that say they are 25 megapixels or more: refused by their header."""
    assert len(pictures.bomb(side)) < 10_000
    with pytest.raises(Unusable, match=r"too large|far too many pixels"):
        decoded(pictures.bomb(side))


def test_transparency_stays(server: ModelServer) -> None:
    """A model that cuts out by itself: its alpha goes on to the cutout as it is."""
    server.now(drawing(pictures.clear()))
    found = made("own", server.port).drawn(CONCEPT)
    assert found.judged.score == 1.0 and Alpha().cut(found.picture).confidence == 1.0
    assert np.array_equal(pixels.read(found.picture.png), pixels.read(pictures.clear()))
    shown = pixels.read(made("own", server.port).sheet([found.picture], [""]).png)
    assert (shown[30:60, 30:60, :3] > 250).all()  # the paper, not what lies under the alpha


MISSING: list[tuple[Any, str]] = [
    (OpenAI(), "need the option url"),
    (OpenAI(OpenAI.Options(url="http://localhost:1/v1")), "need the option model"),
    (OpenAI(OpenAI.Options(url="http://h/v1", model="m", size_px=9)), "cannot be 9 px"),
    (Cloudflare(), "need the option account"),
    (Cloudflare(Cloudflare.Options(account=ACCOUNT)), "need the option key"),
    (Cloudflare(Cloudflare.Options(account="../x", key=KEY)), "no account id"),
    (Cloudflare(Cloudflare.Options(account=ACCOUNT, key=KEY, model="flux")), "option model"),
    (Cloudflare(Cloudflare.Options(account=ACCOUNT, key=KEY, steps=9)), "1 to 8 steps"),
    (Cloudflare(Cloudflare.Options(account=ACCOUNT, key=KEY, size_px=9)), "cannot be 9 px"),
]


@pytest.mark.parametrize(("provider", "said"), MISSING, ids=[said for _, said in MISSING])
def test_what_is_missing_is_said(provider: Any, said: str) -> None:
    """One sentence that names the option, and nothing is sent."""
    for use in (provider.load, lambda: provider.draw(CONCEPT)):
        with pytest.raises(SettingsError, match=said) as refused:
            use()
        assert KEY not in str(refused.value)


def test_steps_draw_with_them(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """With settings alone; from the concept's words, without a sculpture, and never as a draft."""
    given = {"openai_url": server.url, "openai_key": KEY, "images_openai_model": "m"}
    options = tuple((name, SecretStr(value)) for name, value in sorted(given.items()))
    chosen = Settings(images="openai", options=options)
    monkeypatch.setattr(lineup, "settings", lambda: chosen)
    log = server.now(drawing(pictures.good()))
    order = steps.Order("a dog")
    assert steps.draw(CONCEPT, order).width == pictures.SIDE
    with pytest.raises(ProviderError, match="no drafts"):
        steps.sketch(CONCEPT, order)
    assert log.paid == 1 and not any(each.from_solid for each in (OpenAI, Cloudflare, Diffusers))


def test_they_are_listed() -> None:
    """With licence and territory; a key shows in no picture of the options."""
    for name in ("openai", "cloudflare", "diffusers"):
        entry = providers.entry("images", name)
        assert entry.licence and entry.territory and entry.title
    assert KEY not in repr(OpenAI.Options(key=KEY)) + repr(Cloudflare.Options(key=KEY))


@pytest.mark.parametrize("prompt", ["A dog", "A dog. ", "", "word " * 900, "x" * 5000])
def test_the_studio_comes_once(prompt: str) -> None:
    """At the end of every prompt, however often it is dressed, and never over the limit."""
    once = dressed(prompt)
    assert once.endswith(STUDIO) and once.count(STUDIO) == 1 and len(once) <= MOST
    assert dressed(once) == once and dressed(f"{STUDIO} {once}").count(STUDIO) == 1
    words = once[: -len(STUDIO)].rstrip(". ")
    assert prompt.startswith(words) and (bool(words) == bool(prompt.strip()))
    for wanted in ("pure white background", "no shadows", "high contrast edges", "no pedestal",
                   "whole object in frame", "product photo of a grey 3D print"):  # fmt: skip
        assert wanted in STUDIO


def test_seeds_are_the_concept_s_own() -> None:
    """The same each time, two different ones, others for another concept or design."""
    assert seeds(CONCEPT) == seeds(replace(CONCEPT)) and len(set(seeds(CONCEPT))) == 2
    others = [replace(CONCEPT, id=2), replace(CONCEPT, prompt="A cat")]
    others += [replace(CONCEPT, design=Design("planet", (), n)) for n in range(200)]
    drawn = {seed for concept in others for seed in seeds(concept)}
    assert len(drawn) == 2 * len(others) and all(0 < seed < 2**31 for seed in drawn)
