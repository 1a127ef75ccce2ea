"""How every picture is asked for: what a concept shows, and after it the studio, once.

The studio is what the cutout needs: one whole object before plain white, so that nothing but the
object becomes a solid.
"""

from __future__ import annotations

STUDIO = (
    "Isolated on a pure white background, product photo of a grey 3D print, matte light-grey clay, "
    "soft even studio light, no shadows, high contrast edges, no pedestal, no text, no other "
    "objects, whole object in frame, centred, with a margin on every side."
)
MOST = 2048  # characters of a prompt that Workers AI takes for FLUX.1
_ENDS = ".!?,;: "


def dressed(prompt: str, most: int = MOST) -> str:
    """The prompt with the studio at its end, at most `most` characters long.

    What is dressed already stays as it is. Where there is no room the concept's words are cut
    between two of them, never the studio's. Raises ValueError for a limit without room for it.
    """
    room = most - len(STUDIO) - 2
    if room < 1:
        raise ValueError(f"A prompt of {most} characters has no room for the studio.")
    said = " ".join(prompt.replace(STUDIO, " ").split())
    if len(said) > room:
        said = said[: room + 1].rsplit(" ", 1)[0][:room]
    said = said.rstrip(_ENDS)
    return f"{said}. {STUDIO}" if said else STUDIO
