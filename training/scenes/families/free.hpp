// Figures without a name: what a network learns from them holds for things that no family draws.
#pragma once
#include "parts.hpp"

inline Vec within(Builder& b, Vec c, Vec r) {
    float x = b.u(-r.x, r.x), y = b.u(-r.y, r.y), z = b.u(-r.z, r.z);
    return {c.x + x, c.y + y, c.z + z};
}

// One body of any kind about c, roughly as large as r says.
inline void lump(Builder& b, Vec c, Vec r, Mix m, float lean) {
    Vec e = {b.u(-lean, lean), b.u(-lean, lean), b.u(-lean, lean)};
    float g = .5f * (r.x + r.y), round = b.u(.01f, .5f) * std::min({r.x, r.y, r.z});
    switch (b.pick(0, 9)) {
        default: b.ball(c, r, m, e); break;
        case 3:
        case 4: b.block(c, r, round, m, e); break;
        case 5: b.drum(c, r.z, g * b.u(.5f, 1.1f), g * b.u(.5f, 1.1f), round, m, e); break;
        case 6:
            b.lathe(c, r.z, g * b.u(.6f, 1.f), g * b.u(0, .3f), b.u(.3f, 2.f), b.u(0, 6), g * b.u(-.3f, .3f), 0, m, e);
            break;
        case 7: b.rose(c, g, b.u(0, .2f), b.pick(2, 7), r.z, round, m, e, b.u(0, .3f), b.u(0, 1)); break;
        case 8: b.eight(c, g, g * b.u(.5f, 1.f), g * b.u(.5f, 1.2f), b.u(0, .2f), r.z, round, m, e); break;
        case 9: b.limb(c + Vec{0, r.y * -.8f, 0}, c + Vec{0, r.y * .8f, 0}, std::min(r.x, r.z), r.z * b.u(.4f, 1.f), m);
    }
}

// A thin plate reaching from root to one side.
inline void fin(Builder& b, Vec root, Mix m) {
    float wide = b.u(.08f, .3f), tall = b.u(.08f, .5f), thin = b.u(.012f, .04f),
          up = b.often(.5f) ? 0.f : b.u(-1.2f, 1.2f);
    Vec c = root + Vec{tall * cosf(up), 0, tall * sinf(up)}, e = {0, -up, -PI / 2 + b.u(-.4f, .4f)};
    switch (b.pick(0, 3)) {
        case 0: b.trapezoid(c, wide, wide * b.u(.2f, 1.f), tall, thin, thin * .5f, m, e); break;
        case 1: b.block(c, {tall, wide, thin}, thin * .5f, m, {0, -up, b.u(-.4f, .4f)}); break;
        case 2: b.ball(c, {tall, wide, thin * 2}, m, {0, -up, b.u(-.4f, .4f)}); break;
        case 3: b.rose(c, tall, b.u(0, .15f), b.pick(2, 6), thin, thin * .5f, m, {0, -up, 0}, -b.u(0, .3f));
    }
}

inline void limbs(Builder& b, Vec c, Vec r, float k) {
    b.mirror = true;
    for (int i = b.pick(1, 4); i > 0; i--) {
        float w = b.u(.025f, .11f), end = w * b.u(.5f, 1.3f);
        bool down = b.often(.6f);
        Vec root = {r.x * b.u(.3f, 1.f), c.y + r.y * b.u(-.9f, .9f), c.z + r.z * b.u(-.6f, .6f)};
        Vec tip = root + Vec{b.u(.0f, .4f), b.u(-.35f, .35f), b.u(-.3f, .45f)};
        if (down) tip.z = b.u(0, .06f);
        Vec joint = within(b, (root + tip) * .5f, {.14f, .18f, .1f});
        joint.x = fmaxf(joint.x, .02f);
        if (b.often(.6f)) b.bend(root, joint, tip, w, end, join(k));
        else {
            b.limb(root, joint, w, w * .9f, join(k));
            b.limb(joint, tip, w * .9f, end, join(.02f));
        }
        float s = end * b.u(1.f, 2.2f);
        if (b.often(.5f)) b.ball(tip, {s, s * b.u(.8f, 2.f), s * b.u(.4f, 1.f)}, join(.03f));
        else if (b.often(.3f)) b.block(tip, {s, s, s}, s * .3f);
    }
    for (int i = b.often(.35f) ? b.pick(1, 3) : 0; i > 0; i--)
        fin(b, {r.x * b.u(.2f, .8f), c.y + r.y * b.u(-.8f, .8f), c.z + r.z * b.u(-.5f, .8f)}, join(.02f));
    b.mirror = false;
}

