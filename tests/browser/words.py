"""The words of the page's languages, to find out what was left untranslated."""

from __future__ import annotations

import json
import re
from pathlib import Path

LOCALES = Path(__file__).parents[2] / "memoreez/web/static/locales"
SEEN = """() => {
  const found = [document.title];
  const told = (node) => !node.closest('[lang=en], script, style, [aria-hidden=true]');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (told(node) && node.checkVisibility()) found.push(walk.currentNode.data);
  }
  for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      if (told(node)) found.push(node.getAttribute(name));
    }
  }
  return found.map((text) => text.trim()).filter(Boolean);
}"""  # texts that are seen or read out, without those that are marked as English


def told(language: str) -> dict[str, list[str]]:
    """All sentences of a language by their key; a plural has several."""
    found: dict[str, list[str]] = {}
    for path in sorted(LOCALES.glob(f"*{language}.json")):
        for key, text in json.loads(path.read_text("utf-8")).items():
            found[key] = list(text.values()) if isinstance(text, dict) else [text]
    return found


def foreign(seen: list[str], language: str = "de", source: str = "en") -> list[str]:
    """What is seen and is a key, has an unfilled gap, or is a sentence of the source language."""
    here, there = told(language), told(source)
    own = {text for texts in here.values() for text in texts}
    strange = [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)), re.DOTALL)
        for key, texts in there.items()
        for text in texts
        if text not in own and len(re.sub(r"\{\w+\}|\W", "", text)) > 3
    ]
    return [
        text
        for text in seen
        if text in here
        or re.search(r"\{\w+\}", text)
        or (text not in own and any(one.fullmatch(text) for one in strange))
    ]
