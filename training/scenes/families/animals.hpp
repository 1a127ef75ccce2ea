// Animals.
#pragma once
#include "parts.hpp"

inline void tail(Builder& b, Vec root, float thick) {
    if (b.often(.2f)) return;
    Vec by = root + Vec{b.u(-.4f, .4f), b.u(.1f, .5f), b.u(-.1f, .5f)},
        tip = by + Vec{b.u(-.4f, .4f), b.u(-.3f, .3f), b.u(-.2f, .5f)};
    tip.z = std::max(tip.z, thick);
    float end = thick * b.u(.3f, 1.3f);
    b.bend(root, by, tip, thick, end, join(.05f));
    if (b.often(.25f)) b.ball(tip, end * b.u(1.2f, 2.2f), join(.04f));
    if (b.often(.3f))
        b.bend(tip, tip * 2.f - by, tip + Vec{b.u(-.3f, .3f), b.u(-.3f, .3f), b.u(-.1f, .3f)}, end, end * .6f,
               join(.01f));
}

inline void sitter(Builder& b) {
    float f = b.u(.75f, 1.3f), w = .32f * f, s = b.u(.2f, .38f), x = b.u(.1f, .22f), r = b.u(.07f, .12f);
    Vec top = {b.u(-.08f, .08f), b.u(-.28f, -.08f), b.u(.95f, 1.3f)};
    b.ball({0, .06f, .46f}, {w * b.u(.85f, 1.1f), .36f * f, .42f}, join(0), {b.u(.1f, .5f), 0, 0});
    b.ball({0, -.1f, .66f}, {w * .75f, .26f, .34f}, join(.18f));
    b.ball({0, .15f, .32f}, {w * 1.15f, .34f * f, .3f}, join(.18f));
    b.limb({0, -.08f, .8f}, top, .2f, s * .6f, join(.14f));
    b.mirror = true;
    Vec paw = {x + b.u(-.03f, .05f), -.33f - b.u(0, .15f), .07f};
    b.limb({x, -.2f, .6f}, paw, r * 1.3f, r * .9f, join(.06f));
    b.ball(paw + Vec{0, -.06f, 0}, {r * 1.15f, r * 1.7f, r * .85f}, join(.04f));
    b.ball({w * .9f, .08f, .27f}, {.17f * f, .27f, .25f}, join(.06f));
    b.ball({w * .95f, -.16f, .08f}, {.11f, .22f, .09f}, join(.04f));
    b.mirror = false;
    head(b, top, s, Creature::ANIMAL);
    tail(b, {0, .4f, .12f}, b.u(.05f, .12f));
    if (b.often(.2f)) b.ring({0, -.1f, .88f}, .2f, .035f, join(), {.3f, 0, 0});
}

inline void four_legs(Builder& b, float w, float l, float h, float r) {
    for (int i = 0; i < 4; i++) {
        float side = i & 1 ? 1.f : -1.f, y = i & 2 ? .65f * l : -.65f * l, step = b.u(-.15f, .15f);
        Vec knee = {side * w * .75f, y + step * .6f, h * .5f}, foot = {side * w * b.u(.7f, .95f), y + step, r * .8f};
        b.limb({side * w * .7f, y, h}, knee, r * 1.5f, r, join(.07f));
        b.limb(knee, foot, r, r * .85f, join(.03f));
        b.ball(foot + Vec{0, -.4f * r, 0}, {r * 1.1f, r * 1.5f, r * .8f}, join(.03f));
    }
}

inline void walker(Builder& b) {
    float l = b.u(.35f, .62f), h = b.u(.38f, .75f), w = b.u(.15f, .3f), s = b.u(.16f, .3f);
    Vec top = {b.u(-.12f, .12f), -l - b.u(.05f, .3f), h + b.u(.1f, .6f)};
    b.ball({0, 0, h}, {w, l, w * b.u(.9f, 1.2f)}, join(0));
    b.ball({0, -.6f * l, h + .02f}, {w * 1.05f, w * 1.1f, w * 1.15f}, join(.15f));
    b.ball({0, .6f * l, h}, {w, w * 1.1f, w * 1.1f}, join(.15f));
    b.limb({0, -.7f * l, h + .05f}, top, w * .75f, s * .6f, join(.1f));
    four_legs(b, w, l, h, b.u(.045f, .11f));
    head(b, top, s, Creature::ANIMAL);
    tail(b, {0, l, h + .05f}, b.u(.03f, .09f));
    if (b.often(.15f)) b.block({0, 0, h + w}, {w * .8f, l * .4f, .03f}, .02f, join(.02f));
}

