"""Concepts by language models: what they are asked, what is made of it, what they cannot take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fault_matrix import made
from model_server import (
    ACCOUNT,
    CLOUDFLARE,
    KEY,
    ModelServer,
    error,
    failing,
    model_server,
    saying,
    wrapped,
)
from model_words import STORIES, changed, good, system, user, words

from memoreez import designs, providers
from memoreez.artifacts import Element, Hobby
from memoreez.concepts._prompt import LOOK, brief, kinds
from memoreez.concepts.cloudflare import Cloudflare
from memoreez.concepts.openai import OpenAI
from memoreez.errors import BadInput, SettingsError
from memoreez.verdicts import RemoteError

TEXT, BOTH = "guitar, hiking with the dog, black coffee", ("own", "cloudflare")


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    """One server; each test gives it its acts."""
    with model_server(saying(good)) as running:
        yield running


@pytest.mark.parametrize("who", BOTH)
def test_four_ideas(server: ModelServer, who: str) -> None:
    """Four kinds, our look on every prompt, designs of the motifs that the model named."""
    log = server.now(saying(good))
    found = made(who, server.port).imagine(TEXT, seed=1, name="Ada")
    assert [c.id for c in found.concepts] == [1, 2, 3, 4]
    assert [c.kind for c in found.concepts] == list(kinds(1, 1))
    assert all(c.prompt.endswith(LOOK) and len(c.prompt) < 2048 for c in found.concepts)
    for concept in found.concepts:
        assert concept.design is not None and concept.design.kind == concept.kind
        assert {e.motif for e in concept.design.elements} == {"guitar", "dog", "coffee_cup"}
    assert found.hobbies[0] == Hobby("guitar", "guitar")
    assert found.language == "en" and found.notes == ()
    assert words(log.requests[0]) == {"loves": TEXT, "called": "Ada"}


def test_both_faces_give_the_same(server: ModelServer) -> None:
    """The same answer is the same round, whoever brings it, and each time."""
    server.now(saying(good))
    rounds = [made(who, server.port).imagine(TEXT, seed=5) for who in (*BOTH, "paid", "own")]
    assert all(one == rounds[0] for one in rounds)


def test_a_design_is_built(server: ModelServer) -> None:
    """What leaves here can be built as it stands."""
    server.now(saying(good))
    found = made("own", server.port).imagine(TEXT)
    design = found.concepts[-1].design
    assert design is not None and designs.build(design, 80)


def test_rounds(server: ModelServer) -> None:
    """Numbers go on, kinds change, the seed is another one, and the model hears of it."""
    log = server.now(saying(good))
    provider = made("own", server.port)
    first, second = (provider.imagine(TEXT, seed=3, round=n) for n in (1, 2))
    assert [c.id for c in second.concepts] == [5, 6, 7, 8]
    assert {c.kind for c in first.concepts + second.concepts} == set(designs.KINDS)
    seeds = [r.json["seed"] for r in log.requests]
    assert seeds[0] != seeds[1]
    assert "This is round 2" in user(log.requests[1]) and "This is" not in user(log.requests[0])
    with pytest.raises(BadInput, match="no round 0"):
        provider.imagine(TEXT, round=0)


@pytest.mark.parametrize("seed", [0, 1, -7, 2**40])
def test_every_round_has_four_kinds(seed: int) -> None:
    """Four different ones, and all six within any two rounds that follow one another."""
    rounds = [kinds(seed, n) for n in range(1, 7)]
    assert all(len(set(four)) == 4 for four in rounds)
    pairs = zip(rounds[::2], rounds[1::2], strict=True)
    assert all({*a, *b} == set(designs.KINDS) for a, b in pairs)


def test_the_person_s_language(server: ModelServer) -> None:
    """German is asked for and given; English stories to German words are put right."""
    log = server.now(saying(good))
    text = "Gitarre, Wandern mit dem Hund und starker Kaffee"
    found = made("own", server.port).imagine(text)
    assert found.language == "de" and found.concepts[0].story == STORIES["de"][0]

    def english(request: Any) -> Any:
        answer = good(request)
        for idea, story in zip(answer["ideas"].values(), STORIES["en"], strict=True):
            idea["story"] = story
        return answer

    log = server.now(saying(english), saying(good))
    assert made("own", server.port).imagine(text) == found
    assert "must be in German" in log.requests[1].json["messages"][-1]["content"]


def test_our_rules_are_in_the_prompt(server: ModelServer) -> None:
    """The model is told every rule, all motifs, and the answer's shape by a schema."""
    log = server.now(saying(good))
    made("own", server.port).imagine(TEXT)
    (request,) = log.requests
    for rule in ("single solid object", "thick rounded forms", "No brand names", "living person",
                 "child's birthday", "language of the person's words", "pedestal"):  # fmt: skip
        assert rule in " ".join(system(request).split())
    assert "guitar" in system(request) and "turtle" in system(request)
    shape = request.json["response_format"]["json_schema"]["schema"]
    assert list(shape["properties"]["ideas"]["properties"]) == list(kinds(0, 1))
    assert shape["properties"]["ideas"]["additionalProperties"] is False
    assert request.json["max_tokens"] >= 2000 and request.json["temperature"] > 0.5
    assert "pure white seamless background" in LOOK and "clay" in LOOK and "no pedestal" in LOOK


