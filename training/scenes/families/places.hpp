// Buildings, plants and pieces of landscape.
#pragma once
#include "parts.hpp"

inline void gable(Builder& b, Vec c, float w, float l, float h) {
    b.trapezoid(c + Vec{0, 0, h}, w, .02f, h, l, .01f, join(), UPRIGHT);
}

inline void openings(Builder& b, Vec c, float w, float l, float h) {
    Mix m = b.often(.6f) ? cut() : join();
    for (float side : {-1.f, 1.f}) b.block(c + Vec{side * w * .5f, -l, h * .2f}, {w * .16f, .03f, h * .25f}, .01f, m);
    b.block(c + Vec{0, -l, -h * .4f}, {w * .16f, .03f, h * .55f}, .01f, m);
    if (b.often(.6f))
        b.row(b.pick(2, 3), l * .7f)
            .block(c + Vec{0, 0, h * .2f}, {l * .15f, w + .02f, h * .25f}, .01f, m, {0, 0, PI / 2});
}

inline void house(Builder& b) {
    float w = b.u(.35f, .55f), l = b.u(.3f, .5f), h = b.u(.22f, .42f), roof = b.u(.1f, .25f);
    b.block({0, 0, h}, {w, l, h}, .01f, join(0));
    if (b.often(.8f)) gable(b, {0, 0, 2 * h}, w * 1.15f, l * 1.1f, roof);
    else b.drum({0, 0, 2 * h + roof}, roof, w * 1.3f, .05f, .01f);
    openings(b, {0, 0, h}, w, l, h);
    if (b.often(.6f)) b.block({w * .5f, .1f, 2 * h + roof}, {.06f, .06f, roof + .12f}, .01f);
    if (b.often(.4f)) {
        b.block({-w - .15f, .05f, h * .7f}, {.18f, l * .7f, h * .7f}, .01f);
        gable(b, {-w - .15f, .05f, h * 1.4f}, .2f, l * .75f, .1f);
    }
    if (b.often(.4f)) b.row(b.pick(5, 9), .13f).block({0, -l - .3f, .09f}, {.025f, .02f, .09f}, .01f);
    if (b.often(.4f)) {
        b.limb({w + .2f, -.2f, 0}, {w + .2f, -.2f, .3f}, .04f, .03f);
        b.ball({w + .2f, -.2f, .45f}, b.u(.15f, .22f));
    }
}

inline void castle(Builder& b) {
    float w = b.u(.35f, .5f), h = b.u(.25f, .4f);
    b.block({0, 0, h}, {w, w, h}, .01f, join(0));
    b.row(b.pick(4, 6), .16f).block({0, 0, 2 * h}, {.045f, w * 1.2f, .05f}, .005f, cut());
    for (int i = 0; i < 4; i++) {
        if (b.often(.15f)) continue;
        Vec at = {i & 1 ? w : -w, i & 2 ? w : -w, 0};
        float r = b.u(.12f, .18f), tall = h * b.u(1.1f, 1.8f);
        b.drum(at + Vec{0, 0, tall}, tall, r, r * .95f, .01f);
        if (b.often(.6f)) b.drum(at + Vec{0, 0, 2 * tall + .14f}, .15f, r * 1.3f, .01f, .005f);
        else b.drum(at + Vec{0, 0, 2 * tall}, .07f, r * 1.2f, r * 1.2f, .01f);
    }
    if (b.often(.7f)) {
        b.drum({0, .1f, h * 1.9f}, h * 1.9f, .2f, .18f, .01f);
        b.drum({0, .1f, h * 3.8f + .16f}, .18f, .26f, .01f, .005f);
    }
    b.drum({0, -w, .1f}, .1f, .12f, .12f, .01f, cut(), UPRIGHT);
    b.block({0, -w, .05f}, {.12f, .1f, .12f}, .01f, cut());
}

