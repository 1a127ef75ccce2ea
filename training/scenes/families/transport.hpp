// Things that move: on wheels, on water, in the air. They are long in y and are turned by the composition.
#pragma once
#include "parts.hpp"

inline void wheels(Builder& b, float x, float y, float r, float wide, int axles, bool thin = false) {
    for (int i = 0; i < axles; i++) {
        float at = axles == 1 ? y : -y + 2 * y * i / (axles - 1);
        wheel(b, {x, at, r}, r, wide, thin);
        wheel(b, {-x, at, r}, r, wide, thin);
    }
}

inline void car(Builder& b) {
    float l = b.u(.55f, .8f), w = b.u(.26f, .36f), r = b.u(.12f, .19f), h = b.u(.12f, .2f), z = r + h * .7f,
          soft = b.u(.02f, .12f);
    float top = b.u(.12f, .22f), at = b.u(-.1f, .25f) * l;
    b.block({0, 0, z}, {w, l, h}, soft, join(0));
    b.block({0, at, z + h + top * .8f}, {w * b.u(.75f, .95f), l * b.u(.35f, .6f), top}, b.u(.03f, .12f),
            join(b.u(.01f, .1f)), {b.u(-.05f, .05f), 0, 0});
    if (b.often(.6f))
        for (float side : {-1.f, 1.f})
            b.block({side * w * .95f, at, z + h + top}, {.08f, l * .3f, top * .5f}, .02f, cut(.01f));
    if (b.often(.5f))
        b.block({0, at - l * .5f, z + h + top}, {w * .6f, .12f, top * .5f}, .02f, cut(.01f), {-.3f, 0, 0});
    wheels(b, w * .95f, l * .6f, r, b.u(.05f, .09f), 2);
    b.mirror = true;
    if (b.often(.8f)) b.ball({w * .65f, -l, z + .02f}, {.06f, .04f, .06f});
    if (b.often(.5f)) b.ball({w * 1.1f, at - l * .4f, z + h + .05f}, {.05f, .03f, .04f});
    b.mirror = false;
    b.block({0, -l, z - h * .6f}, {w * .9f, .05f, .04f}, .02f);
    if (b.often(.3f)) b.row(b.pick(3, 7), .06f).block({0, -l, z}, {.015f, .04f, h * .4f}, .01f, cut());
    if (b.often(.25f)) b.block({0, at, z + h + 2 * top + .03f}, {w * .7f, l * .3f, .03f}, .02f);
}

inline void truck(Builder& b) {  // lorry, tractor, digger
    float l = b.u(.6f, .8f), w = b.u(.24f, .32f), r = b.u(.12f, .2f), z = r * 1.3f;
    b.block({0, 0, z}, {w * .8f, l, .06f}, .02f, join(0));
    b.block({0, -l * .7f, z + .25f}, {w, l * .28f, .26f}, .04f);
    b.block({0, -l * .85f, z + .33f}, {w * .8f, l * .2f, .1f}, .02f, cut());
    int load = b.pick(0, 3);
    if (load == 0) b.block({0, l * .3f, z + .3f}, {w * 1.05f, l * .65f, .28f}, .02f);
    if (load == 1) {
        b.block({0, l * .3f, z + .15f}, {w * 1.05f, l * .65f, .15f}, .02f);
        b.block({0, l * .3f, z + .25f}, {w * .9f, l * .58f, .18f}, .02f, cut());
    }
    if (load == 2) b.drum({0, l * .3f, z + .25f}, l * .6f, w, w, .05f, join(), UPRIGHT);
    if (load == 3) {
        b.limb({0, .1f, z}, {0, .5f, z + .6f}, .06f, .05f);
        b.limb({0, .5f, z + .6f}, {0, 1.f, z + .3f}, .05f, .04f);
        b.block({0, 1.05f, z + .2f}, {.12f, .1f, .1f}, .03f);
    }
    wheels(b, w, l * .75f, r, .07f, b.pick(2, 4));
    if (b.often(.4f)) b.limb({w * .7f, -l * .4f, z}, {w * .7f, -l * .4f, z + .75f}, .03f, .03f);
}

