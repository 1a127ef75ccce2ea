// Music, sport and games.
#pragma once
#include "parts.hpp"

inline void strings(Builder& b) {  // guitar, lute, violin or cello: flat in xy, stood up and leaned
    b.frame = b.inside({b.u(-.1f, .1f), 0, .02f}, {PI / 2 - b.u(-.05f, .3f), 0, b.u(-.3f, .3f)});
    float r = b.u(.24f, .36f), thick = b.u(.05f, .13f), neck = b.u(.5f, .85f), w = b.u(.035f, .06f);
    int sort = b.pick(0, 2);
    if (sort == 0)
        b.eight({0, r, 0}, r, r * b.u(.6f, .85f), r * b.u(.9f, 1.2f), r * b.u(.1f, .6f), thick, b.u(.01f, .06f),
                join(0));
    if (sort == 1) b.ball({0, r * 1.1f, 0}, {r, r * 1.2f, thick * 1.6f}, join(0));
    if (sort == 2) b.rose({0, r, 0}, r, b.u(.08f, .25f), b.pick(3, 6), thick, .03f, join(0), {0, 0, b.u(0, 1)});
    float top = 2.2f * r, front = thick * (sort == 1 ? 1.6f : 1.f);
    if (b.often(.7f)) b.drum({0, r * 1.3f, front}, .08f, r * .3f, r * .3f, .005f, cut());
    b.block({0, top + neck * .4f, front * .8f}, {w, neck * .6f, .035f}, .015f);
    b.block({0, top + neck + .1f, front * .7f}, {w * 1.5f, .12f, .03f}, .015f, join(.01f), {b.u(-.2f, .1f), 0, 0});
    b.row(b.pick(2, 3), .08f)
        .limb({-w * 2.6f, top + neck + .1f, front * .7f}, {w * 2.6f, top + neck + .1f, front * .7f}, .018f, .018f);
    int lines = b.pick(3, 6);
    b.row(lines, 1.7f * w / lines).limb({0, r * .6f, front + .05f}, {0, top + neck, front + .05f}, .006f, .006f);
    if (b.often(.5f))
        b.row(b.pick(6, 12), .06f)
            .block({0, top + neck * .4f, front * .8f + .035f}, {.006f, w, .008f}, .004f, join(), {0, 0, PI / 2});
    b.block({0, r * .6f, front + .02f}, {r * .35f, .025f, .035f}, .01f);
    b.limb({0, top * .6f, -thick}, {0, .1f, -.45f}, .03f, .03f);
}

inline void brass(Builder& b) {  // trumpet, horn, saxophone, standing on its bell or a rod
    b.frame = b.inside({0, 0, .5f}, {b.u(-.4f, .4f), b.u(-1.2f, 1.2f), b.u(-.5f, .5f)});
    float l = b.u(.4f, .6f), w = b.u(.03f, .05f);
    b.limb({-l, 0, 0}, {l * .5f, 0, 0}, w, w, join(0));
    b.lathe({l * .8f, 0, 0}, .25f, w + .09f, .08f, .55f, 3.0f + b.u(-.3f, .3f), .02f, .012f, join(.01f),
            {0, PI / 2, 0});
    b.ring({0, 0, -.12f}, .12f, w * .8f, join(), UPRIGHT);
    b.limb({-.3f, 0, -.24f}, {.2f, 0, -.24f}, w * .8f, w * .8f);
    b.row(3, .09f).drum({-.05f, 0, .04f}, .14f, .035f, .035f, .005f);
    b.ball({-l - .05f, 0, 0}, {.06f, .05f, .05f});
    if (b.often(.4f)) b.bend({l * .5f, 0, 0}, {l, 0, -.5f}, {0, 0, -.5f}, w, w * 2);
    b.frame = b.inside({0, 0, -.25f});
    b.limb({0, 0, -.4f}, {0, 0, .2f}, .04f, .03f);
}

