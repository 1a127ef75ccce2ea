"""A solid as a flat program: leaves with their placement baked in, then the operations, in order.

A program can be evaluated as it stands, or first *pruned* for balls of space: inside a ball of
radius R, a branch of a union that is farther than the other by more than the blend radius plus what
both can change over R never matters and is dropped (Keeter, "Massively parallel rendering of
complex closed-form implicit surfaces", 2020, does the same with intervals).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.sdf.node import F32, F64, Field, Op, Sdf

I32 = npt.NDArray[np.int32]
Bool = npt.NDArray[np.bool_]


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

    def leaf_value(self, points: F32) -> F32:
        """The leaf's field at world points (3, n): (n,) mm."""
        assert self.formula is not None and self.shift is not None
        local = points if self.linear is None else self.linear @ points
        value = self.formula(local + self.shift)
        return value if self.size == 1 else value * self.size


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
        """Values (n,) float32 mm at points (3, n) float32 mm."""
        values: list[F32 | None] = []
        for step in self.steps:
            if step.op == "leaf":
                values.append(step.leaf_value(points))
                continue
            a = values[step.a]
            assert a is not None
            values.append(combine(step, a, values[step.b] if step.b >= 0 else None))
            values[step.a] = None
            if step.b >= 0:
                values[step.b] = None
        result = values[-1]
        assert result is not None
        return result

    def evaluate_all(self, points: F32) -> F32:
        """Values of every step: (steps, n) float32 mm."""
        values = np.empty((len(self.steps), points.shape[1]), np.float32)
        for i, step in enumerate(self.steps):
            if step.op == "leaf":
                values[i] = step.leaf_value(points)
            else:
                values[i] = combine(step, values[step.a], values[step.b] if step.b >= 0 else None)
        return values

    def prune(self, centres: F32, radius: float) -> tuple[Bool, F32, Bool]:
        """What can matter inside balls of `radius` mm round `centres` (3, n).

        Returns (live, value, needed): whether the surface can enter the ball, (n,); the value at
        the centre, (n,); and for the live balls which steps are needed, (live.sum(), steps).
        """
        values = self.evaluate_all(centres)
        live = np.abs(values[-1]) <= radius * max(step.slope for step in self.steps)
        alias, slopes = self._aliases(values[:, live], radius)
        near = np.abs(values[-1][live]) <= radius * slopes
        live[live] = near
        return live, values[-1], self._needed(alias[:, near])

    def _aliases(self, values: F32, radius: float) -> tuple[I32, F32]:
        """Which step stands for which in each ball (steps, n), and the slope of the result (n,)."""
        n = values.shape[1]
        alias = np.empty(values.shape, np.int32)
        slopes = np.empty(values.shape, np.float32)
        for i, step in enumerate(self.steps):
            alias[i] = i
            slopes[i] = step.slope
            if step.op == "leaf":
                continue
            a, b = step.a, step.b
            if step.b < 0:
                slopes[i] = slopes[a]
            elif step.op == "add":
                slopes[i] = slopes[a] + slopes[b]
            else:
                reach = radius * (slopes[a] + slopes[b]) + step.k
                only_a, only_b = _dominance(step.op, values[a], values[b], reach)
                alias[i] = np.where(only_a, alias[a], np.where(only_b, alias[b], i))
                both = np.maximum(slopes[a], slopes[b])
                slopes[i] = np.where(only_a, slopes[a], np.where(only_b, slopes[b], both))
        return alias, slopes[-1] if len(self.steps) else np.ones(n, np.float32)

    def _needed(self, alias: I32) -> Bool:
        """Which steps (n, steps) the aliased result still refers to."""
        count, n = alias.shape
        columns = np.arange(n)
        needed = np.zeros((count, n), bool)
        needed[alias[-1], columns] = True
        for i in range(count - 1, -1, -1):
            step = self.steps[i]
            if step.op == "leaf":
                continue
            on = columns[needed[i]]
            needed[alias[step.a][on], on] = True
            if step.b >= 0:
                needed[alias[step.b][on], on] = True
        return np.ascontiguousarray(needed.T)

    def keep(self, needed: Bool) -> Program:
        """The program with only the `needed` steps (steps,). Operands follow their aliases.

        In a tree the set of needed steps determines the aliases: an operation that is not needed
        stands for whichever of its operands leads to a needed step.
        """
        place = np.full(len(self.steps), -1)
        steps: list[Step] = []
        for i, step in enumerate(self.steps):
            a = int(place[step.a]) if step.a >= 0 else -1
            b = int(place[step.b]) if step.b >= 0 else -1
            if needed[i]:
                place[i] = len(steps)
                steps.append(step if step.op == "leaf" else _refer(step, a, b))
            elif step.op != "leaf":
                place[i] = a if a >= 0 else b
        return Program(steps)


def _refer(step: Step, a: int, b: int) -> Step:
    return Step(step.op, a, b, step.k, step.slope)


def _dominance(op: Op, a: F32, b: F32, reach: F32) -> tuple[Bool, Bool]:
    """Where only the first, and where only the second operand can matter."""
    if op == "union":
        return a < b - reach, b < a - reach
    if op == "intersection":
        return a > b + reach, b > a + reach
    nothing = np.zeros(a.shape, bool)  # a cut is never aliased away to its negated second operand
    return a > reach - b, nothing


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
