"""QR codes: they scan, they keep their quiet zone, and they break no page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from memoreez.web import qr

LINK = "https://gifts.example/s/Zk3vQ-8_pTn0aYw2LrXb7A"


def drawn(svg: str, scale: int = 6) -> npt.NDArray[np.uint8]:
    """The SVG's dark strokes on white: segno draws each row's runs as lines of width 1."""
    root = ElementTree.fromstring(svg)
    side = int(root.attrib["viewBox"].split()[2])
    dots = np.full((side, side), 255, np.uint8)
    strokes = next(path for path in root if path.attrib.get("stroke") == "#000")
    x = y = 0.0
    for letter, numbers in re.findall(r"([MmhH])([-\d. ]+)", strokes.attrib["d"]):
        steps = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        if letter == "h":
            dots[int(y), int(x) : int(x + steps[0])] = 0
            x += steps[0]
        else:
            x, y = (steps[0], steps[1]) if letter == "M" else (x + steps[0], y + steps[1])
    return np.kron(dots, np.ones((scale, scale), np.uint8))


@pytest.mark.parametrize("text", [LINK, "http://192.168.178.20:8765/s/abc", "für Theo · ärgerlich"])
def test_reads_back(text: str) -> None:
    """An independent reader finds the very text in the picture."""
    assert cv2.QRCodeDetector().detectAndDecode(drawn(qr.svg(text)))[0] == text


def test_quiet_zone() -> None:
    """Four modules on each side stay white."""
    dots = drawn(qr.svg(LINK), scale=1)
    dark = np.argwhere(dots == 0)
    assert dark.min() == 4 and dark.max() == len(dots) - 1 - 4


def test_ground_is_white() -> None:
    """The ground is painted white, so that a dark page does not swallow the code."""
    root = ElementTree.fromstring(qr.svg(LINK))
    side = root.attrib["viewBox"].split()[2]
    ground = root[0] if root[0].attrib.get("fill") else root[1]
    assert ground.attrib["fill"] == "#fff" and f"h{side}v{side}h-{side}z" in ground.attrib["d"]


def test_title_is_data() -> None:
    """A title cannot break out of the SVG."""
    root = ElementTree.fromstring(qr.svg(LINK, title='</title><script>"&'))
    title = next(child for child in root if child.tag.endswith("title"))
    assert title.text == '</title><script>"&'
    assert not list(root.iter("script"))


def test_no_inline_style() -> None:
    """Nothing in it needs more than a strict content security policy."""
    assert "style" not in qr.svg(LINK, title="Gift")


def test_scales_with_its_box() -> None:
    """There is a view box and no size in pixels."""
    attributes = ElementTree.fromstring(qr.svg(LINK)).attrib
    assert "viewBox" in attributes and not {"width", "height"} & set(attributes)


def test_small() -> None:
    """A share link's code stays under 6 kB."""
    assert len(qr.svg(LINK)) < 6000


@pytest.mark.parametrize("text", ["", "x" * 2332])
def test_refuses(text: str) -> None:
    """No text, or more than a QR code holds, is a ValueError."""
    with pytest.raises(ValueError):
        qr.svg(text)