inline void drums(Builder& b) {
    float r = b.u(.25f, .38f), h = b.u(.12f, .35f);
    b.drum({0, 0, h + .1f}, h, r, r * b.u(.7f, 1.f), .01f, join(0));
    for (float z : {.12f, .08f + 2 * h}) b.ring({0, 0, z}, r, .025f);
    b.around(b.pick(4, 8), r).limb({0, 0, .12f}, {0, 0, .08f + 2 * h}, .015f, .015f);
    b.mirror = b.often(.7f);
    if (b.often(.7f)) {
        b.drum({.55f, .15f, .5f}, .1f, .17f, .17f, .01f);
        b.limb({.55f, .15f, 0}, {.55f, .15f, .4f}, .025f, .02f);
    }
    if (b.often(.6f)) {
        b.limb({.5f, .3f, 0}, {.5f, .3f, .9f}, .018f, .015f);
        b.drum({.5f, .3f, .92f}, .015f, .24f, .05f, .005f, join(), {.2f, .2f, 0});
    }
    b.mirror = false;
    b.limb({-.15f, -.1f, .15f + 2 * h}, {.35f, -.35f, .2f + 2 * h}, .018f, .022f);
}

inline void piano(Builder& b) {
    float w = b.u(.4f, .6f), h = b.u(.3f, .5f);
    if (b.often(.5f)) {
        b.block({0, .1f, h}, {w, .16f, h}, .02f, join(0));
        b.block({0, -.12f, h * .9f}, {w, .14f, .05f}, .01f);
        for (float side : {-1.f, 1.f}) b.block({side * w * .92f, -.2f, h * .45f}, {.04f, .04f, h * .45f}, .01f);
    } else {
        b.eight({.15f * w, .15f, h}, w * .8f, w * .5f, w * .9f, .3f, .08f, .01f, join(0));
        b.block({0, -.25f, h}, {w, .22f, .08f}, .01f);
        b.block({w * .2f, .4f, h + .35f}, {w * .7f, .015f, .35f}, .01f, join(), {-.3f, 0, 0});
        for (Vec at : {Vec{-w * .8f, -.3f, h * .5f}, Vec{w * .8f, -.3f, h * .5f}, Vec{0, .6f, h * .5f}})
            b.drum(at, h * .5f, .035f, .05f, .01f);
    }
    float keys = h * .9f + .06f;
    b.row(b.pick(10, 18), w * .1f).block({0, -.3f, keys}, {w * .04f, .1f, .025f}, .005f);
    b.row(b.pick(5, 9), w * .2f).block({0, -.24f, keys + .03f}, {w * .025f, .05f, .02f}, .005f);
    if (b.often(.5f)) {
        b.block({0, -.65f, .24f}, {.22f, .12f, .04f}, .02f);
        b.row(2, .34f).limb({0, -.65f, 0}, {0, -.65f, .2f}, .03f, .03f);
    }
}

inline void racket(Builder& b) {
    b.frame = b.inside({0, 0, .06f}, {PI / 2 - b.u(0, .3f), b.u(-.3f, .3f), 0});
    float r = b.u(.2f, .3f), l = b.u(.25f, .5f), y = l + r * 1.25f;
    b.rose({0, y, 0}, r, 0, 1, .035f, .02f, join(0), {0, 0, PI / 2}, b.u(.05f, .25f));
    if (b.often(.75f)) {
        b.rose({0, y, 0}, r * .86f, 0, 1, .06f, .005f, cut(), {0, 0, PI / 2}, .15f);
        b.row(b.pick(5, 9), r * .25f).limb({0, y - r * .95f, 0}, {0, y + r * .95f, 0}, .008f, .008f);
        b.row(b.pick(5, 9), r * .25f).block({0, y, 0}, {.008f, r * .9f, .008f}, .004f, join(), {0, 0, PI / 2});
    }
    b.limb({0, 0, 0}, {0, l + .08f, 0}, .04f, .03f, join(.02f));
    b.drum({0, l * .35f, 0}, l * .38f, .045f, .042f, .01f, join(), {PI / 2, 0, 0});
    b.frame = b.inside({b.u(.2f, .4f) * b.rnd.side(), .1f, .1f});
    b.ball({0, 0, 0}, b.u(.07f, .13f));
}

