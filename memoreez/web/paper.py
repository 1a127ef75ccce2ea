"""What must exist without script: the shell around the page, the print sheet, and error pages.

Everything that people wrote goes through Jinja's escaping; the words are those of the page.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from memoreez.web.shelf import STATIC, Shelf

LANGUAGES = ("en", "de")
_PARTS = ("keep", "sheet")  # of the page's words, those that its server needs too
_TEMPLATES = Path(__file__).parent / "templates"
_PAGES = ("/api/", "/health/", "/metrics", "/blobs/", "/static/")  # never answered with a page


class Paper:
    """Renders the templates. One for a process."""

    def __init__(self, shelf: Shelf) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        self._templates.globals["static"] = shelf.url

    def render(self, template: str, lang: str, status: int = 200, **told: Any) -> HTMLResponse:
        """The template with the words of that language."""
        found = self._templates.get_template(template)
        return HTMLResponse(found.render(lang=lang, words=words(lang), **told), status)

    def lost(self, request: Request, status: int, reference: str) -> HTMLResponse:
        """The page for an error, in the browser's language."""
        lang = spoken(request)
        said = words(lang)
        kind = str(status) if f"lost.{status}" in said else "500" if status >= 500 else "404"
        return self.render(
            "lost.html",
            lang,
            status,
            title=said[f"lost.{kind}"],
            detail=said[f"lost.{kind}.detail"],
            reference=reference,
        )


def wants_page(request: Request) -> bool:
    """Whether a person in a browser asked, rather than the page's script or a program."""
    if request.scope["path"].startswith(_PAGES) or request.method not in ("GET", "HEAD"):
        return False
    return "text/html" in request.headers.get("accept", "")


def spoken(request: Request) -> str:
    """The first language of the browser that the page knows, else English."""
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LANGUAGES:
            return tag
    return "en"


def written(language: str | None) -> str:
    """The language of a keepsake's own pages: its own when the page knows it, else English."""
    return language if language in LANGUAGES else "en"


@lru_cache(maxsize=len(LANGUAGES))
def words(lang: str) -> dict[str, str]:
    """The sentences of that language for pages that the server writes."""
    found: dict[str, str] = {}
    for part in _PARTS:
        text = (STATIC / "locales" / f"{part}.{lang}.json").read_text(encoding="utf-8")
        found |= {key: said for key, said in json.loads(text).items() if isinstance(said, str)}
    return found
