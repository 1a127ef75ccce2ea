"""What a well-behaved language model would say: read from the request, as a model reads it."""

from __future__ import annotations

import json
import re
from typing import Any

from model_server import Request

STORIES = {
    "en": [
        "The dog keeps the beat while the guitar waits for the coffee to be ready.",
        "Every walk in the hills ends with the same song and a very happy friend.",
        "Nobody knows who wrote the tune, but the dog looks rather proud of it.",
        "A small world that turns around music, walks and a warm cup in the morning.",
    ],
    "de": [
        "Der Hund wartet auf den Takt, und die Gitarre wartet auf den Kaffee.",
        "Jede Wanderung in den Bergen endet mit dem gleichen Lied und einem frohen Freund.",
        "Niemand weiß, wer das Lied geschrieben hat, aber der Hund schaut sehr stolz.",
        "Eine kleine Welt, die sich um Musik, Wandern und einen warmen Kaffee dreht.",
    ],
}
TITLES = {
    "en": ["The Quiet Band", "Encore on the Hill", "A Dog With a Plan", "Small Warm World"],
    "de": ["Die stille Band", "Zugabe am Berg", "Hund mit Plan", "Kleine warme Welt"],
}
THINGS = [("guitar", ""), ("dog", ""), ("coffee_cup", "")]


def user(request: Request) -> str:
    """All that was said to the model besides our rules."""
    return str(request.json["messages"][1]["content"])


def system(request: Request) -> str:
    """Our rules, as the model sees them."""
    return str(request.json["messages"][0]["content"])


def words(request: Request) -> dict[str, str]:
    """The person's words: read from between the marks, by this file's own reading."""
    found = re.search(r"<words (\w{16})>\n(.*)\n</words \1>\Z", user(request), re.S)
    assert found, "there are marks, and nothing follows them"
    assert "\n" not in found[2], "one line of JSON"
    told: dict[str, str] = json.loads(found[2])
    return told


def kinds(request: Request) -> list[str]:
    """The kinds that are asked for."""
    listed = user(request).split("The four kinds:\n")[1].split("\n\n")[0]
    return re.findall(r"^- (\w+):", listed, re.M)


def spoken(request: Request) -> str:
    """The language that is asked for: "de" or "en"."""
    return "de" if "seems to be German" in user(request) else "en"


def good(request: Request) -> dict[str, Any]:
    """Four fine ideas for whatever was asked."""
    language = spoken(request)
    ideas = {
        kind: {
            "title": TITLES[language][i],
            "story": STORIES[language][i],
            "picture": f"A {kind} with a guitar, a dog and a coffee cup.",
            "motifs": [{"motif": m, "label": label} for m, label in THINGS],
        }
        for i, kind in enumerate(kinds(request))
    }
    typed = words(request)["loves"]
    understood = [
        {"text": part.strip(), "motif": "none"} for part in re.split(r"[,\n.]", typed) if part
    ]
    return {"language": language, "understood": understood[:6], "rewritten": [], "ideas": ideas}


def changed(first: dict[str, Any] | None = None, **parts: Any) -> Any:
    """Four fine ideas, with fields of the first idea, or whole parts of the answer, replaced."""

    def say(request: Request) -> dict[str, Any]:
        answer = good(request)
        answer["ideas"][kinds(request)[0]] |= first or {}
        return answer | parts

    return say