inline void longneck(Builder& b) {  // giraffe, llama, ostrich-like, sauropod
    float l = b.u(.3f, .55f), h = b.u(.4f, .8f), w = b.u(.14f, .24f), rise = b.u(.5f, 1.f), s = b.u(.1f, .17f);
    Vec top = {b.u(-.15f, .15f), -l - b.u(0, .35f), h + rise};
    b.ball({0, 0, h}, {w, l, w * b.u(.95f, 1.3f)}, join(0));
    b.bend({0, -.6f * l, h + .05f}, {0, -l - .15f, h + .3f * rise}, top, w * .7f, s * .7f, join(.12f));
    four_legs(b, w, l, h, b.u(.04f, .08f));
    head(b, top, s, Creature::ANIMAL);
    if (b.often(.4f))
        b.bend({0, .8f * l, h}, {0, l + .4f, h}, {b.u(-.5f, .5f), l + .6f, .1f}, w * .6f, .03f, join(.1f));
    else tail(b, {0, l, h}, .04f);
}

inline void trunked(Builder& b) {  // elephant, mammoth, tapir
    float l = b.u(.4f, .55f), h = b.u(.45f, .6f), w = b.u(.3f, .42f), s = b.u(.24f, .32f);
    Vec c = {b.u(-.08f, .08f), -l - .15f, h + b.u(.1f, .3f)};
    b.ball({0, 0, h + .05f}, {w, l, w * 1.05f}, join(0));
    b.ball(c, {s, s, s * 1.1f}, join(.15f));
    four_legs(b, w, l, h, b.u(.1f, .14f));
    Vec root = c + Vec{0, -.8f * s, 0}, by = root + Vec{0, -.3f, -.35f};
    b.bend(root, by, by + Vec{b.u(-.15f, .15f), b.u(-.35f, .1f), b.u(-.15f, .6f)}, .11f, .05f, join(.08f));
    eyes(b, c, {s, s, s}, s);
    b.mirror = true;
    b.ball(c + Vec{s * 1.2f, .05f, .02f}, {s * b.u(.5f, .9f), .04f, s * b.u(.7f, 1.f)}, join(.04f),
           {0, 0, b.u(-.5f, .3f)});
    if (b.often(.7f))
        b.bend(c + Vec{.5f * s, -.8f * s, -.3f * s}, c + Vec{.6f * s, -1.6f * s, -.8f * s},
               c + Vec{.6f * s, -2.2f * s, b.u(-.3f, .3f) * s}, .05f, .015f);
    b.mirror = false;
    tail(b, {0, l, h}, .03f);
}

inline void lounger(Builder& b) {  // lying, curled or prone
    float l = b.u(.4f, .6f), w = b.u(.22f, .32f), s = b.u(.17f, .26f), curl = b.u(-.5f, .5f);
    b.bend({curl * .3f, l, w * .8f}, {curl, 0, w * 1.1f}, {curl * .2f, -l, w * .9f}, w, w * .85f, join(0));
    Vec top = {b.u(-.2f, .2f), -l - .15f, b.u(.2f, .6f)};
    b.limb({curl * .2f, -l, w}, top, w * .7f, s * .6f, join(.1f));
    b.mirror = true;
    b.limb({w * .8f, -l + .1f, .12f}, {w * .7f, -l - b.u(.1f, .4f), .07f}, .09f, .07f, join(.06f));
    b.ball({w * 1.1f, .6f * l, .17f}, {.14f, .26f, .18f}, join(.08f));
    b.mirror = false;
    head(b, top, s, Creature::ANIMAL);
    tail(b, {curl * .3f, l + .1f, .14f}, .06f);
}

