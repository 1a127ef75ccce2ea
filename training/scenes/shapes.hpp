// Signed distance of each kind of primitive in its own axes. Formulas after Inigo Quilez, "distance functions".
#pragma once
#include "glyphs.hpp"
#include "scene.hpp"

HD float ball(Vec p, const float* a) {  // a: radii
    Vec q = {p.x / a[0], p.y / a[1], p.z / a[2]}, w = {q.x / a[0], q.y / a[1], q.z / a[2]};
    float k = length(q);
    return k * (k - 1.f) / (length(w) + 1e-9f);
}

HD float limb(Vec p, const float* a) {  // a: half length, radius below, radius above
    float tall = 2 * a[0] + 1e-6f, b = clamp((a[1] - a[2]) / tall, -.98f, .98f), c = sqrtf(1 - b * b);
    float q = flat(p.x, p.y), z = p.z + a[0], k = c * z - b * q;
    if (k < 0) return flat(q, z) - a[1];
    if (k > c * tall) return flat(q, z - tall) - a[2];
    return q * c + z * b - a[1];
}

HD float block(Vec p, const float* a) {  // a: half sizes, edge radius
    Vec q = {fabsf(p.x) - a[0] + a[3], fabsf(p.y) - a[1] + a[3], fabsf(p.z) - a[2] + a[3]};
    Vec out = {fmaxf(q.x, 0.f), fmaxf(q.y, 0.f), fmaxf(q.z, 0.f)};
    return length(out) + fminf(fmaxf(q.x, fmaxf(q.y, q.z)), 0.f) - a[3];
}

HD float drum(Vec p, const float* a) {  // a: half height, radius below, radius above, edge radius
    float h = a[0] - a[3], r1 = a[1] - a[3], r2 = a[2] - a[3], q = flat(p.x, p.y);
    float kx = r2 - r1, ky = 2 * h, ax = q - fminf(q, p.z < 0 ? r1 : r2), ay = fabsf(p.z) - h;
    float f = clamp(((r2 - q) * kx + (h - p.z) * ky) / (kx * kx + ky * ky + 1e-12f), 0.f, 1.f);
    float bx = q - r2 + kx * f, by = p.z - h + ky * f, s = (bx < 0 && ay < 0) ? -1.f : 1.f;
    return s * sqrtf(fminf(ax * ax + ay * ay, bx * bx + by * by)) - a[3];
}

HD float ring(Vec p, const float* a) {  // a: radius, wire radius, sine and cosine of half the arc about +y
    float x = fabsf(p.x), k = (a[3] * x > a[2] * p.y) ? (x * a[2] + p.y * a[3]) : flat(x, p.y);
    return sqrtf(fmaxf(dot(p, p) + a[0] * a[0] - 2 * a[0] * k, 0.f)) - a[1];
}

// A flat outline at distance d, given thickness: a[4] half height, a[5] edge radius.
HD float thick(float d, float z, const float* a) {
    float x = d + a[5], y = fabsf(z) - a[4] + a[5];
    return fminf(fmaxf(x, y), 0.f) + flat(fmaxf(x, 0.f), fmaxf(y, 0.f)) - a[5];
}

HD float eight(Vec p, const float* a) {  // a: lower radius, upper radius, centre distance in y, blend
    return melt(flat(p.x, p.y) - a[0], flat(p.x, p.y - a[2]) - a[1], a[3]);
}

HD float rose(Vec p, const float* a) {  // a: radius, wave, waves, phase, -, -, two-fold wave, squareness
    float turn = atan2f(p.y, p.x), c = cosf(a[2] * turn + a[3]);
    c = a[7] > 0 ? clamp(c * (1 + a[7]), -1.f, 1.f) : c;
    float slope = fabsf(a[1]) * a[2] * (1 + .5f * a[7]) + 2 * fabsf(a[6]);
    return (flat(p.x, p.y) - a[0] * (1 + a[1] * c + a[6] * cosf(2 * turn))) / sqrtf(1 + slope * slope);
}

HD float polygon(Vec p, const float* a) {  // a: inner radius, sides
    float w = 2 * PI / a[1], turn = atan2f(p.y, p.x) + 2 * PI;
    turn -= w * floorf(turn / w) + .5f * w;
    return flat(p.x, p.y) * cosf(turn) - a[0];
}

HD float star(Vec p, const float* a) {  // a: outer radius, inner radius, points
    float w = PI / a[2], turn = atan2f(p.x, p.y) + 4 * PI, rho = flat(p.x, p.y);
    turn = fabsf(turn - 2 * w * floorf(turn / (2 * w) + .5f));
    float x = rho * cosf(turn), y = rho * sinf(turn), ix = a[1] * cosf(w), iy = a[1] * sinf(w);
    float d = stroke(x, y, a[0], 0, ix, iy), side = (ix - a[0]) * y - iy * (x - a[0]);
    return side < 0 ? d : -d;
}