inline void tower(Builder& b) {  // lighthouse, minaret, clock or lattice tower
    float r = b.u(.2f, .32f), h = b.u(.5f, .7f), z = 2 * h;
    int sort = b.pick(0, 2);
    if (sort == 2) {
        b.mirror = true;
        for (float y : {-1.f, 1.f})
            b.bend({r * 1.3f, y * r * 1.3f, 0}, {r * .4f, y * r * .4f, h}, {.03f, y * .03f, z + .3f}, .045f, .03f);
        b.mirror = false;
        for (float t : {.25f, .55f, .8f}) b.block({0, 0, z * t}, {r * (1.15f - t), r * (1.15f - t), .025f}, .01f);
        return;
    }
    if (sort == 0) b.drum({0, 0, h}, h, r, r * b.u(.6f, .9f), .01f, join(0));
    else b.block({0, 0, h}, {r * .8f, r * .8f, h}, .01f, join(0));
    for (int i = 1; i < 4; i++)
        if (b.often(.6f)) b.drum({0, 0, z * i / 4}, .025f, r * 1.08f, r * 1.05f, .01f);
    b.drum({0, 0, z}, .04f, r * 1.15f, r * 1.15f, .01f);
    b.around(b.pick(4, 8), r * .6f).limb({0, 0, z}, {0, 0, z + .22f}, .025f, .025f);
    b.drum({0, 0, z + .1f}, .1f, r * .4f, r * .4f, .01f);
    b.drum({0, 0, z + .35f}, .14f, r, .02f, .01f);
    if (b.often(.5f)) b.drum({0, -r * .75f, z * .75f}, .05f, .12f, .12f, .01f, join(), UPRIGHT);
    if (b.often(.6f)) b.block({0, -r, .14f}, {.08f, .08f, .14f}, .01f, cut());
}

inline void windmill(Builder& b) {
    float h = b.u(.45f, .6f), r = b.u(.24f, .34f), z = 2 * h, turn = b.u(0, PI / 2), l = b.u(.3f, .4f);
    b.drum({0, 0, h}, h, r, r * .65f, .02f, join(0));
    b.ball({0, 0, z}, {r * .72f, r * .72f, r * .55f});
    b.limb({0, 0, z}, {0, -r - .08f, z}, .05f, .04f);
    b.around(4, l).block({0, -r - .08f, z}, {l, .02f, .02f}, .01f, join(), {PI / 2, turn, 0});
    b.around(4, l * 1.15f).block({0, -r - .08f, z}, {l * .75f, .09f, .012f}, .008f, join(), {PI / 2, turn, 0});
    b.block({0, -r, .15f}, {.08f, .1f, .15f}, .01f, cut());
    if (b.often(.5f)) b.drum({0, 0, h * .7f}, .03f, r * 1.25f, r * 1.25f, .01f);
}

inline void temple(Builder& b) {
    float w = b.u(.45f, .65f), l = b.u(.3f, .5f), h = b.u(.25f, .4f);
    int columns = b.pick(4, 6);
    for (int i = 0; i < 3; i++)
        b.block({0, 0, .03f + .05f * i}, {w + .12f - .05f * i, l + .12f - .05f * i, .03f}, .005f);
    for (float y : {-l * .85f, l * .85f})
        b.row(columns, 1.8f * w / (columns - 1)).drum({0, y, .15f + h}, h, .055f, .045f, .01f);
    for (float x : {-w * .9f, w * .9f})
        b.row(3, .8f * l).drum({x, 0, .15f + h}, h, .05f, .045f, .01f, join(), {0, 0, PI / 2});
    if (b.often(.5f)) b.block({0, .05f, .15f + h}, {w * .6f, l * .55f, h}, .01f);
    b.block({0, 0, .2f + 2 * h}, {w * 1.02f, l * 1.02f, .05f}, .01f);
    if (b.often(.6f)) gable(b, {0, 0, .24f + 2 * h}, w * 1.05f, l * 1.05f, .1f);
    else b.ball({0, 0, .25f + 2 * h}, {w * .7f, l * .7f, .3f});
}

inline void skyline(Builder& b) {
    for (int i = b.pick(4, 9); i > 0; i--) {
        float w = b.u(.07f, .16f), h = b.u(.15f, .65f);
        Vec at = {b.u(-.6f, .6f), b.u(-.35f, .35f), h};
        if (b.often(.8f)) b.block(at, {w, w * b.u(.7f, 1.2f), h}, .01f);
        else b.drum(at, h, w, w * b.u(.5f, 1.f), .01f);
        if (b.often(.4f)) b.drum(at + Vec{0, 0, h + .08f}, .1f, w * .6f, .01f, .005f);
        if (b.often(.4f))
            b.row(b.pick(3, 6), h * .28f).block(at, {h * .05f, w * 1.3f, w * .3f}, .005f, cut(), {0, PI / 2, 0});
    }
}

