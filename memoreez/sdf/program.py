"""A solid as a flat program: leaves with their placement baked in, then the operations, in order.

Many balls of space are evaluated at once, step by step, so that numpy works on long arrays. Each
ball has its own *paths*: a code per step that says which operands matter there. Inside a ball of
radius R, a branch of a union that is farther than the other by more than the blend radius plus what
both can change over R never matters (Keeter, "Massively parallel rendering of complex closed-form
implicit surfaces", 2020, does the same with intervals); `refine` narrows the paths by that rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.sdf.node import F32, F64, Field, Op, Sdf

Bool = npt.NDArray[np.bool_]
Paths = npt.NDArray[np.uint8]  # (steps, balls), see OFF, BOTH, ONLY_A, ONLY_B


@dataclass(frozen=True, eq=False)
class Step:
    """One instruction. Leaves have a field and a placement; the rest refer to earlier steps."""

    op: Op
    a: int = -1
    b: int = -1
    k: np.float32 = np.float32(0)  # noqa: RUF009
    slope: float = 1.0
    formula: Field | None = None
    linear: F32 | None = None  # (3, 3) world to leaf; None: no rotation or scale
    shift: F32 | None = None  # (3, 1)
    size: np.float32 = np.float32(1)  # noqa: RUF009  leaf mm to world mm

    def referring(self, a: int, b: int) -> Step:
        """The same operation on other operands."""
        return Step(self.op, a, b, self.k, self.slope)

    def leaf_value(self, points: F32) -> F32:
        """The leaf's field at world points (3, n): (n,) mm."""
        assert self.formula is not None and self.shift is not None
        local = points if self.linear is None else self.linear @ points
        value = self.formula(local + self.shift)
        return value if self.size == 1 else value * self.size


NONE, GONE = -1, -2  # for an operand: the operation has none; no ball needs it
OFF, BOTH, ONLY_A, ONLY_B = np.arange(4, dtype=np.uint8)  # codes of a step in a ball


class Program:
    """Steps in an order in which each refers only to earlier ones; the last is the result."""

    def __init__(self, steps: list[Step]) -> None:
        self.steps = steps

    @classmethod
    def of(cls, solid: Sdf) -> Program:
        """Compile a solid."""
        steps: list[Step] = []
        _compile(solid, np.eye(4), steps)
        return cls(steps)

    def evaluate(self, points: F32) -> F32:
        """Values (n,) float32 mm at points (3, n) float32 mm, every step evaluated."""
        return self.run(self.all_paths(1), points[:, None, :])[0]

    def all_paths(self, balls: int) -> Paths:
        """Paths that leave nothing out: (steps, balls)."""
        return np.full((len(self.steps), balls), BOTH)

    def part(self, paths: Paths) -> tuple[Program, Paths]:
        """The program and paths without the steps that no ball needs."""
        needed = np.nonzero((paths != OFF).any(axis=1))[0]
        place = np.full(len(self.steps) + 2, GONE)  # the last two are those of GONE and NONE
        place[needed] = np.arange(len(needed))
        place[NONE] = NONE
        steps = [self.steps[i] for i in needed]
        moved = [
            s if s.op == "leaf" else s.referring(int(place[s.a]), int(place[s.b])) for s in steps
        ]
        return Program(moved), paths[needed]

    def run(self, paths: Paths, points: F32) -> F32:
        """Values (n, m) at points (3, n, m): m points in each of n balls, along its paths."""
        results: dict[int, F32] = {}
        on = paths != OFF
        for i in np.nonzero(on.any(axis=1))[0].tolist():
            step, rows = self.steps[i], np.nonzero(on[i])[0]
            if step.op == "leaf":
                where = points if len(rows) == points.shape[1] else points[:, rows]
                flat = step.leaf_value(where.reshape(3, -1))
                results[i] = flat.reshape(len(rows), points.shape[2])
            else:
                a, b = results.pop(step.a, None), results.pop(step.b, None)
                results[i] = _merge(step, paths[i, rows], a, b)
        return results.get(len(self.steps) - 1, np.empty((0, points.shape[2]), np.float32))

    def refine(self, paths: Paths, centres: F32, radius: float) -> tuple[F32, F32, Paths]:
        """Judge balls of `radius` mm round `centres` (3, n) along their paths (steps, n).

        Returns the values at the centres (n,), bounds on their change per mm inside the ball (n,),
        and the paths that can still matter (steps, n).
        """
        results: dict[int, tuple[F32, F32]] = {}
        narrowed, on = paths.copy(), paths != OFF
        for i in np.nonzero(on.any(axis=1))[0].tolist():
            step, rows = self.steps[i], np.nonzero(on[i])[0]
            if step.op == "leaf":
                value = step.leaf_value(centres[:, rows])
                results[i] = value, np.full(len(rows), step.slope, np.float32)
                continue
            a, b = results.pop(step.a, None), results.pop(step.b, None)
            if a is None or b is None:  # one operand, or one rules everywhere
                value, slope = a or b or _NOTHING
                if step.b == NONE:
                    value = combine(step, value, None)
                results[i] = value, slope
                continue
            codes = paths[i, rows]
            value = _merge(step, codes, a[0][:, None], b[0][:, None])[:, 0]
            narrowed[i, rows], slope = _narrow(step, codes, a, b, radius)
            results[i] = value, slope
        value, slope = results.get(len(self.steps) - 1, _NOTHING)  # nothing: no balls at all
        self._follow(narrowed)
        return value, slope, narrowed

    def _follow(self, paths: Paths) -> None:
        """Switch off every step that no remaining step refers to."""
        for i in range(len(self.steps) - 1, -1, -1):
            step = self.steps[i]
            if step.op == "leaf":
                continue
            code = paths[i]
            if step.a >= 0:
                paths[step.a][(code == OFF) | (code == ONLY_B)] = OFF
            if step.b >= 0:
                paths[step.b][(code == OFF) | (code == ONLY_A)] = OFF


