"""An open laptop: keys, track pad, a screen with a code prompt, a heart on the lid."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cylinder,
    difference,
    extrude,
    half_space,
    loop,
    mirror,
    repeat,
    union,
)

WIDE, DEEP, SCREEN = 52.0, 33.0, 36.0
BACK = 16.0  # degrees that the screen leans back from upright


@motif(
    "thing",
    en="laptop, laptops, computer, computers, programming, programmer, coding, coder, software, "
    "software engineer, developer, web developer, hacker, hacking, notebook computer, "
    "blogging, blogger, remote work, home office, data science, artificial intelligence, "
    "tech, apps, machine learning",
    de="Laptop, Laptops, Computer, Programmieren, Programmierer, Programmiererin, Coden, "
    "Software, Softwareentwickler, Entwicklerin, Hacker, Notebook, Bloggen, Homeoffice, "
    "Informatik, Rechner, KI, künstliche Intelligenz",
    fr="ordinateur portable, ordinateur, ordinateurs, programmation, programmer, programmeur, "
    "coder, développeur, développeuse, logiciel, informatique, hacker, blog, télétravail, "
    "pc, codage, intelligence artificielle",
    es="portátil, ordenador portátil, ordenador, computadora, programación, programar, "
    "programadora, programador, desarrollador, software, código, informática, hacker, blog, "
    "teletrabajo, inteligencia artificial",
    hold="front",
    to_person=0.32,
    grip=(0, -5, -2),
    poses=("stand", "held"),
)
def laptop(wall: float = 1.2, pose: str = "stand") -> Sdf:
    thick = max(3.8, 1.2 * wall)
    screen = _screen(wall).turn(x=-BACK).at(0, DEEP / 2 - 1.0, thick - 0.6)
    hinge = capsule((-19, DEEP / 2 - 0.8, thick), (19, DEEP / 2 - 0.8, thick), 2.0)
    solid = union(_deck(wall, thick), screen, hinge).at(y=-5)
    return solid.at(z=-thick) if pose == "held" else solid & half_space((0, 0, -1))


def _deck(wall: float, thick: float) -> Sdf:
    """The lower half, standing on z = 0: rows of keys in a tray, the track pad, a thumb notch."""
    body = union(
        box(WIDE, DEEP, thick, round=1.5).at(z=thick / 2),
        box(WIDE - 3, DEEP - 3, 2.0).at(z=1.0),
    )
    tray = box(WIDE - 6, 16.4, 1.6, round=0.5).at(0, 5.2, thick)
    notch = cylinder(3.4, 2.4, round=0.8).stretch(1.6, 1, 1).at(0, -DEEP / 2 - 1.4, thick)
    pad = box(16, 9.4, 1.0, round=0.4).at(0, -9.4, thick)
    groove = difference(box(17.2, 10.6, 1.0, round=0.4), box(16, 9.4, 3, round=0.4)).at(
        0, -9.4, thick
    )
    plugs = mirror(box(3, 5, 1.4, round=0.4).at(WIDE / 2, 2, thick / 2), "x")
    return union(difference(body, tray, notch, groove, plugs), _keys(wall).at(z=thick - 0.6), pad)


def _keys(wall: float) -> Sdf:
    """Four staggered rows; fewer and larger keys where walls must be thick."""
    pitch_x, pitch_y = max(3.9, 2.2 * wall), max(3.9, 2.0 * wall)
    rows, columns = int(15.8 / pitch_y), int((WIDE - 7) / pitch_x)
    key = box(pitch_x - max(0.75, 0.45 * wall), pitch_y - max(0.75, 0.45 * wall), 1.8, round=0.5)
    bottom = 5.2 - pitch_y * (rows - 1) / 2
    lines = []
    for i in range(rows):
        y, x = bottom + pitch_y * i, -pitch_x * (columns - 1) / 2
        if i:
            lines.append(repeat(key, columns, (pitch_x, 0, 0)).at(x, y))
            continue
        side = max(1, columns // 4)
        lines.append(mirror(repeat(key, side, (pitch_x, 0, 0)).at(x, y), "x"))
        space = pitch_x * (columns - 2 * side) - max(0.75, 0.45 * wall)
        lines.append(box(space, pitch_y - max(0.75, 0.45 * wall), 1.8, round=0.5).at(0, y))
    return union(*lines)


def _screen(wall: float) -> Sdf:
    """Upright on z = 0, facing -y."""
    thick = max(3.0, wall + 1)
    panel = box(WIDE, thick, SCREEN, round=1.4).at(z=SCREEN / 2)
    glass = box(WIDE - 5, 2, SCREEN - 6.5, round=0.6).at(0, -thick / 2, SCREEN / 2 + 0.6)
    eye = cylinder(0.8, 2, round=0.2).turn(x=90).at(0, -thick / 2, SCREEN - 1.4)
    half = [(0, -4.2), (2.8, -1.6), (4.6, 1.0), (4.4, 3.2), (2.6, 4.2), (0.8, 3.4)]
    heart = loop([*half, (0, 2.4), *[(-x, z) for x, z in reversed(half[1:])]], 48)
    logo = extrude(heart, height=2.2, round=0.6).turn(x=90).at(0, thick / 2, SCREEN * 0.52)
    code = _code(max(1.35, 0.55 * wall)).at(0, 0.3 - thick / 2, SCREEN / 2 + 0.6)
    return union(difference(panel, glass, eye), logo, code)


def _code(r: float) -> Sdf:
    """`</>` between two short lines of text, in the xz plane."""
    chevron = union(
        capsule((-6.5, 0, 4.6), (-11.5, 0, 0), r), capsule((-11.5, 0, 0), (-6.5, 0, -4.6), r)
    )
    slash = capsule((-2.2, 0, -6), (2.2, 0, 6), r)
    lines = [
        capsule((x, 0, z), (x + n, 0, z), r * 0.8)
        for x, z, n in ((-19.6, 11.2, 9), (-7.4, 11.2, 6), (-19.6, -10.8, 14), (-1.4, -10.8, 5))
    ]
    return union(mirror(chevron, "x"), slash, *lines)