inline void bird(Builder& b) {
    float s = b.u(.26f, .42f), h = b.u(.35f, .75f), spread = b.u(0, 1.3f), t = s * b.u(.45f, .75f);
    Vec top = {b.u(-.05f, .05f), -s * b.u(.7f, 1.2f), h + s * b.u(.7f, 1.4f)};
    b.ball({0, 0, h}, {s * b.u(.7f, 1.f), s * b.u(1.f, 1.5f), s * b.u(.8f, 1.1f)}, join(0), {b.u(-.6f, .3f), 0, 0});
    b.limb({0, -.4f * s, h + .3f * s}, top, s * .5f, t * .7f, join(.1f));
    head(b, top, t, Creature::BIRD);
    b.mirror = true;
    b.ball({s * .85f + spread * .2f, .1f, h + spread * .1f}, {.06f + spread * .22f, s * .9f, s * .55f - spread * .1f},
           join(.04f), {b.u(-.4f, .1f), -spread * .5f, b.u(-.2f, .2f)});
    b.limb({.12f, 0, h - .5f * s}, {.13f, -.03f, .03f}, .04f, .035f, join(.03f));
    b.ball({.13f, -.08f, .03f}, {.06f, .12f, .035f}, join(.02f));
    b.mirror = false;
    b.ball({0, s * 1.5f, h + b.u(-.1f, .2f)}, {s * .4f, s * .6f, .06f}, join(.05f), {b.u(-.5f, .5f), 0, 0});
}

inline void upright_bird(Builder& b) {  // owl, penguin, parrot on a perch
    float w = b.u(.26f, .4f), h = b.u(.45f, .6f), z = b.often(.4f) ? b.u(.2f, .5f) : 0.f, s = w * b.u(.7f, .95f);
    if (z > 0) b.bend({-.6f, 0, z * .6f}, {0, 0, z + .05f}, {.6f, b.u(-.2f, .2f), z}, .07f, .05f, join(.02f));
    if (z > 0) b.limb({-.3f, 0, 0}, {-.25f, 0, z}, .07f, .06f);
    b.ball({0, 0, z + h}, {w, w * .9f, h}, join(0));
    b.ball({0, -.25f * w, z + h * .85f}, {w * .8f, w * .75f, h * .75f}, join(.02f));
    head(b, {0, -.05f, z + 2 * h + s * .3f}, s, Creature::BIRD);
    b.mirror = true;
    b.ball({w * .95f, .05f, z + h}, {.06f, w * .6f, h * .7f}, join(.02f), {b.u(-.2f, .4f), b.u(-.5f, .0f), 0});
    b.ball({w * .4f, -w * .8f, z + .05f}, {.1f, .16f, .05f}, join(.02f));
    if (b.often(.4f)) b.limb({s * .5f, 0, z + 2 * h + s}, {s * .8f, 0, z + 2 * h + s * 1.6f}, .08f, .02f);
    b.mirror = false;
    b.block({0, w, z + .12f}, {w * .4f, .04f, .25f}, .03f, join(.03f), {b.u(.3f, .8f), 0, 0});
}

inline void fish(Builder& b) {
    float l = b.u(.45f, .75f), h = b.u(.18f, .4f), w = b.u(.08f, .2f), z = b.u(.5f, .8f), swing = b.u(-.3f, .3f);
    b.drum({0, 0, z * .5f}, z * .5f, .05f, .03f, .01f);
    b.ball({0, 0, z}, {l, w, h}, join(0));
    b.limb({l * .6f, 0, z}, {l * 1.1f, swing * .4f, z}, h * .5f, .06f, join(.1f));
    b.mirror = false;
    for (float up : {-1.f, 1.f})
        b.ball({l * 1.3f, swing * .6f, z + up * h * .6f}, {.12f, .03f, h * .7f}, join(.04f), {0, -up * .6f, 0});
    b.trapezoid({b.u(-.2f, .2f), 0, z + h}, .25f, .08f, b.u(.1f, .25f), .02f, .015f, join(.03f), UPRIGHT);
    for (float side : {-1.f, 1.f}) {
        b.ball({-.3f * l, side * w, z - .1f * h}, {.16f, .025f, .08f}, join(.02f), {side * .6f, .4f, 0});
        b.ball({-.72f * l, side * w * .6f, z + .15f * h}, .05f);
    }
    if (b.often(.5f))
        for (int i = 0; i < 4; i++)
            b.limb({b.u(-.8f, .8f), b.u(-.3f, .3f), 0}, {b.u(-.8f, .8f), b.u(-.3f, .3f), b.u(.15f, .5f)}, .05f, .02f);
}

