"""Takes the pictures of the studio for docs/pictures: each step on a desk, at night, on a phone.

python examples/studio_pictures.py [FOLDER]

Needs Chromium and Playwright (`pip install memoreez[test]`); starts a studio of its own.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from memoreez.client import Client

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
ARGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
DESK, PHONE = (1280, 1000), (390, 844)
WIDE, MOST = 1000, 120_000  # px and bytes of a picture
PATIENCE_MS = 180_000
OPENS_S = 60
GIFT = ("playing guitar, cats", "Lena", "play it again")
SEED = 11


@contextmanager
def studio(folder: Path) -> Iterator[str]:
    """A studio's address, while it is open."""
    log = folder / "log"
    command = [sys.executable, "-m", "memoreez", "serve", "--no-open", "--port", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--data-dir", str(folder / "data")], stdout=out, stderr=out
        )
    ends = time.monotonic() + OPENS_S
    try:
        while not (found := re.search(r"http://\S+:\d+", log.read_text())):
            if process.poll() is not None or time.monotonic() > ends:
                raise RuntimeError(f"The studio did not open: {log.read_text()[-500:]}")
            time.sleep(0.2)
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def shot(page: Page) -> Image.Image:
    """What the window shows."""
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def save(image: Image.Image, path: Path) -> None:
    """A JPEG of at most MOST bytes."""
    small = image.resize((WIDE, round(image.height * WIDE / image.width)), Image.Resampling.LANCZOS)
    for quality in (88, 82, 76, 70, 60):
        small.save(path, quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= MOST:
            break


def tell(page: Page, url: str) -> None:
    """The first screen, filled in."""
    page.goto(url)
    for field, text in zip(("#loves", "#who", "#occasion"), GIFT, strict=True):
        page.fill(field, text + ("," if field == "#loves" else ""))
    page.evaluate("() => document.activeElement.blur()")
    page.wait_for_load_state("networkidle")


def journey(page: Page, url: str, folder: Path) -> str:
    """All steps with a picture of each; the finished gift's path."""
    tell(page, url)
    save(shot(page), folder / "studio-tell.jpg")
    with Client(url) as client:  # the page draws other ideas each time; this seed's are known
        hobbies, name, occasion = GIFT
        made = client.create(hobbies, name=name, occasion=occasion, language="en", seed=SEED)
    page.goto(f"{url}/g/{made.id}")
    page.wait_for_function("() => document.querySelectorAll('.pick input:enabled').length === 4")
    page.locator("label.pick").first.click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)  # pictures fade in
    save(shot(page), folder / "studio-pick.jpg")
    page.locator(".bar button[type=submit]").click()
    page.wait_for_selector(".stages li.done")
    page.wait_for_timeout(700)
    save(shot(page), folder / "studio-make.jpg")
    kept(page)
    save(shot(page), folder / "studio-keep.jpg")
    return page.url


def kept(page: Page) -> None:
    """Wait for the last screen with its 3D view."""
    page.wait_for_selector(".viewer[data-view=shown]")
    page.wait_for_timeout(2500)


def phones(page: Page, url: str, gift: str) -> Image.Image:
    """First, second and last step side by side."""
    tell(page, url)
    shots = [shot(page)]
    page.goto(gift)
    kept(page)
    shots.append(shot(page))
    page.mouse.wheel(0, 760)
    page.wait_for_timeout(800)
    shots.append(shot(page))
    sheet = Image.new("RGB", (3 * PHONE[0] + 80, PHONE[1] + 40), "#e8d9bf")
    for n, one in enumerate(shots):
        sheet.paste(one, (20 + n * (PHONE[0] + 20), 20))
    return sheet


def main() -> None:
    """Write studio-*.jpg into the folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs/pictures")
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with (
        tempfile.TemporaryDirectory() as scratch,
        studio(Path(scratch)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(ARGS))

        def window(size: tuple[int, int], dark: bool = False) -> Page:
            page = browser.new_page(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
                locale="en-GB",
            )
            page.set_default_timeout(PATIENCE_MS)
            return page

        desk = window(DESK)
        gift = journey(desk, url, folder)
        desk.close()
        night = window(DESK, dark=True)
        night.goto(gift)
        kept(night)
        save(shot(night), folder / "studio-night.jpg")
        night.close()
        save(phones(window(PHONE), url, gift), folder / "studio-phone.jpg")
        browser.close()


if __name__ == "__main__":
    main()