inline void train(Builder& b) {
    float l = b.u(.6f, .75f), r = b.u(.16f, .22f), z = .3f, w = .24f;
    b.block({0, 0, .2f}, {w, l, .05f}, .01f, join(0));
    b.drum({0, -.2f, z + r}, l * .7f, r, r, .03f, join(.01f), UPRIGHT);
    for (int i = 0; i < 3; i++) b.ring({0, -.2f - .25f + .25f * i, z + r}, r, .02f, join(), UPRIGHT);
    b.block({0, l * .65f, z + .28f}, {w, l * .3f, .3f}, .02f);
    b.block({0, l * .65f, z + .4f}, {w * 1.3f, l * .18f, .12f}, .02f, cut());
    b.block({0, l * .65f, z + .6f}, {w * 1.15f, l * .38f, .03f}, .02f);
    b.drum({0, -.55f, z + 2 * r + .12f}, .14f, .06f, b.u(.06f, .12f), .01f);
    if (b.often(.7f)) b.ball({0, -.15f, z + 2 * r}, {.08f, .08f, .1f}, join(.02f));
    wheels(b, w, l * .75f, b.u(.13f, .17f), .04f, b.pick(2, 4), b.often(.5f));
    b.trapezoid({0, -l - .05f, .12f}, .28f, .12f, .12f, .05f, .02f, join(), {PI / 2 + .4f, 0, 0});
    if (b.often(.5f)) b.row(b.pick(6, 10), .18f).block({0, 0, .02f}, {.04f, .35f, .02f}, .01f, join(), {0, 0, PI / 2});
}

inline void bicycle(Builder& b) {
    float r = b.u(.26f, .36f), l = b.u(.4f, .55f), tube = b.u(.02f, .035f);
    Vec rear = {0, l, r}, front = {0, -l, r}, crank = {0, .1f, r * .9f}, seat_top = {0, .25f, r * 2.1f},
        steer = {0, -l * .75f, r * 2.2f};
    wheel(b, rear, r, tube * b.u(.8f, 1.5f), true);
    wheel(b, front, r, tube * b.u(.8f, 1.5f), true);
    b.limb(rear, crank, tube, tube);
    b.limb(crank, seat_top, tube, tube);
    b.limb(crank, steer, tube * 1.2f, tube * 1.2f);
    if (b.often(.7f)) b.limb(seat_top - Vec{0, 0, .1f}, steer - Vec{0, 0, .06f}, tube, tube);
    b.limb(rear, seat_top, tube * .8f, tube * .8f);
    b.limb(front, steer + Vec{0, 0, .1f}, tube, tube);
    b.ball(seat_top + Vec{0, 0, .06f}, {.07f, .15f, .04f});
    b.mirror = true;
    b.bend(steer + Vec{.01f, 0, .1f}, steer + Vec{.2f, -.05f, .15f}, steer + Vec{.22f, .12f, b.u(.0f, .2f)}, tube,
           tube);
    b.mirror = false;
    b.limb(crank + Vec{.12f, 0, -.12f}, crank + Vec{-.12f, 0, .12f}, .02f, .02f);
    b.ring(crank, .09f, .02f, join(), SIDEWAYS);
    if (b.often(.3f)) b.block(steer + Vec{0, -.15f, -.05f}, {.15f, .1f, .1f}, .02f);
}

inline void motorbike(Builder& b) {
    float r = b.u(.22f, .28f), l = .48f;
    for (float y : {-l, l}) {
        b.ring({0, y, r}, r * .75f, r * .25f, join(), SIDEWAYS);
        b.drum({0, y, r}, .05f, r * .3f, r * .3f, .01f, join(), SIDEWAYS);
    }
    b.block({0, .02f, r * 1.1f}, {.1f, .2f, .16f}, .04f);
    b.ball({0, -.1f, r * 2.2f}, {.12f, .25f, .12f}, join(.03f), {.2f, 0, 0});
    b.block({0, .32f, r * 2.f}, {.1f, .25f, .05f}, .04f, join(.05f), {-.15f, 0, 0});
    b.limb({.06f, -l, r}, {.06f, -.28f, r * 2.6f}, .03f, .03f);
    b.limb({-.06f, -l, r}, {-.06f, -.28f, r * 2.6f}, .03f, .03f);
    b.limb({-.3f, -.2f, r * 2.8f}, {.3f, -.2f, r * 2.8f}, .025f, .025f);
    b.ball({0, -.38f, r * 2.3f}, {.09f, .08f, .09f});
    b.limb({.12f, .1f, .2f}, {.14f, .65f, .26f}, .04f, .05f);
    if (b.often(.4f)) b.ball({0, l, r * 1.7f}, {.08f, .22f, .1f});
}

