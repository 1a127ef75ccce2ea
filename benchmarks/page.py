"""What the page costs in a real browser: bytes and seconds of the first screen, previews, 3D view.

    python benchmarks/page.py [--runs 5] [--json]

Starts a studio and Chromium of its own. 3D is drawn by software here, so its times are those of a
machine without a GPU; a preview's time runs from the key to the frame that shows the new words.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from memoreez.client import Client

BROWSING = Path(__file__).parents[1] / "tests/browser"
PATIENCE_MS = 180_000
WORDS = ("Anna", "Marie-Claire", "24.12.2026", "For Rosa", "Jo")
LOADED = """() => { const [page] = performance.getEntriesByType('navigation');
  const parts = performance.getEntriesByType('resource');
  const sum = (name) => parts.reduce((all, one) => all + one[name], page[name]);
  return {requests: parts.length + 1, gzip_kb: sum('encodedBodySize') / 1000,
    raw_kb: sum('decodedBodySize') / 1000, dom_s: page.domContentLoadedEventEnd / 1000}; }"""
VIEWER = """() => { const found = performance.getEntriesByType('resource')
  .find((one) => one.name.includes('model-viewer.min.js'));
  return {asked: found.startTime, kb: found.encodedBodySize / 1000}; }"""
MODEL = """() => performance.getEntriesByType('resource')
  .filter((one) => one.name.includes('.glb')).reduce((all, one) => all + one.encodedBodySize, 0)"""
ANSWERS = """() => performance.getEntriesByType('resource')
  .filter((one) => one.name.endsWith('/preview')).map((one) => one.duration)"""
WATCH = """() => { window.swapped = null; const view = document.querySelector('.viewer');
  const before = view.dataset.shown;
  new MutationObserver((_, watch) => { if (view.dataset.shown !== before) { watch.disconnect();
    window.swapped = performance.now() - window.typed; } }).observe(view, {attributes: true});
  document.querySelector('#carve-1').addEventListener('input',
    () => { window.typed = performance.now(); }, {once: true}); }"""


def first_screen(browser: Browser, url: str, runs: int) -> dict[str, float]:
    """Medians of fresh visits, each with an empty cache."""
    found: list[dict[str, float]] = []
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector("h1")
        seen: float = page.evaluate("() => performance.now()")
        page.wait_for_load_state("networkidle")
        found.append(page.evaluate(LOADED) | {"heading_s": seen / 1000})
        context.close()
    return {f"first_{name}": statistics.median(one[name] for one in found) for name in found[0]}


def viewer(page: Page, url: str) -> dict[str, float]:
    """From the request for the viewer's script to the first frame of the figurine."""
    page.goto(url)
    page.wait_for_selector(".viewer[data-view=shown]")
    shown: float = page.evaluate("() => performance.now()")
    asked: dict[str, float] = page.evaluate(VIEWER)
    model: float = page.evaluate(MODEL)
    return {
        "viewer_script_gzip_kb": asked["kb"],
        "model_gzip_kb": model / 1000,
        "viewer_first_frame_s": (shown - asked["asked"]) / 1000,
        "keep_to_first_frame_s": shown / 1000,
    }


def previews(page: Page, runs: int) -> dict[str, float]:
    """From the last key to the frame that shows the words, s."""
    spent: list[float] = []
    for run in range(runs):
        page.evaluate(WATCH)
        page.fill("#carve-1", f"{WORDS[run % len(WORDS)]} {run}")
        page.wait_for_function("() => window.swapped !== null")
        spent.append(page.evaluate("() => window.swapped") / 1000)
    answers = page.evaluate(ANSWERS)
    return {
        "preview_answer_s": statistics.median(answers) / 1000,  # of the studio
        "preview_median_s": statistics.median(spent),
        "preview_worst_s": max(spent),
    }


def measure(runs: int) -> dict[str, float]:
    """All figures, over a real studio."""
    sys.path.insert(0, str(BROWSING))
    import chromium
    import real_server

    with (
        tempfile.TemporaryDirectory() as folder,
        real_server.running(Path(folder)) as server,
        chromium.started() as browser,
        Client(server.url) as client,
    ):
        found: dict[str, Any] = first_screen(browser, server.url, runs)
        gift = client.create("guitar, hiking with the dog", name="Sophie", language="en", seed=3).id
        client.wait(gift)
        client.choose(gift, 1, inscription=["Sophie"])
        client.wait(gift, ["ready"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        found |= viewer(page, f"{server.url}/g/{gift}")
        found |= previews(page, runs)
        page.close()
    return found


def main() -> None:
    """Print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.runs)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:<24}{value:>9.2f}")


if __name__ == "__main__":
    main()