inline void turtle(Builder& b) {
    float r = b.u(.4f, .55f), h = b.u(.22f, .4f);
    b.ball({0, 0, .14f}, {r, r * 1.15f, h}, join(0));
    b.drum({0, 0, .13f}, .03f, r * 1.05f, r, .02f, join(.03f));
    if (b.often(.6f)) b.around(b.pick(5, 8), r * .6f, -.6f).ball({0, 0, .14f + h * .75f}, {.12f, .12f, .06f});
    b.mirror = true;
    for (float y : {-.65f, .6f}) b.limb({r * .7f, y * r, .12f}, {r * 1.15f, y * r * 1.4f, .06f}, .1f, .09f, join(.04f));
    b.mirror = false;
    Vec top = {b.u(-.15f, .15f), -r * 1.45f, b.u(.2f, .4f)};
    b.limb({0, -r * .9f, .14f}, top, .1f, .1f, join(.05f));
    head(b, top, .15f, Creature::ANIMAL);
    b.limb({0, r, .1f}, {0, r * 1.4f, .05f}, .05f, .02f, join(.03f));
}

inline void shelled(Builder& b) {  // snail
    float r = b.u(.3f, .42f);
    b.bend({0, .6f, .08f}, {0, 0, .02f}, {0, -.55f, .12f}, .07f, .14f, join(0));
    b.bend({0, -.5f, .12f}, {0, -.75f, .2f}, {0, -.62f, .5f}, .12f, .1f, join(.06f));
    b.ball({0, .08f, .2f + r}, {r * b.u(.45f, .7f), r, r}, join(.05f));
    for (int i = 1; i < 4; i++)
        b.ring({0, .08f - .05f * i * r, .2f + r}, r * (1 - .27f * i), .09f * r, join(.03f), SIDEWAYS);
    b.mirror = true;
    b.limb({.05f, -.65f, .55f}, {.13f, -.78f, .8f}, .03f, .025f);
    b.ball({.13f, -.78f, .82f}, .05f);
    b.mirror = false;
}

inline void insect(Builder& b) {  // beetle, bee or butterfly
    float z = b.u(.2f, .45f), w = b.u(.15f, .3f);
    b.ball({0, .25f, z}, {w, .35f, w * .9f}, join(0));
    b.ball({0, -.15f, z}, {w * .8f, .2f, w * .7f}, join(.04f));
    head(b, {0, -.45f, z + .05f}, w * .7f, Creature::BIRD);
    b.mirror = true;
    for (int i = -1; i < 2; i++) {
        Vec knee = {w + .25f, .15f * i, z + .12f};
        b.limb({w * .5f, .1f * i, z}, knee, .03f, .025f);
        b.limb(knee, {w + .4f, .25f * i, .02f}, .025f, .018f);
    }
    b.bend({.06f, -.5f, z + .15f}, {.1f, -.6f, z + .4f}, {.2f, -.8f, z + .35f}, .02f, .015f);
    if (b.often(.6f))
        for (float y : {.0f, .35f})
            b.ball({w + .32f, y, z + .25f}, {b.u(.25f, .45f), b.u(.12f, .25f), .025f}, join(.02f),
                   {0, -b.u(.2f, 1.f), b.u(-.4f, .4f)});
    b.mirror = false;
}