inline void hull(Builder& b, float l, float w, float h) {
    b.ball({0, 0, h}, {w, l, h}, join(0));
    b.block({0, 0, 2 * h}, {w * 2, l * 2, h}, .01f, cut(.01f));
    if (b.often(.6f)) b.ball({0, 0, h * 1.1f}, {w * .85f, l * .9f, h * .7f}, cut(.02f));
}

inline void sailing_ship(Builder& b) {
    float l = b.u(.5f, .75f), w = b.u(.15f, .26f), h = b.u(.16f, .28f);
    hull(b, l, w, h);
    int masts = b.pick(1, 3);
    bool square = b.often(.5f);
    for (int i = 0; i < masts; i++) {
        float y = masts == 1 ? 0 : (-.5f + (float)i / (masts - 1)) * l, tall = b.u(.8f, 1.2f);
        b.drum({0, y, h + tall * .5f}, tall * .5f, .03f, .02f, .005f);
        if (square)
            for (int k = 0; k < 2; k++) {
                float z = h + tall * (.4f + .32f * k), s = .32f - .09f * k;
                b.block({0, y - .05f, z}, {s, .025f, .13f}, .02f, join(), {b.u(-.1f, .1f), 0, 0});
                b.limb({-s, y, z + .14f}, {s, y, z + .14f}, .018f, .018f);
            }
        else
            b.trapezoid({0, y + .2f, h + tall * .5f}, .2f, .01f, tall * .4f, .018f, .01f, join(),
                        {PI / 2, 0, PI / 2 + b.u(-.3f, .3f)});
    }
    b.limb({0, -l * .85f, h}, {0, -l * 1.3f, h + .15f}, .025f, .015f);
    if (b.often(.4f)) b.block({0, l * .75f, h * 1.2f}, {w * .6f, l * .18f, .12f}, .02f);
}

inline void steamer(Builder& b) {
    float l = b.u(.6f, .8f), w = b.u(.16f, .24f), h = b.u(.15f, .22f), z = h;
    hull(b, l, w, h);
    int decks = b.pick(1, 3);
    for (int i = 0; i < decks; i++) {
        z += .09f;
        b.block({0, .05f, z}, {w * (.7f - .12f * i), l * (.55f - .12f * i), .06f}, .01f);
        if (b.often(.5f))
            b.row(b.pick(4, 8), .1f).block({0, .05f, z}, {.025f, w * 2, .02f}, .005f, cut(), {0, 0, PI / 2});
    }
    for (int i = b.pick(1, 3); i > 0; i--)
        b.drum({0, -.25f + .2f * i, z + .15f}, .14f, .06f, .055f, .01f, join(), {-.15f, 0, 0});
    b.limb({0, -l * .6f, h}, {0, -l * .6f, h + .6f}, .02f, .012f);
    if (b.often(.5f)) b.ring({0, -l * .3f, h + .1f}, .05f, .015f, join(), UPRIGHT);
}

inline void rowing_boat(Builder& b) {
    float l = b.u(.55f, .75f), w = b.u(.2f, .28f), h = .2f;
    b.ball({0, 0, h}, {w, l, h}, join(0));
    b.block({0, 0, 2 * h}, {w * 2, l * 2, h}, .01f, cut(.01f));
    b.ball({0, 0, h * 1.15f}, {w * .85f, l * .9f, h * .85f}, cut(.01f));
    for (float y : {-.25f, .2f}) b.block({0, y, h * .85f}, {w * .85f, .06f, .02f}, .01f);
    b.mirror = true;
    if (b.often(.7f)) {
        b.limb({.1f, 0, h * 1.3f}, {.65f, -.2f, .06f}, .018f, .018f);
        b.ball({.68f, -.21f, .05f}, {.1f, .05f, .02f});
    }
    b.mirror = false;
    if (b.often(.6f)) {
        b.frame = b.inside({0, .2f, .1f}, {0, 0, b.often(.5f) ? PI : 0.f}, .6f);
        person(b, {0, 0, .3f}, Pose::SIT);
    }
}

