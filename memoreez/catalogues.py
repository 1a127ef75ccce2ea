"""Whether a server has the model that was set: asked of its list of models, which costs nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from memoreez.remote import Remote
from memoreez.verdicts import RemoteError

_SHOWN = 3  # names of models that a sentence offers


def listed(remote: Remote, model: str) -> str:
    """What an OpenAI-compatible server says of that model. Raises RemoteError.

    Some servers have no list; then that they answer has to do.
    """
    try:
        told = remote.json("GET", "/models")
    except RemoteError as error:
        if error.status in (404, 405, 501):
            return "answers; it has no list of models"
        raise
    names = _names(told, "data", "id")
    # Ollama calls llama3.2 by its whole name, llama3.2:latest
    if not names or model in names or f"{model}:latest" in names:
        return f"answers; has {model}" if names else "answers; its list of models is empty"
    raise _missing(remote, model, names)


def searched(remote: Remote, account: str, model: str) -> str:
    """What Cloudflare's catalogue of that account says of that model. Raises RemoteError."""
    word = quote(model.rpartition("/")[2], safe="")
    told = remote.json("GET", f"/accounts/{account}/ai/models/search?search={word}&per_page=50")
    names = _names(told, "result", "name")
    if model in names:
        return f"answers; has {model}"
    raise _missing(remote, model, names)


def _names(told: Any, part: str, name: str) -> list[str]:
    entries = told.get(part) if isinstance(told, dict) else None
    found = [one.get(name) for one in entries or () if isinstance(one, dict)]
    return [one for one in found if isinstance(one, str)]


def _missing(remote: Remote, model: str, names: list[str]) -> RemoteError:
    near = ", ".join(one[:60] for one in names[:_SHOWN] if one.isprintable())
    hint = f"it has {near}" if near else "look at its list"
    text = f"{remote.who} has no model {model[:60]!r}; {hint}. Set the option model."
    return RemoteError(text, fault="model", sent="answered")