HD float trapezoid(Vec p, const float* a) {  // a: half width below, half width above, half height
    float kx = a[1] - a[0], ky = 2 * a[2], x = fabsf(p.x), ax = x - fminf(x, p.y < 0 ? a[0] : a[1]);
    float ay = fabsf(p.y) - a[2];
    float f = clamp(((a[1] - x) * kx + (a[2] - p.y) * ky) / (kx * kx + ky * ky + 1e-12f), 0.f, 1.f);
    float bx = x - a[1] + kx * f, by = p.y - a[2] + ky * f, s = (bx < 0 && ay < 0) ? -1.f : 1.f;
    return s * sqrtf(fminf(ax * ax + ay * ay, bx * bx + by * by));
}

HD float heart(Vec p, const float* a) {  // a: size (height about 1.1 of it), tip at the origin
    float x = fabsf(p.x) / a[0], y = p.y / a[0], m = fmaxf(x + y, 0.f) * .5f;
    if (y + x > 1.f) return a[0] * (flat(x - .25f, y - .75f) - .35355339f);
    return a[0] * fminf(flat(x, y - 1.f), flat(x - m, y - m)) * sign(x - y);
}

HD float lathe(Vec p, const float* a) {  // a: half height, radius, wave, waves, phase, slope, wall (0: full)
    float s = clamp(p.z / a[0], -1.f, 1.f), r = fmaxf(a[1] + a[2] * cosf(PI * s * a[3] + a[4]) + a[5] * s, .004f);
    float steep = (fabsf(a[2]) * PI * a[3] + fabsf(a[5])) / a[0];
    float side = (flat(p.x, p.y) - r) / sqrtf(1 + steep * steep);
    if (a[6] > 0) {
        float hollow = fabsf(side + a[6]) - a[6], deck = fmaxf(side, fabsf(p.z + a[0] - a[6]) - a[6]);
        side = fminf(hollow, deck);
    }
    return fmaxf(side, fabsf(p.z) - a[0]);
}

HD float helix(Vec p, const float* a) {  // a: radius, wire radius, pitch, half height, taper
    float z = clamp(p.z, -a[3], a[3]), turn = atan2f(p.y, p.x) / (2 * PI), lead = z / a[2] - turn;
    float dz = (lead - floorf(lead + .5f)) * a[2] + (p.z - z), R = a[0] * (1 - a[4] * (z / a[3] + 1) * .5f);
    return flat(flat(p.x, p.y) - R, dz) * .8f - a[1];
}

HD float bend(Vec p, Vec b, Vec c, const float* a) {  // quadratic Bezier from the origin; a: radius at its ends
    Vec u = b, v = c - b * 2.f, w = u * 2.f, d = p * -1.f;
    float kk = 1.f / (dot(v, v) + 1e-9f), kx = kk * dot(u, v), ky = kk * (2 * dot(u, u) + dot(d, v)) / 3;
    float kz = kk * dot(d, u), q = ky - kx * kx, q3 = q * q * q, r = kx * (2 * kx * kx - 3 * ky) + kz,
          h = r * r + 4 * q3;
    float t[2];
    if (h >= 0) {
        float s = sqrtf(h), x = (s - r) * .5f, y = (-s - r) * .5f;
        t[0] = t[1] = sign(x) * cbrtf(fabsf(x)) + sign(y) * cbrtf(fabsf(y)) - kx;
    } else {
        float z = sqrtf(-q), e = acosf(clamp(r / (q * z * 2), -1.f, 1.f)) / 3, m = cosf(e), n = sinf(e) * 1.7320508f;
        t[0] = (m + m) * z - kx;
        t[1] = (-n - m) * z - kx;
    }
    float best = 1e9f;
    for (int i = 0; i < 2; i++) {
        float s = clamp(t[i], 0.f, 1.f);
        best = fminf(best, length(d + (w + v * s) * s) - (a[0] + (a[1] - a[0]) * s));
    }
    return best;
}

HD float text(Vec p, const float* a) {  // a: half height, stroke, letters, seed, half depth, curve radius (0: flat)
    float u = p.x, deep = p.y;
    if (a[5] > 0) {
        u = atan2f(p.x, -p.y) * a[5];
        deep = flat(p.x, p.y) - a[5];
    }
    float cell = a[0] * 1.5f, wide = cell * a[2] * .5f, ox = fabsf(u) - wide, oy = fabsf(p.z) - a[0] - a[1];
    float od = fabsf(deep) - a[4], far = fmaxf(ox, fmaxf(oy, od));
    if (far > .06f) return far;
    float at = clamp(floorf((u + wide) / cell), 0.f, a[2] - 1);
    int which = scramble((uint32_t)(at + 97.f * a[3])) % 38;
    if (which >= 36) return fmaxf(far, a[0] * .4f);
    float d = letter((u + wide - (at + .5f) * cell) / a[0], p.z / a[0], which) * a[0] - a[1];
    return fmaxf(d, od);
}