// A body with symmetric limbs, one or two heads, a tail and a crest, as no animal has them.
inline void being(Builder& b, float deep) {
    Vec r = {b.u(.12f, .32f), deep, b.u(.12f, .4f)}, c = {0, b.u(-.08f, .08f), r.z + b.u(0, .5f)};
    float k = b.u(.01f, .12f);
    lump(b, c, r, join(k), .2f);
    if (b.often(.6f)) lump(b, within(b, c, {.03f, .8f * r.y, .7f * r.z}), r * b.u(.5f, 1.f), join(k), .2f);
    limbs(b, c, r, k);
    for (int i = b.often(.8f) ? b.pick(1, 2) : 0; i > 0; i--) {
        float s = b.u(.09f, .26f);
        Vec at = {b.often(.7f) ? 0.f : b.u(-.2f, .2f), c.y - r.y * b.u(-.2f, 1.2f), c.z + r.z + b.u(-.2f, .35f)};
        b.limb(c, at, s * b.u(.3f, .8f), s * b.u(.3f, .7f), join(k));
        head(b, at, s, (Creature)b.pick(0, 3));
    }
    if (b.often(.5f)) {
        Vec root = {0, c.y + .8f * r.y, c.z}, tip = root + Vec{b.u(-.3f, .3f), b.u(.0f, .5f), b.u(-.4f, .5f)};
        b.bend(root, within(b, tip, {.3f, .3f, .2f}), tip, b.u(.03f, .12f), b.u(.01f, .1f), join(k));
    }
    if (b.often(.3f)) {
        float s = b.u(.03f, .1f);
        b.row(b.pick(2, 5), s * b.u(1.5f, 2.5f))
            .limb({0, c.y, c.z + .8f * r.z}, {0, c.y, c.z + r.z + s * 1.5f}, s * .6f, s * .2f);
    }
}
inline void creature(Builder& b) { being(b, b.u(.1f, .3f)); }
inline void creature_along(Builder& b) { being(b, b.u(.3f, .6f)); }

inline void detail(Builder& b, Vec c, Vec r) {
    float s = b.u(.03f, .12f), t = b.u(.01f, .03f);
    Vec at = within(b, c, {r.x, r.y, .5f * r.z});
    Mix m = b.often(.3f) ? cut(.005f) : join(.01f);
    switch (b.pick(0, 7)) {
        case 0: b.drum({at.x, at.y, c.z + r.z}, s, s * b.u(.3f, 1.f), s * b.u(.3f, 1.f), t, m); break;
        case 1: b.block({at.x, at.y, c.z + r.z}, {s, s * b.u(.5f, 2.f), s}, t, m); break;
        case 2:
            b.row(b.pick(2, 6), s * b.u(.9f, 1.6f)).block({0, c.y - r.y, at.z}, {s * .3f, t * 2, s}, t * .5f, m);
            break;
        case 3: b.drum({0, c.y - r.y, at.z}, s, s * 1.2f, s * b.u(.5f, 1.2f), t, m, UPRIGHT); break;
        case 4: b.ring({at.x, c.y - r.y, at.z}, s, t, join(), b.often(.5f) ? UPRIGHT : SIDEWAYS); break;
        case 5: b.limb(at, at + Vec{b.u(-.5f, .5f), b.u(-.5f, .5f), b.u(0, .6f)}, t, t * .8f); break;
        case 6: b.around(b.pick(3, 9), s * 1.6f).ball({0, c.y - r.y * .2f, c.z + r.z}, {s * .5f, s * .3f, t}, m); break;
        case 7: b.ball({at.x, c.y, c.z + r.z}, {s * 1.5f, r.y * b.u(.3f, 1.f), s}, m);
    }
}

// A hull with plates, wheels, rods and details, left and right alike.
inline void engine(Builder& b, Vec r) {
    Vec c = {0, 0, r.z + b.u(.02f, .5f)};
    float k = b.often(.5f) ? b.u(0, .03f) : b.u(.02f, .1f);
    lump(b, c, r, join(k), b.often(.7f) ? 0.f : .3f);
    for (int i = b.pick(0, 2); i > 0; i--) {
        Vec s = {r.x * b.u(.3f, 1.1f), r.y * b.u(.3f, 1.f), r.z * b.u(.3f, 1.1f)};
        lump(b, {0, c.y + r.y * b.u(-.8f, .8f), c.z + r.z * b.u(-.3f, 1.2f)}, s, join(k), 0);
    }
    b.mirror = true;
    for (int i = b.pick(0, 3); i > 0; i--)
        fin(b, {r.x * b.u(.0f, .9f), c.y + r.y * b.u(-.95f, .95f), c.z + r.z * b.u(-.8f, .9f)}, join(.01f));
    if (b.often(.4f)) {
        float w = b.u(.06f, .2f), x = r.x * b.u(.7f, 1.1f), y = r.y * b.u(.3f, .9f), wide = b.u(.02f, .07f);
        bool thin = b.often(.3f);
        wheel(b, {x, c.y - y, w}, w, wide, thin);
        wheel(b, {x, c.y + y, w}, w * b.u(.7f, 1.2f), wide, thin);
    }
    if (b.often(.4f)) {
        Vec root = {r.x * b.u(.2f, .9f), c.y + r.y * b.u(-.8f, .8f), c.z};
        b.limb(root, {root.x + b.u(-.1f, .3f), root.y + b.u(-.2f, .2f), 0}, b.u(.015f, .06f), b.u(.015f, .05f));
    }
    for (int i = b.pick(0, 3); i > 0; i--) detail(b, c, r);
    b.mirror = false;
    for (int i = b.pick(0, 4); i > 0; i--) detail(b, c, r);
    if (c.z > r.z + .1f) b.limb({0, 0, 0}, c, b.u(.03f, .1f), b.u(.02f, .08f));
}
inline void machine(Builder& b) { engine(b, {b.u(.15f, .4f), b.u(.1f, .35f), b.u(.1f, .45f)}); }
inline void machine_along(Builder& b) { engine(b, {b.u(.08f, .25f), b.u(.35f, .65f), b.u(.08f, .25f)}); }