inline void game_ball(Builder& b) {  // football, basketball, globe-like ball on a stand or ring
    float r = b.u(.32f, .45f), z = r + b.u(.03f, .2f);
    b.drum({0, 0, (z - r) * .5f + .03f}, (z - r) * .5f + .05f, r * .6f, r * .45f, .02f);
    b.ball({0, 0, z}, r, join(0));
    int sort = b.pick(0, 3);
    Mix m = b.often(.6f) ? cut() : join();
    for (int i = 0; sort == 0 && i < 4; i++) b.ring({0, 0, z}, r, .015f, m, {b.u(0, 3), b.u(0, 3), 0});
    for (int i = 0; sort == 1 && i < 10; i++) {
        Vec d = unit({b.u(-1, 1), b.u(-1, .3f), b.u(-1, 1)});
        b.polygon(Vec{0, 0, z} + d * r, r * .25f, 5, .02f, .005f, m, {acosf(-d.z) + PI, 0, atan2f(d.y, d.x) + PI / 2});
    }
    if (sort == 2) b.ball({0, 0, z}, {r * 1.3f, r * .8f, r * .8f}, join(.05f));
    if (sort == 3)
        for (Vec e : {Vec{0, 0, 0}, Vec{PI / 2, 0, 0}, Vec{0, PI / 2, 0}}) b.ring({0, 0, z}, r * .99f, .02f, m, e);
}

inline void weights(Builder& b) {
    if (b.often(.4f)) {
        b.ball({0, 0, .3f}, b.u(.26f, .34f), join(0));
        b.bend({-.2f, 0, .45f}, {0, 0, b.u(1.1f, 1.4f)}, {.2f, 0, .45f}, .06f, .06f, join(.03f));
        b.drum({0, 0, .04f}, .04f, .22f, .22f, .01f);
        return;
    }
    float l = b.u(.45f, .7f), r = b.u(.2f, .36f);
    b.limb({-l - .12f, 0, r}, {l + .12f, 0, r}, .03f, .03f, join(0));
    for (float side : {-1.f, 1.f})
        for (int i = b.pick(1, 3); i > 0; i--)
            b.drum({side * (l - .08f * i), 0, r}, .035f, r * (.5f + .16f * i), r * (.5f + .16f * i), .015f, join(),
                   SIDEWAYS);
    if (b.often(.3f)) {
        b.block({0, .1f, .1f}, {.12f, .5f, .05f}, .02f);
        b.block({0, .1f, .05f}, {.06f, .06f, .05f}, .01f);
    }
}

inline void board(Builder& b) {  // skateboard, surfboard, snowboard or a pair of skis
    float l = b.u(.5f, .75f), w = b.u(.1f, .2f);
    int sort = b.pick(0, 2);
    b.frame = sort == 0 ? b.inside({0, 0, .16f}, {b.u(-.1f, .3f), 0, b.u(-1.6f, 1.6f)})
                        : b.inside({0, 0, l}, {PI / 2 - b.u(0, .3f), b.u(-.2f, .2f), b.u(-.6f, .6f)});
    int n = sort == 2 ? 2 : 1;
    for (int i = 0; i < n; i++) {
        float x = n == 2 ? (i - .5f) * .22f : 0;
        b.ball({x, 0, 0}, {n == 2 ? .07f : w * 1.3f, l, .035f}, join(0));
        b.bend({x, l * .8f, 0}, {x, l, 0}, {x, l * 1.1f, .12f}, w * .35f, w * .15f, join(.03f));
        if (sort == 2) b.block({x, -.05f, .05f}, {.05f, .14f, .05f}, .02f);
    }
    if (sort == 0)
        for (float y : {-.6f, .6f}) {
            b.drum({0, y * l, -.08f}, .17f, .03f, .03f, .005f, join(), SIDEWAYS);
            for (float x : {-.15f, .15f}) b.drum({x, y * l, -.09f}, .04f, .07f, .07f, .02f, join(), SIDEWAYS);
        }
    if (sort == 1 && b.often(.6f))
        b.trapezoid({0, -l * .8f, -.08f}, .1f, .04f, .07f, .015f, .01f, join(), {0, PI / 2, 0});
    if (sort == 1) b.limb({0, .1f, 0}, {0, -l * .4f, -.4f}, .03f, .03f);
}

