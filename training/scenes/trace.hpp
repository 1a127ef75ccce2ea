// Camera rays through a frame, and where they meet the solid. Depth t is measured along `forward`.
#pragma once
#include "field.hpp"

constexpr float EPSILON = 8e-4f;
constexpr int MARCH = 96;

HD Vec ray(const Scene& s, float x, float y) {  // x right, y down, both -1..1 across the frame
    float u = s.shift_x + x * s.half, v = s.shift_y - y * s.half;
    float drawn_u = u * (1 + s.stretch) + v * s.shear;
    return s.forward + s.right * drawn_u + s.up * v;
}

// A square of the frame: the primitives near its rays, in order, and the depths between which they lie.
struct Tile {
    Vec axis;      // unit ray through the centre
    float spread;  // tangent between the axis and the corner rays
    uint8_t order[MOST];
    int count;
    float nearest, farthest;
};

HD void aim(Tile& tile, const Scene& s, float x, float y, float size) {
    Vec middle = ray(s, x, y), corner = ray(s, x + size, y + size);
    tile.axis = unit(middle);
    Vec c = unit(corner);
    tile.spread = 1.05f * length(cross(tile.axis, c)) / dot(tile.axis, c);
}

HD bool touches(const Tile& tile, const Scene& s, const Prim& q, float margin) {
    Vec d = q.centre - s.eye;
    float along = dot(d, tile.axis), off = length(d - tile.axis * along), reach = q.bound + q.blend + margin;
    return off <= (reach + fmaxf(along, 0.f) * tile.spread) * (1 + tile.spread) && along > -reach;
}

HD void limits(Tile& tile, const Scene& s, const Prim* prims, float margin) {
    tile.nearest = 1e9f;
    tile.farthest = 0.f;
    for (int i = 0; i < tile.count; i++) {
        const Prim& q = prims[tile.order[i]];
        if (q.op > .5f) continue;
        float z = dot(q.centre - s.eye, s.forward), reach = q.bound + q.blend + margin;
        tile.nearest = fminf(tile.nearest, z - reach);
        tile.farthest = fmaxf(tile.farthest, z + reach);
    }
    tile.nearest = fmaxf(tile.nearest, s.nearest);
    tile.farthest = fminf(tile.farthest, s.farthest);
}

// First surface met from `from` towards `to` (either direction), or -1.
HD float march(const Field& f, const Scene& s, Vec d, float from, float to) {
    float pace = .9f / length(d), way = to > from ? 1.f : -1.f, t = from, h = 1e3f;
    for (int i = 0; i < MARCH; i++) {
        h = solid(f, s.eye + d * t);
        if (h < EPSILON) return t;
        t += way * fmaxf(h, EPSILON) * pace;
        if ((to - t) * way < 0) return -1.f;
    }
    return h < 4 * EPSILON ? t : -1.f;
}

// Signed distances along one ray at `bins` depths from low to high (in half widths about `middle`),
// truncated at `reach` and scaled to -127..127; outside the truncation the ray is skipped through.
HD void column(const Field& f, const Scene& s, Vec d, int bins, float low, float high, float reach, int8_t* out,
               int stride) {
    float one = s.half * s.middle, step = (high - low) / bins, tilt = 1.f / length(d);
    for (int i = 0; i < bins;) {
        float h = solid(f, s.eye + d * (s.middle + (low + (i + .5f) * step) * one)) / one;
        float v = clamp(h / reach, -1.f, 1.f);
        out[(size_t)i * stride] = (int8_t)rintf(v * 127.f);
        i++;
        int skip = (int)((fabsf(h) - reach) * tilt / step * .9f);
        int8_t same = h > 0 ? 127 : -127;
        for (; skip > 0 && i < bins; skip--, i++) out[(size_t)i * stride] = same;
    }
}