// Turned pieces on one axis, some hollow, with handles and rings.
inline void turnery(Builder& b) {
    float z = 0, r = b.u(.1f, .35f);
    for (int i = b.pick(2, 5); i > 0; i--) {
        float h = b.u(.03f, .28f), next = b.often(.3f) ? r : b.u(.06f, .38f), g = .5f * (r + next);
        bool hollow = i == 1 && b.often(.5f);
        switch (b.pick(0, 3)) {
            case 0: b.drum({0, 0, z + h}, h, r, next, b.u(.005f, .05f), join(b.u(0, .05f))); break;
            case 1: b.ball({0, 0, z + h}, {g, g, h * 1.1f}, join(b.u(0, .08f))); break;
            case 2:
                b.rose({0, 0, z + h}, g, b.u(0, .2f), b.pick(3, 12), h, .02f, join(.01f), {0, 0, 0}, 0, b.u(0, 1));
                break;
            case 3:
                b.lathe({0, 0, z + h}, h, g, g * b.u(0, .45f), b.u(.3f, 1.5f), b.u(0, 6), .4f * (next - r),
                        hollow ? b.u(.015f, .04f) : 0.f, join(.01f));
        }
        if (hollow && b.often(.5f)) b.drum({0, 0, z + 2 * h}, h * b.u(.5f, 1.6f), g * .6f, g * .8f, .01f, cut());
        if (b.often(.3f)) b.ring({0, 0, z + b.u(0, 2) * h}, g * b.u(.8f, 1.1f), b.u(.01f, .04f), join(.01f));
        z += 1.9f * h;
        r = next;
    }
    b.mirror = b.often(.6f);
    if (b.often(.5f)) {
        float s = b.u(.08f, .25f), at = z * b.u(.3f, .8f), x = b.u(.12f, .35f);
        if (b.often(.5f)) b.ring({x, 0, at}, s, b.u(.015f, .04f), join(.02f), UPRIGHT);
        else
            b.bend({x * .8f, 0, at - s}, {x + 2 * s, 0, at - s * b.u(-.5f, 1.f)}, {x * .6f, 0, at + s}, b.u(.02f, .04f),
                   .025f, join(.02f));
    }
    b.mirror = false;
    if (b.often(.3f)) b.ball({0, 0, z}, b.u(.03f, .1f), join(.03f));
}

// Rods between a few points, slabs across them.
inline void scaffold(Builder& b) {
    Vec at[6];
    int n = b.pick(3, 6);
    float wide = b.u(.15f, .45f), deep = b.u(.1f, .4f), tall = b.u(.3f, 1.1f), w = b.u(.015f, .06f);
    for (int i = 0; i < n; i++) at[i] = {b.u(.05f, 1) * wide, b.u(-1, 1) * deep, i < 2 ? 0.f : b.u(.1f, 1) * tall};
    b.mirror = true;
    for (int i = 1; i < n; i++) {
        if (b.often(.7f)) b.limb(at[i - 1], at[i], w, w * b.u(.6f, 1.f));
        else b.bend(at[i - 1], within(b, (at[i - 1] + at[i]) * .5f, {.1f, .2f, .2f}), at[i], w, w * b.u(.6f, 1.f));
        if (b.often(.4f)) b.limb(at[i], {-at[i].x, at[i].y, at[i].z}, w * .8f, w * .8f);
        if (b.often(.2f)) b.ball(at[i], w * b.u(1.2f, 3.f));
    }
    b.mirror = false;
    for (int i = b.pick(1, 3); i > 0; i--) {
        float z = b.u(.1f, 1) * tall, thin = b.u(.015f, .06f);
        Vec c = {0, b.u(-.5f, .5f) * deep, z}, e = {b.often(.4f) ? b.u(-1.6f, 1.6f) : 0.f, 0, 0};
        if (b.often(.5f)) b.block(c, {wide * b.u(.5f, 1.2f), deep * b.u(.4f, 1.2f), thin}, thin * .5f, join(.01f), e);
        else
            b.rose(c, wide * b.u(.5f, 1.2f), b.u(0, .15f), b.pick(2, 8), thin, thin * .5f, join(.01f), e,
                   b.u(-.3f, .3f));
    }
    if (b.often(.4f))
        lump(b, {0, 0, tall * b.u(.5f, 1.f)}, {b.u(.06f, .2f), b.u(.06f, .2f), b.u(.06f, .2f)}, join(.02f), .4f);
}