inline void dragon(Builder& b) {  // dinosaur or dragon on two legs
    float w = b.u(.2f, .3f), s = b.u(.15f, .24f);
    Vec top = {b.u(-.1f, .1f), -.35f - b.u(0, .2f), b.u(1.f, 1.35f)};
    b.ball({0, 0, .55f}, {w, .3f, .38f}, join(0), {-.35f, 0, 0});
    b.bend({0, -.1f, .75f}, {0, -.1f, 1.1f}, top, w * .7f, s * .7f, join(.1f));
    head(b, top, s, Creature::ANIMAL);
    Vec end = {b.u(-.5f, .5f), b.u(.6f, .95f), b.u(.03f, .3f)};
    b.bend({0, .2f, .4f}, {0, .6f, .05f}, end, w * .7f, .03f, join(.12f));
    b.mirror = true;
    b.ball({w, .02f, .35f}, {.12f, .2f, .24f}, join(.06f));
    b.limb({w, .05f, .25f}, {w * 1.1f, -.02f, .08f}, .09f, .07f, join(.03f));
    b.ball({w * 1.1f, -.12f, .06f}, {.1f, .18f, .06f}, join(.03f));
    b.limb({w * .8f, -.2f, .75f}, {w * .8f, -.5f, b.u(.55f, .8f)}, .05f, .035f, join(.03f));
    if (b.often(.55f))
        for (int i = 0; i < 3; i++)
            b.trapezoid({w + .12f + .18f * i, .2f, .95f - .06f * i}, .11f, .04f, .3f - .04f * i, .015f, .01f,
                        join(.03f), {PI / 2, 0, -.4f + .25f * i});
    b.mirror = false;
    if (b.often(.6f))
        for (int i = 0; i < 5; i++)
            b.trapezoid({0, .1f + .09f * i, .95f - .14f * i}, .07f, .01f, .08f, .02f, .01f, join(.02f),
                        {PI / 2, 0, PI / 2});
}

inline void tentacled(Builder& b) {  // octopus, spider, jellyfish
    int legs = b.pick(5, 8);
    float z = b.u(.3f, .6f), r = b.u(.2f, .32f), thick = b.u(.03f, .09f);
    b.ball({0, 0, z + r}, {r, r, r * b.u(.9f, 1.5f)}, join(0));
    eyes(b, {0, 0, z + r}, {r, r, r}, r);
    for (int i = 0; i < legs; i++) {
        float t = 2 * PI * (i + b.u(-.2f, .2f)) / legs, far = b.u(.5f, .85f);
        Vec root = {r * .5f * cosf(t), r * .5f * sinf(t), z},
            by = {far * .8f * cosf(t), far * .8f * sinf(t), b.u(-.2f, .7f)};
        b.bend(root, by, {far * cosf(t + .4f), far * sinf(t + .4f), b.u(.04f, .3f)}, thick * 1.3f, thick * .5f,
               join(.05f));
    }
}

inline void serpent(Builder& b) {  // coiled snake or eel
    float r = b.u(.3f, .45f), thick = b.u(.06f, .11f);
    int loops = b.pick(1, 3);
    for (int i = 0; i < loops; i++)
        b.ring({b.u(-.04f, .04f), b.u(-.04f, .04f), thick + i * thick * 1.7f}, r * (1 - .2f * i), thick, join(.02f));
    float z = thick * 1.7f * loops;
    Vec top = {b.u(-.1f, .1f), -.3f, z + b.u(.35f, .7f)};
    b.bend({r * .6f, 0, z - .05f}, {b.u(-.4f, .4f), .2f, z + .4f}, top, thick, thick * .8f, join(.04f));
    b.ball(top + Vec{0, -.08f, .02f}, {thick * 1.2f, thick * 2, thick * .9f}, join(.05f));
    eyes(b, top + Vec{0, -.08f, .02f}, {thick * 1.2f, thick * 2, thick}, thick);
    b.bend({-r, 0, thick}, {-r * 1.2f, .3f, thick}, {-r * 1.6f, .1f, thick * .5f}, thick, .01f, join(.03f));
}