@pytest.mark.parametrize(
    ("named", "built"),
    [
        ([{"motif": "acoustic guitar", "label": ""}], (Element("guitar"),)),
        ([{"motif": "Katze", "label": "x"}, {"motif": "cat", "label": ""}], (Element("cat"),)),
        ([{"motif": "book", "label": "black coffee"}], (Element("book", "black coffee"),)),
        ([{"motif": "scroll", "label": "not theirs"}], (Element("scroll"),)),
        ([{"motif": "flux capacitor", "label": ""}], None),
        ("guitar", None),
        ([], None),
    ],
)
def test_motifs(server: ModelServer, named: Any, built: Any) -> None:
    """Names of motifs, words for them, labels of the person's own; the rest from the hobbies."""
    server.now(saying(changed({"motifs": named})))
    design = made("own", server.port).imagine(TEXT).concepts[0].design
    assert design is not None
    elements = {Element("guitar"), Element("dog"), Element("coffee_cup")}
    assert design.elements == built if built else elements <= set(design.elements)
    options = OpenAI.Options(url=server.url, model="m", exact=False)
    loose = OpenAI(options).imagine(TEXT).concepts[0].design
    assert loose.elements == built if loose and built else loose is built is None


def test_no_two_ideas_are_told_alike(server: ModelServer) -> None:
    """A title that comes twice is put right."""
    log = server.now(saying(changed({"title": "ENCORE on the Hill"})), saying(good))
    assert len({c.title for c in made("own", server.port).imagine(TEXT).concepts}) == 4
    assert "Two titles are the same" in log.requests[1].json["messages"][-1]["content"]


def test_hobbies_are_the_person_s_words(server: ModelServer) -> None:
    """What the model claims to have understood but nobody typed is not told."""
    claimed = [{"text": "black coffee", "motif": "none"}, {"text": "skydiving", "motif": "plane"}]
    server.now(saying(changed(understood=claimed)))
    assert made("own", server.port).imagine(TEXT).hobbies == (Hobby("black coffee", "coffee_cup"),)
    server.now(saying(changed(understood="nothing")))
    assert made("own", server.port).imagine(TEXT).hobbies[0].motif == "guitar"


@pytest.mark.parametrize(
    "packed",
    [
        lambda said: f"Sure! Here you are:\n```json\n{said}\n```\nEnjoy.",
        lambda said: f"<think>{{maybe}} a dog?</think>\n{said}",
        lambda said: [{"type": "text", "text": said[:40]}, {"type": "text", "text": said[40:]}],
        lambda said: f"\ufeff{said}",
    ],
    ids=["fence", "thoughts", "parts", "mark"],
)
def test_wrappings(server: ModelServer, packed: Any) -> None:
    """Models wrap their JSON in many things."""

    def act(exchange: Any) -> None:
        reply = wrapped("openai", good(exchange.request))
        message = reply["choices"][0]["message"]
        message["content"] = packed(message["content"])
        exchange.answer(reply)

    log = server.now(act)
    assert made("own", server.port).imagine(TEXT).concepts
    assert len(log.requests) == 1


def test_a_chat_completion_from_cloudflare(server: ModelServer) -> None:
    """Newer models there answer in OpenAI's form, and a list of ideas with kinds is understood."""

    def act(exchange: Any) -> None:
        answer = good(exchange.request)
        answer["ideas"] = [idea | {"kind": kind} for kind, idea in answer["ideas"].items()]
        exchange.answer({"result": wrapped("openai", answer), "success": True})

    server.now(act)
    assert len(made("cloudflare", server.port).imagine(TEXT).concepts) == 4