inline void goal(Builder& b) {  // a goal or basket with its net
    if (b.often(.5f)) {
        float w = b.u(.5f, .7f), h = b.u(.45f, .6f);
        for (float side : {-1.f, 1.f}) {
            b.limb({side * w, 0, 0}, {side * w, 0, h}, .03f, .03f);
            b.limb({side * w, 0, h}, {side * w, .4f, 0}, .02f, .02f);
        }
        b.limb({-w, 0, h}, {w, 0, h}, .03f, .03f);
        b.row(b.pick(8, 13), w * .17f).limb({0, .03f, h}, {0, .4f, .02f}, .008f, .008f);
        for (int i = 1; i < 6; i++)
            b.limb({-w, .067f * i, h * (1 - i / 6.f)}, {w, .067f * i, h * (1 - i / 6.f)}, .008f, .008f);
        b.ball({b.u(-.3f, .3f), -.3f, .1f}, .1f);
        return;
    }
    float z = b.u(.9f, 1.1f);
    b.drum({0, .25f, .05f}, .05f, .3f, .26f, .02f);
    b.limb({0, .25f, 0}, {0, .2f, z + .2f}, .04f, .035f);
    b.block({0, .12f, z + .2f}, {.32f, .03f, .22f}, .02f);
    b.ring({0, -.12f, z}, .17f, .02f);
    b.around(10, .13f, .25f).limb({0, -.12f, z - .25f}, {0, -.12f, z}, .008f, .008f);
    for (float t : {.08f, .17f}) b.ring({0, -.12f, z - t}, .16f - t * .35f, .008f);
    if (b.often(.6f)) b.ball({0, -.12f, z + b.u(-.1f, .25f)}, .13f);
}

inline void trophy(Builder& b) {
    float h = b.u(.2f, .32f), r = b.u(.22f, .34f);
    b.block({0, 0, .12f}, {.26f, .26f, .12f}, .02f);
    b.lathe({0, 0, .36f}, .14f, .06f, .03f, 2, b.u(0, 6), -.02f, 0, join(.02f));
    b.lathe({0, 0, .48f + h}, h, r * .7f, r * .15f, b.u(.5f, 1.f), b.u(1, 4), r * .25f, .015f, join(.02f));
    b.mirror = true;
    if (b.often(.8f))
        b.bend({r * .75f, 0, .5f + h * .6f}, {r * 2.2f, 0, .5f + h}, {r * .9f, 0, .4f + 2 * h}, .035f, .03f);
    b.mirror = false;
    if (b.often(.6f)) b.text({0, -.27f, .12f}, .05f, b.pick(2, 4), .02f, 0, b.often(.5f) ? cut(0) : join(0));
    if (b.often(.3f)) b.star({0, -r, .5f + h}, .12f, .05f, 5, .02f, .01f, join(), UPRIGHT);
}

inline void game_pieces(Builder& b) {  // dice, dominoes, cards, joysticks
    for (int i = b.pick(1, 3); i > 0; i--) {
        float s = b.u(.14f, .3f);
        Vec at = {b.u(-.4f, .4f), b.u(-.3f, .3f), s}, tilt = {0, 0, b.u(-.8f, .8f)};
        b.block(at, {s, s, s}, s * .2f, join(0), tilt);
        auto home = b.frame;
        b.frame = b.inside(at, tilt);
        for (float x : {-.5f, .5f})
            for (float z : {-.5f, .5f}) b.ball({x * s, -s, z * s}, s * .16f, cut());
        if (b.often(.5f)) b.ball({0, -s, 0}, s * .16f, cut());
        b.ball({0, 0, s}, s * .18f, cut());
        for (float z : {-.5f, .0f, .5f}) b.ball({s, z * s, z * s}, s * .15f, cut());
        b.frame = home;
    }
    if (b.often(.5f)) {
        float x = b.u(-.6f, .6f);
        for (int i = 0; i < 4; i++)
            b.block({x + .09f * i, .35f, .3f}, {.16f, .012f, .28f}, .01f, join(), {-.2f, .15f * i - .2f, 0});
    }
}
