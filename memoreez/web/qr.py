"""QR codes as SVG: a phone that sees one opens the page."""

from __future__ import annotations

import io

import segno

QUIET = 4  # modules of white around the code (ISO/IEC 18004, 6.3.8)


def svg(text: str, *, title: str = "") -> str:
    """`text` as a QR code: one SVG that scales with its box, black on white in any theme.

    Error correction is medium or better, whatever fits the same size. `title` becomes the SVG's
    title, for people who do not see it. Raises ValueError when the text is empty or too long
    (over 2331 bytes).
    """
    if not text:
        raise ValueError("A QR code needs a text; pass the address of the page.")
    code = segno.make_qr(text, error="m")
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        title=title or None,
        omitsize=True,
        xmldecl=False,
        nl=False,
        svgclass="qr",
        lineclass=None,
    )
    return drawn.getvalue().decode()