inline void plane(Builder& b) {
    float l = b.u(.5f, .7f), r = b.u(.09f, .16f), z = b.u(.5f, .8f), span = b.u(.5f, .85f), sweep = b.u(-.1f, .5f);
    b.drum({0, .1f, z * .5f}, z * .5f, .05f, .03f, .01f);
    b.limb({0, -l, z}, {0, l, z + .05f}, r, r * .35f, join(0));
    b.ball({0, -l * .4f, z + r}, {r * .6f, .2f, r * .7f}, join(.02f));
    float up = b.often(.5f) ? -.3f * r : .8f * r;
    b.mirror = true;
    b.trapezoid({span * .5f, sweep * .25f - .1f, z + up}, .2f, .1f, span * .5f, .025f, .02f, join(.03f),
                {0, b.u(-.15f, .05f), -PI / 2 - sweep * .5f});
    b.trapezoid({.16f, l * .95f, z + .08f}, .1f, .06f, .16f, .018f, .015f, join(.01f), {0, 0, -PI / 2});
    if (b.often(.4f))
        b.limb({span * .45f, sweep * .2f - .3f, z + up - .07f}, {span * .45f, sweep * .2f, z + up - .07f}, .06f, .05f,
               join(.02f));
    b.mirror = false;
    b.trapezoid({0, l * .95f, z + .22f}, .13f, .07f, .16f, .018f, .015f, join(.01f), {PI / 2, 0, PI / 2});
    if (b.often(.3f)) b.block({0, -.15f, z + .35f}, {span, .14f, .02f}, .015f);
    if (b.often(.6f)) {
        b.limb({0, -l - r, z}, {0, -l - r - .05f, z}, .04f, .02f);
        b.around(b.pick(2, 4), .12f).block({0, -l - r - .04f, z}, {.12f, .03f, .01f}, .008f, join(), UPRIGHT);
    }
}

inline void helicopter(Builder& b) {
    float z = b.u(.4f, .6f), r = b.u(.2f, .28f);
    b.ball({0, -.1f, z}, {r, r * 1.4f, r}, join(0));
    b.limb({0, .1f, z + .05f}, {0, .8f, z + .12f}, r * .4f, .04f, join(.08f));
    b.block({0, .8f, z + .22f}, {.015f, .08f, .13f}, .01f);
    b.limb({0, 0, z + r}, {0, 0, z + r + .12f}, .04f, .03f);
    b.around(b.pick(2, 5), .35f).block({0, 0, z + r + .12f}, {.36f, .045f, .012f}, .01f, join(), {0, 0, b.u(0, 2)});
    b.mirror = true;
    b.limb({.2f, -.45f, .06f}, {.2f, .4f, .06f}, .025f, .025f);
    for (float y : {-.2f, .15f}) b.limb({.1f, y, z - .1f}, {.2f, y, .06f}, .02f, .02f);
    b.mirror = false;
    if (b.often(.5f)) b.ball({0, -.28f, z + .06f}, {r * .75f, r * .9f, r * .6f}, cut(.01f));
}

inline void rocket(Builder& b) {
    float r = b.u(.14f, .24f), h = b.u(.4f, .6f), z = b.u(.15f, .35f);
    b.lathe({0, 0, z + h}, h, r * .55f, r * .5f, b.u(.6f, .9f), b.u(-.6f, .4f), 0, 0, join(0));
    b.lathe({0, 0, z + 2 * h + .1f}, .2f, r * .3f, 0, 0, 0, -r * .28f, 0, join(.05f));
    b.around(b.pick(3, 5), r * 1.1f, b.u(-.3f, .3f))
        .block({0, 0, z + .12f}, {b.u(.07f, .14f), .022f, b.u(.12f, .26f)}, .02f, join(.02f));
    b.drum({0, 0, z - .02f}, .07f, r * .6f, r * .35f, .01f);
    if (b.often(.7f)) b.ring({0, -r, z + h * 1.3f}, r * .4f, .03f, join(.01f), UPRIGHT);
    for (int i = b.pick(3, 7); i > 0; i--) b.ball({b.u(-.3f, .3f), b.u(-.3f, .3f), .08f}, b.u(.1f, .22f), join(.06f));
}
