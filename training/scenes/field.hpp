// The whole solid as one signed distance: primitives joined or cut in order, flat below z = 0.
#pragma once
#include "shapes.hpp"

HD Vec local(const Prim& q, Vec d) {
    Vec p = {dot(q.axis[0], d), dot(q.axis[1], d), dot(q.axis[2], d)};
    if (q.repeat == ROW) {
        float most = (q.copies - 1) * .5f, odd = most - floorf(most), k = floorf(p.x / q.pitch - odd + .5f) + odd;
        p.x -= q.pitch * clamp(k, -most, most);
    } else if (q.repeat == AROUND) {
        float w = 2 * PI / q.copies, turn = atan2f(p.y, p.x), rho = flat(p.x, p.y), c = cosf(q.tilt), s = sinf(q.tilt);
        turn -= w * floorf(turn / w + .5f);
        float x = rho * cosf(turn) - q.pitch, z = p.z;
        p = {c * x + s * z, rho * sinf(turn), c * z - s * x};
    }
    return p;
}

HD float distance(const Prim& q, Vec point) {
    Vec d = point - q.centre;
    int kind = (int)q.kind;
    if (kind == BEND) return bend(d, q.axis[0], q.axis[1], q.a);
    Vec p = local(q, d);
    switch (kind) {
        case BALL: return ball(p, q.a);
        case LIMB: return limb(p, q.a);
        case BLOCK: return block(p, q.a);
        case DRUM: return drum(p, q.a);
        case RING: return ring(p, q.a);
        case EIGHT: return thick(eight(p, q.a), p.z, q.a);
        case ROSE: return thick(rose(p, q.a), p.z, q.a);
        case POLYGON: return thick(polygon(p, q.a), p.z, q.a);
        case STAR: return thick(star(p, q.a), p.z, q.a);
        case TRAPEZOID: return thick(trapezoid(p, q.a), p.z, q.a);
        case HEART: return thick(heart(p, q.a), p.z, q.a);
        case LATHE: return lathe(p, q.a);
        case HELIX: return helix(p, q.a);
        default: return text(p, q.a);
    }
}

// The primitives that matter somewhere: `order` lists them, or all do when it is null.
struct Field {
    const Prim* prims;
    const uint8_t* order;
    int count;
};

HD float solid(const Field& f, Vec p) {
    float best = 1e3f;
    for (int i = 0; i < f.count; i++) {
        const Prim& q = f.prims[f.order ? f.order[i] : i];
        Vec d = p - q.centre;
        float room = q.bound + q.blend + (q.op < .5f ? best : -best);  // further away it changes nothing
        if (room < 0.f || dot(d, d) > room * room) continue;
        if (q.op < .5f) best = melt(best, distance(q, p), q.blend);
        else best = -melt(-best, distance(q, p), q.blend);
    }
    return fmaxf(best, -p.z);
}

// The part whose surface is nearest to p, for a tone of its own.
HD int part(const Field& f, Vec p) {
    float best = 1e3f;
    int found = 0;
    for (int i = 0; i < f.count; i++) {
        int at = f.order ? f.order[i] : i;
        const Prim& q = f.prims[at];
        if (q.op > .5f || length(p - q.centre) - q.bound > best) continue;
        float d = distance(q, p);
        if (d < best) {
            best = d;
            found = at;
        }
    }
    return found;
}

HD Vec gradient(const Field& f, Vec p, float e) {
    Vec sum = {0, 0, 0};
    for (int i = 0; i < 4; i++) {
        Vec k = {i == 0 || i == 3 ? 1.f : -1.f, i >= 2 ? 1.f : -1.f, i & 1 ? 1.f : -1.f};
        sum = sum + k * solid(f, p + k * e);
    }
    return unit(sum);
}