_NOTHING = (np.empty(0, np.float32), np.empty(0, np.float32))


def _merge(step: Step, codes: Paths, a: F32 | None, b: F32 | None) -> F32:
    """One operation on balls of mixed codes; `a` has a row per ball that needs it, and so has b."""
    if a is None or b is None:
        only = a if a is not None else b
        assert only is not None
        return combine(step, only, None) if step.b == NONE else only
    if len(a) == len(b) == len(codes):
        return combine(step, a, b)
    out = np.empty((len(codes), a.shape[1]), np.float32)
    in_a, in_b = codes != ONLY_B, codes != ONLY_A
    out[in_a] = a
    out[codes == ONLY_B] = b[codes[in_b] == ONLY_B]
    both = codes == BOTH
    out[both] = combine(step, a[codes[in_a] == BOTH], b[codes[in_b] == BOTH])
    return out


def _narrow(
    step: Step, codes: Paths, a: tuple[F32, F32], b: tuple[F32, F32], radius: float
) -> tuple[Paths, F32]:
    """New codes where one operand rules the whole ball, and the slope of the result."""
    in_a, in_b = codes != ONLY_B, codes != ONLY_A
    slope = np.zeros(len(codes), np.float32)
    slope[in_a] = a[1]
    slope[in_b] = slope[in_b] + b[1] if step.op == "add" else np.maximum(slope[in_b], b[1])
    both = np.nonzero(codes == BOTH)[0]
    if step.op == "add" or not len(both):
        return codes, slope
    at_a, at_b = codes[in_a] == BOTH, codes[in_b] == BOTH
    reach = np.float32(radius) * (a[1][at_a] + b[1][at_b]) + step.k
    only_a, only_b = _dominance(step.op, a[0][at_a], b[0][at_b], reach)
    codes = codes.copy()
    codes[both[only_a]], codes[both[only_b]] = ONLY_A, ONLY_B
    slope[both[only_a]], slope[both[only_b]] = a[1][at_a][only_a], b[1][at_b][only_b]
    return codes, slope


def _dominance(op: Op, a: F32, b: F32, reach: F32) -> tuple[Bool, Bool]:
    """Where only the first, and where only the second operand can matter."""
    if op == "union":
        return a < b - reach, b < a - reach
    if op == "intersection":
        return a > b + reach, b > a + reach
    return a > reach - b, np.zeros(a.shape, bool)  # a cut never rules alone: it is negated


def combine(step: Step, a: F32, b: F32 | None) -> F32:
    """The value of one operation."""
    if b is None:
        return a - step.k if step.op == "offset" else np.abs(a) - step.k / 2
    if step.op == "union":
        return _smooth_min(a, b, step.k)
    if step.op == "add":
        return a + b
    return -_smooth_min(-a, -b if step.op == "intersection" else b, step.k)


def _smooth_min(a: F32, b: F32, k: np.float32) -> F32:
    lower = np.minimum(a, b)
    if k <= 0:
        return lower
    overlap = np.maximum(k - np.abs(a - b), np.float32(0))
    return lower - overlap * overlap * (np.float32(0.25) / k)


def _compile(solid: Sdf, outer: F64, steps: list[Step]) -> int:
    matrix = outer @ solid.matrix
    size = _shrink(matrix)
    if solid.op == "leaf":
        steps.append(_leaf_step(solid, matrix, size))
        return len(steps) - 1
    operands = [_compile(child, matrix, steps) for child in solid.children]
    a, b = operands[0], operands[1] if len(operands) > 1 else -1
    steps.append(Step(solid.op, a, b, np.float32(solid.k * size), solid.slope))
    return len(steps) - 1


def _leaf_step(solid: Sdf, matrix: F64, size: float) -> Step:
    inverse = np.linalg.inv(matrix)
    linear = inverse[:3, :3].astype(np.float32)
    shift = inverse[:3, 3:].astype(np.float32)
    plain = bool(np.array_equal(linear, np.eye(3, dtype=np.float32)))
    return Step(
        "leaf",
        slope=solid.slope,
        formula=solid.formula,
        linear=None if plain else linear,
        shift=shift,
        size=np.float32(size),
    )


def _shrink(matrix: F64) -> float:
    """The least factor by which a placement scales lengths: values times this stay 1-Lipschitz."""
    least = float(np.linalg.svd(matrix[:3, :3], compute_uv=False).min())
    return 1.0 if abs(least - 1) < 1e-9 else least