def test_what_a_server_does_not_take_is_left_out(server: ModelServer) -> None:
    """Each field is changed or dropped when the server says so; its refusals cost nothing."""
    message = "Unsupported parameter: '{}' is not supported with this model."

    def refusing(name: str, with_param: bool) -> Any:
        told = {"message": message.format(name), "param": name if with_param else None}
        return failing(400, {"error": told})

    schema = failing(500, {"error": {"message": "failed to parse grammar"}})
    log = server.now(
        refusing("max_tokens", True), refusing("temperature", False), schema,
        refusing("response_format", True), refusing("seed", True), saying(good),
    )  # fmt: skip
    assert made("paid", server.port).imagine(TEXT).concepts
    assert set(log.requests[-1].json) == {"model", "messages", "max_completion_tokens"}
    assert log.requests[3].json["response_format"] == {"type": "json_object"}
    assert log.paid == 1
    server.now(refusing("messages", True))
    with pytest.raises(RemoteError, match="does not take the request"):
        made("paid", server.port).imagine(TEXT)


def test_json_mode_that_cannot_be_met(server: ModelServer) -> None:
    """Cloudflare's models may give up on a schema: then without one, and our checks decide."""
    unmet = failing(400, error(CLOUDFLARE, 5024, "JSON Mode couldn't be met"))
    log = server.now(unmet, saying(good))
    assert made("cloudflare", server.port).imagine(TEXT).concepts
    assert ["response_format" in r.json for r in log.requests] == [True, False]


def test_a_cut_answer_gets_more_room(server: ModelServer) -> None:
    """What ran out of room is asked for again with twice as much, and less imagination."""
    log = server.now(saying(good, finish="length"), saying(good))
    assert made("own", server.port).imagine(TEXT).concepts
    first, second = (r.json for r in log.requests)
    assert second["max_tokens"] == 2 * first["max_tokens"]
    assert second["temperature"] < first["temperature"]


@pytest.mark.parametrize("text", ["", "  ", "🎉", "x" * 2001])
def test_a_text_that_cannot_be_used_costs_nothing(server: ModelServer, text: str) -> None:
    """It is refused before anything is sent."""
    log = server.now(saying(good))
    with pytest.raises(BadInput):
        made("own", server.port).imagine(text)
    assert log.connections == 0


def test_retired_and_unknown_models(server: ModelServer) -> None:
    """A permanent error that names what to change."""
    gone = "AiError: Model has been deprecated: This model was deprecated on 2026-05-30."
    server.now(failing(410, error(CLOUDFLARE, 5028, gone)))
    with pytest.raises(RemoteError, match=r"retired that model.*llama-3.3") as refused:
        made("cloudflare", server.port).imagine(TEXT)
    assert (refused.value.fault, refused.value.retryable) == ("model", False)
    server.now(failing(400, error(CLOUDFLARE, 7003, "Could not route: unknown account")))
    with pytest.raises(RemoteError, match="no such account; check its option account"):
        made("cloudflare", server.port).imagine(TEXT)  # not of a field that is unknown there
    missing = {"error": {"message": "model 'm' not found, try pulling it first"}}
    server.now(failing(404, missing))
    with pytest.raises(RemoteError, match=r"option.* model .*try pulling it first"):
        made("own", server.port).imagine(TEXT)


MISSING: list[tuple[Any, str]] = [
    (OpenAI(), "need the option url.*http://localhost:11434/v1"),
    (OpenAI(OpenAI.Options(url="http://localhost:1/v1")), "need the option model"),
    (OpenAI(OpenAI.Options(url="localhost", model="m")), "does not begin with https://"),
    (Cloudflare(), "need the option account"),
    (Cloudflare(Cloudflare.Options(account=ACCOUNT)), "need the option key"),
    (Cloudflare(Cloudflare.Options(account="../x", key=KEY)), "no account id"),
    (Cloudflare(Cloudflare.Options(account=ACCOUNT, key=KEY, model="llama")), "option model"),
]


@pytest.mark.parametrize(("provider", "said"), MISSING, ids=[said for _, said in MISSING])
def test_what_is_missing_is_said(provider: Any, said: str) -> None:
    """One sentence that names the option, and nothing is sent."""
    for use in (provider.load, lambda: provider.imagine(TEXT)):
        with pytest.raises(SettingsError, match=said) as refused:
            use()
        assert KEY not in str(refused.value)


def test_they_are_listed() -> None:
    """With licence and territory; a key shows in no picture of the options."""
    for name in ("openai", "cloudflare"):
        entry = providers.entry("concepts", name)
        assert entry.licence and entry.territory and entry.title
    assert KEY not in repr(OpenAI.Options(key=KEY)) + repr(Cloudflare.Options(key=KEY))


def test_the_mark_cannot_be_guessed_into_the_words() -> None:
    """It depends on the words themselves, so no words can have it in them."""
    marks = {brief(f"dog {n}", seed=0, round=1, name="", exact=True).mark for n in range(50)}
    assert len(marks) == 50