inline void bridge(Builder& b) {
    float l = b.u(.7f, .9f), z = b.u(.25f, .45f);
    b.block({0, 0, z}, {l, .14f, .04f}, .01f, join(0));
    int sort = b.pick(0, 1);
    for (float x : {-.5f, .5f}) b.block({x * l, 0, sort ? z : z * .5f}, {.06f, .13f, sort ? z : z * .5f}, .01f);
    for (float y : {-.12f, .12f}) {
        if (sort) {
            b.bend({-.5f * l, y, 2 * z}, {0, y, z * .6f}, {.5f * l, y, 2 * z}, .018f, .018f);
            b.row(9, l / 10).limb({0, y, z}, {0, y, z * 1.45f}, .01f, .01f);
        } else {
            b.bend({-l, y, .05f}, {0, y, 2.2f * z}, {l, y, .05f}, .04f, .04f);
            b.row(11, l / 6).limb({0, y, z}, {0, y, z + .14f}, .012f, .012f);
            b.limb({-l, y, z + .14f}, {l, y, z + .14f}, .015f, .015f);
        }
    }
    if (sort)
        for (float side : {-1.f, 1.f})
            for (float y : {-.12f, .12f}) b.limb({side * .5f * l, y, 2 * z}, {side * l, y, z}, .015f, .015f);
}

inline void tree(Builder& b) {
    float h = b.u(.3f, .6f);
    Vec top = {b.u(-.15f, .15f), b.u(-.1f, .1f), h};
    b.bend({0, 0, 0}, {b.u(-.15f, .15f), 0, h * .5f}, top, b.u(.08f, .15f), .06f, join(0));
    if (b.often(.35f)) {
        for (int i = 0; i < 4; i++) b.drum({0, 0, h + .05f + .22f * i}, .18f, .48f - .1f * i, .06f, .02f, join(.02f));
        return;
    }
    for (int i = b.pick(3, 8); i > 0; i--) {
        Vec at = top + Vec{b.u(-.35f, .35f), b.u(-.3f, .3f), b.u(.05f, .55f)};
        b.limb(top, at, .05f, .025f, join(.03f));
        float r = b.u(.14f, .3f);
        if (b.often(.8f)) b.ball(at, {r, r, r * b.u(.6f, 1.f)}, join(b.u(0, .1f)));
    }
    b.around(b.pick(3, 5), .1f, -.9f).limb({0, 0, .02f}, {0, 0, .3f}, .05f, .02f, join(.05f));
}

inline void palm(Builder& b) {
    Vec top = {b.u(-.2f, .2f), b.u(-.15f, .15f), b.u(.7f, 1.f)};
    b.bend({0, 0, 0}, {top.x * -.4f, 0, .4f}, top, .08f, .055f, join(0));
    for (int i = b.pick(5, 9); i > 0; i--) {
        float t = b.u(0, 2 * PI), l = b.u(.35f, .55f);
        b.bend(top, top + Vec{l * .6f * cosf(t), l * .6f * sinf(t), .28f},
               top + Vec{l * cosf(t), l * sinf(t), -b.u(0, .25f)}, .055f, .015f, join(.01f));
    }
    for (int i = b.pick(0, 3); i > 0; i--) b.ball(top + Vec{b.u(-.1f, .1f), b.u(-.1f, .1f), -.06f}, .06f);
    b.ball({0, 0, 0}, {b.u(.3f, .5f), b.u(.3f, .5f), b.u(.04f, .15f)}, join(.05f));
}

inline void pot(Builder& b, float r, float h) {
    b.drum({0, 0, h}, h, r * .7f, r, .02f, join(0));
    if (b.often(.7f)) b.drum({0, 0, 2 * h - .04f}, .04f, r * 1.1f, r * 1.12f, .01f);
    b.drum({0, 0, 2 * h}, .05f, r * .85f, r * .88f, .01f, cut());
}

