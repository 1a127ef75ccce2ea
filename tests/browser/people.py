"""A person at a browser: what they do, and what must never happen to them meanwhile."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from chromium import PATIENCE_MS
from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, expect

DESKTOP, PHONE, SMALL = (1280, 900), (390, 844), (320, 640)
VIOLATED = """addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`));"""
NO_3D = """HTMLCanvasElement.prototype.getContext = ((real) => function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest);
})(HTMLCanvasElement.prototype.getContext);"""

troubles: list[str] = []  # of all people since somebody looked


class Person:
    """One browser context with one page; `flat`: a browser that has no 3D."""

    def __init__(
        self, browser: Browser, url: str, *, size: tuple[int, int] = DESKTOP, dark: bool = False,
        language: str = "en-GB", moving: bool = False, flat: bool = True, touch: bool = False,
    ) -> None:  # fmt: skip
        self.url = url
        self.expected: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale=language,
            reduced_motion="no-preference" if moving else "reduce",
            has_touch=touch,
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_init_script(VIOLATED + (NO_3D if flat else ""))
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: troubles.append(f"error: {error.error}"))
        self.context.on("request", self._asked)
        self.page = self.context.new_page()

    def _heard(self, message: ConsoleMessage) -> None:
        text = message.text
        if message.type == "error" and not any(re.search(one, text) for one in self.expected):
            troubles.append(f"console: {text} ({message.location.get('url', '')})")

    def _asked(self, request: Request) -> None:
        told = urlsplit(request.url)
        ours = f"{told.scheme}://{told.netloc}" == self.url
        if not ours and told.scheme not in ("blob", "data"):
            troubles.append(f"another host was asked: {request.url}")

    def leaves(self) -> None:
        """Close the browser's window; what it was still doing bothers nobody."""
        self.expected.append("")
        self.context.close()

    def expects(self, *complaints: str) -> Person:
        """The browser may complain of these on its console, for the test wants them."""
        self.expected += complaints
        return self

    def goes(self, path: str = "/") -> Person:
        """Open an address of the studio; wait for its heading."""
        self.page.goto(self.url + path)
        expect(self.heading).to_be_visible()
        return self

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    @property
    def gift(self) -> str:
        """The id in the address."""
        return self.page.url.rsplit("/", 1)[-1]

    def tells(self, hobbies: str = "guitar, hiking, cats", name: str = "Sophie") -> Person:
        """Fill in the first screen and send it."""
        self.page.fill("#who", name)
        self.page.fill("#loves", hobbies)
        self.page.locator("form button[type=submit]").click()
        self.page.wait_for_url("**/g/*")
        return self

    def sees(self, pictures: int, within_ms: int = PATIENCE_MS) -> Person:
        """Wait until so many ideas can be picked."""
        expect(self.page.locator("input[name=idea]:enabled")).to_have_count(
            pictures, timeout=within_ms
        )
        return self

    def picks(self, number: int) -> Person:
        """Choose the idea and have it made."""
        self.page.locator("label.pick").nth(number - 1).click()
        self.page.locator(".bar button[type=submit]").click()
        return self

    def watches(self) -> Person:
        """Wait for the screen on which it is made."""
        expect(self.page.locator(".stages")).to_be_visible()
        return self

    def has_it(self) -> Person:
        """Wait for the finished figurine, and for its 3D view where there is one."""
        expect(self.page.locator(".keep")).to_be_visible()
        if self.page.locator(".viewer").count():
            expect(self.page.locator(".viewer[data-view=shown]")).to_be_visible()
        return self

    def press(self, *keys: str) -> None:
        """On the keyboard, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def sideways(self) -> int:
        """By how many pixels the page is wider than its window."""
        found: int = self.page.evaluate(
            "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
        )
        return found

    def resized(self, size: tuple[int, int]) -> Person:
        """Another window; waits until the page is laid out anew."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        return self.settles()

    def settles(self) -> Person:
        """What has come is drawn."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        return self

    def evaluate(self, script: str, *given: Any) -> Any:
        """What a script in the page says."""
        return self.page.evaluate(script, *given)