inline void cactus(Builder& b) {
    if (b.often(.6f)) {
        pot(b, b.u(.25f, .35f), .17f);
        b.frame = b.inside({0, 0, .28f});
    }
    float r = b.u(.1f, .2f), h = b.u(.5f, .8f);
    b.limb({0, 0, 0}, {0, 0, h}, r, r, join(0));
    if (b.often(.6f)) b.around(b.pick(6, 10), r * .85f).limb({0, 0, 0}, {0, 0, h}, r * .25f, r * .25f, join(.03f));
    for (float side : {-1.f, 1.f}) {
        if (b.often(.2f)) continue;
        float z = b.u(.2f, .55f) * h, out = r + b.u(.12f, .22f);
        b.bend({0, 0, z}, {side * out * 1.2f, 0, z - .05f}, {side * out, b.u(-.1f, .1f), z + b.u(.2f, .4f)}, r * .6f,
               r * .6f, join(.04f));
    }
    if (b.often(.4f)) b.around(6, .05f, .7f).ball({0, 0, h + r}, {.06f, .03f, .02f});
}

inline void flowers(Builder& b) {  // in a pot or vase, or a single large bloom
    float h = b.u(.15f, .25f);
    pot(b, b.u(.18f, .3f), h);
    for (int i = b.pick(1, 6); i > 0; i--) {
        Vec root = {b.u(-.1f, .1f), b.u(-.1f, .1f), 2 * h - .05f},
            tip = {b.u(-.4f, .4f), b.u(-.35f, .25f), b.u(.7f, 1.2f)};
        float s = b.u(.08f, .18f), lean = b.u(-.2f, 1.3f);
        b.bend(root, {root.x, root.y, tip.z * .7f}, tip, .02f, .018f);
        b.ball(tip, {s * .45f, s * .45f, s * .35f});
        b.around(b.pick(4, 9), s * .9f, b.u(-.5f, .3f))
            .ball(tip, {s * .6f, s * b.u(.25f, .45f), s * .12f}, join(.01f), {lean, 0, b.u(-.5f, .5f)});
        if (b.often(.6f))
            b.ball((root + tip) * .5f + Vec{.1f, 0, 0}, {.15f, .06f, .02f}, join(.01f),
                   {b.u(-.5f, .5f), b.u(-.8f, .3f), b.u(0, 6)});
    }
}

inline void mushroom(Builder& b) {
    for (int i = b.pick(1, 4); i > 0; i--) {
        float h = b.u(.2f, .7f), r = b.u(.18f, .42f);
        Vec at = i == 1 ? Vec{0, 0, 0} : Vec{b.u(-.5f, .5f), b.u(-.4f, .4f), 0}, top = at + Vec{b.u(-.08f, .08f), 0, h};
        b.limb(at, top, b.u(.08f, .16f), .08f, join(.02f));
        b.ball(top + Vec{0, 0, .08f}, {r, r, r * b.u(.45f, .9f)}, join(.01f));
        b.ball(top + Vec{0, 0, -.1f * r}, {r * .85f, r * .85f, r * .35f}, cut(.03f));
        b.limb(top - Vec{0, 0, .1f}, top + Vec{0, 0, .15f}, .075f, .07f);
        if (b.often(.5f))
            b.around(b.pick(4, 7), r * .62f, -.6f).ball(top + Vec{0, 0, .08f + r * .42f}, {.06f, .06f, .03f});
    }
}

inline void mountain(Builder& b) {  // peaks with something on them
    for (int i = b.pick(2, 5); i > 0; i--)
        b.drum({b.u(-.45f, .45f), b.u(-.25f, .3f), .0f}, b.u(.5f, 1.f), b.u(.4f, .7f), .02f, .01f, join(.08f));
    for (int i = b.pick(3, 8); i > 0; i--) b.drum({b.u(-.7f, .7f), b.u(-.6f, -.2f), .12f}, .14f, .09f, .01f, .005f);
    if (b.often(.4f)) {
        b.limb({0, 0, .9f}, {0, 0, 1.3f}, .018f, .018f);
        b.block({.12f, 0, 1.22f}, {.11f, .012f, .07f}, .01f);
    }
}

inline void fountain(Builder& b) {
    int tiers = b.pick(1, 3);
    float z = 0;
    for (int i = 0; i < tiers + 1; i++) {
        float r = .6f - .17f * i;
        b.drum({0, 0, z + .07f}, .07f, r * (i ? .3f : 1.f), r, .02f);
        b.drum({0, 0, z + .13f}, .06f, r * .85f, r * .88f, .02f, cut());
        if (i < tiers) b.lathe({0, 0, z + .28f}, .24f, .08f, .03f, 2, b.u(0, 6), 0, 0, join(.02f));
        z += .4f;
    }
    b.ball({0, 0, z - .12f}, {.07f, .07f, b.u(.08f, .25f)});
}
