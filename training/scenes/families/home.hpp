// Furniture, clothes, letters, reliefs and pure forms.
#pragma once
#include "objects.hpp"
#include "animals.hpp"
#include "pastimes.hpp"

inline void chair(Builder& b) {
    float w = b.u(.25f, .4f), z = b.u(.25f, .42f), back = b.u(.25f, .45f);
    if (b.often(.5f)) {  // armchair or sofa
        float wide = w * b.u(1.f, 2.f);
        b.block({0, 0, z * .7f}, {wide, .3f, z * .5f}, .06f, join(0));
        b.block({0, .28f, z + back * .5f}, {wide, .1f, back}, .09f, join(.02f), {-.1f, 0, 0});
        for (float side : {-1.f, 1.f}) b.block({side * wide, 0, z}, {.09f, .32f, z * .75f}, .08f, join(.01f));
        if (b.often(.6f)) b.row(2, wide).block({0, -.03f, z * 1.25f}, {wide * .48f, .28f, .07f}, .05f);
    } else {
        b.block({0, 0, z}, {w, w, .035f}, .02f, join(0));
        b.mirror = true;
        for (float y : {-.85f, .85f}) b.limb({w * .95f, y * w * 1.1f, 0}, {w * .85f, y * w, z}, .025f, .03f);
        b.limb({w * .85f, w * .9f, z}, {w * .85f, w * 1.1f, z + 2 * back}, .03f, .025f);
        b.mirror = false;
        if (b.often(.5f)) b.block({0, w, z + back * 1.5f}, {w * .85f, .02f, back * .4f}, .015f, join(), {-.1f, 0, 0});
        else b.row(b.pick(3, 6), w * .3f).limb({0, w * .9f, z}, {0, w * 1.08f, z + 2 * back}, .015f, .015f);
        b.limb({-w * .85f, w * 1.1f, z + 2 * back}, {w * .85f, w * 1.1f, z + 2 * back}, .03f, .03f);
    }
}

inline void table(Builder& b) {
    float w = b.u(.4f, .6f), l = b.u(.3f, .45f), z = b.u(.35f, .55f);
    if (b.often(.5f)) {
        b.block({0, 0, z}, {w, l, .035f}, .01f, join(0));
        for (float x : {-1.f, 1.f})
            for (float y : {-1.f, 1.f})
                b.limb({x * w * .9f, y * l * .9f, 0}, {x * w * .85f, y * l * .85f, z}, .03f, .035f);
    } else {
        b.drum({0, 0, z}, .03f, w, w, .01f, join(0));
        b.lathe({0, 0, z * .5f}, z * .5f, .06f, .03f, b.u(1, 3), b.u(0, 6), 0);
        b.drum({0, 0, .03f}, .03f, w * .5f, w * .4f, .01f);
    }
    auto home = b.frame;
    for (int i = b.pick(1, 3); i > 0; i--) {
        b.frame = home;
        b.frame = b.inside({b.u(-.6f, .6f) * w, b.u(-.5f, .5f) * l, z + .03f}, {0, 0, b.u(-1, 1)}, b.u(.22f, .35f));
        int sort = b.pick(0, 4);
        if (sort == 0) bottle(b);
        if (sort == 1) lamp(b);
        if (sort == 2) cake(b);
        if (sort == 3) computer(b);
        if (sort == 4) b.block({0, 0, .1f}, {.5f, .4f, .1f}, .02f);
    }
    b.frame = home;
}

inline void books(Builder& b) {
    float z = 0;
    for (int i = b.pick(2, 6); i > 0; i--) {
        float h = b.u(.04f, .09f), w = b.u(.3f, .45f), l = b.u(.22f, .3f), turn = b.u(-.4f, .4f);
        auto home = b.frame;
        b.frame = b.inside({b.u(-.05f, .05f), 0, z + h}, {0, 0, turn});
        b.block({0, 0, 0}, {w, l, h}, .015f, join(0));
        b.block({.03f, -.03f, 0}, {w, l, h * .75f}, .005f, cut(0));
        b.block({0, 0, 0}, {w * .97f, l * .95f, h * .8f}, .005f);
        if (b.often(.3f)) b.text({0, -l, 0}, h * .45f, b.pick(3, 6), .012f, 0, join(0));
        b.frame = home;
        z += 2 * h + .002f;
    }
    if (b.often(.35f))
        for (float side : {-1.f, 1.f})
            b.block({side * .26f, 0, z + .12f}, {.27f, .22f, .03f}, .02f, join(.01f), {0, -side * .25f, 0});
    else if (b.often(.5f)) {
        b.frame = b.inside({0, 0, z}, {0, 0, b.u(-.5f, .5f)}, .45f);
        b.often(.5f) ? mushroom(b) : game_ball(b);
    }
}

inline void shelf(Builder& b) {
    float w = b.u(.35f, .5f), h = b.u(.5f, .7f);
    int rows = b.pick(2, 4);
    b.block({0, 0, h}, {w, .16f, h}, .01f, join(0));
    for (int i = 0; i < rows; i++) {
        float z = h * (2 * i + 1) / rows, tall = h / rows * .82f;
        b.block({0, -.06f, z}, {w * .9f, .14f, tall}, .005f, cut(0));
        if (b.often(.7f))
            b.row(b.pick(4, 9), w * .17f)
                .block({0, 0, z - tall * .3f}, {w * .06f, .1f, tall * .7f}, .01f, join(), {0, 0, b.u(-.03f, .03f)});
        else b.ball({b.u(-.2f, .2f), -.04f, z - tall * .5f}, tall * .5f);
    }
}

inline void boot(Builder& b) {  // boots and shoes, one or two
    int n = b.pick(1, 2);
    float h = b.u(.12f, .6f), w = b.u(.13f, .17f);
    for (int i = 0; i < n; i++) {
        auto home = b.frame;
        b.frame = b.inside({n > 1 ? (i - .5f) * .45f : 0, 0, 0}, {0, 0, b.u(-.3f, .3f)});
        b.eight({0, .2f, .03f}, w, w * 1.1f, -.55f, .1f, .035f, .01f, join(0));
        b.ball({0, -.3f, .12f}, {w * 1.1f, .22f, .13f}, join(.03f));
        b.bend({0, -.2f, .14f}, {0, .05f, .16f}, {0, .2f, .2f + h}, .15f, w * b.u(.9f, 1.2f), join(.05f));
        b.ball({0, .2f, .14f}, {w, .16f, .14f}, join(.05f));
        b.ball({0, .21f, .3f + h}, {w * .85f, w * .8f, .22f}, cut(.01f));
        if (b.often(.4f)) b.block({0, .24f, .03f}, {w, .1f, .06f}, .01f);
        for (int k = 0; k < 4; k++)
            b.limb({-.08f, -.2f + .06f * k, .22f + .04f * k}, {.08f, -.17f + .06f * k, .25f + .04f * k}, .016f, .016f);
        b.frame = home;
    }
}

inline void hat(Builder& b) {
    float r = b.u(.25f, .35f), h = b.u(.12f, .35f);
    if (b.often(.6f)) b.drum({0, 0, h + .03f}, h, r, r * b.u(.3f, 1.1f), .05f, join(0));
    else b.ball({0, 0, .05f}, {r, r, h * 1.8f}, join(0));
    b.rose({0, 0, .04f}, r * b.u(1.3f, 2.f), b.u(0, .05f), 3, .025f, .02f, join(.06f), {b.u(-.1f, .1f), 0, 0},
           b.u(0, .15f));
    if (b.often(.7f)) b.ring({0, 0, .12f}, r * 1.02f, .035f);
    if (b.often(.4f)) b.bend({r, 0, .1f}, {r * 1.2f, 0, .6f}, {r * .5f, .2f, .8f}, .05f, .02f);
}

inline void garment(Builder& b) {  // a dress or shirt on a stand, or a bag
    if (b.often(.3f)) {
        float w = b.u(.3f, .42f), h = b.u(.25f, .35f);
        b.trapezoid({0, 0, h}, w, w * .8f, h, .14f, .05f, join(0), UPRIGHT);
        b.bend({-w * .5f, 0, 2 * h}, {0, 0, b.u(1.2f, 1.9f)}, {w * .5f, 0, 2 * h}, .03f, .03f);
        b.block({0, -.14f, h * 1.5f}, {w * .85f, .02f, h * .35f}, .02f);
        b.ball({0, -.17f, h * 1.2f}, .05f);
        return;
    }
    float waist = b.u(.5f, .7f);
    b.drum({0, 0, .03f}, .03f, .25f, .22f, .01f);
    b.limb({0, 0, 0}, {0, 0, waist}, .03f, .03f);
    if (b.often(.6f)) b.rose({0, 0, waist - .2f}, b.u(.25f, .4f), b.u(.02f, .08f), b.pick(6, 12), .22f, .03f, join(0));
    b.drum({0, 0, waist - .1f}, .3f, b.u(.25f, .45f), .14f, .02f, join(.03f));
    b.ball({0, 0, waist + .35f}, {.24f, .15f, .24f}, join(.1f));
    b.limb({0, 0, waist + .5f}, {0, 0, waist + .65f}, .07f, .06f, join(.04f));
    b.mirror = true;
    if (b.often(.5f)) b.limb({.2f, 0, waist + .45f}, {.42f, -.05f, waist + .05f}, .09f, .08f, join(.04f));
    b.mirror = false;
}

inline void letters(Builder& b) {  // big letters or numbers in a row, standing
    int n = b.pick(1, 4);
    float tall = n == 1 ? b.u(.4f, .55f) : b.u(.22f, .4f), deep = b.u(.06f, .2f);
    b.text({0, 0, tall * 1.2f}, tall, n, deep, b.often(.25f) ? b.u(.7f, 1.5f) : 0.f, join(0), {b.u(-.15f, .1f), 0, 0});
    if (b.often(.6f)) b.block({0, 0, .05f}, {.75f * tall * n, deep * 1.2f, .06f}, .02f);
    if (b.often(.3f)) b.heart({b.u(-.3f, .3f), -deep - .1f, .05f}, .2f, .05f, .02f, join(), UPRIGHT);
}

inline void medallion(Builder& b) {  // a coin, medal or relief disc on a stand
    float r = b.u(.4f, .55f), h = b.u(.04f, .09f), z = r + .05f;
    b.frame = b.inside({0, 0, z}, {PI / 2 - b.u(0, .35f), 0, 0});
    if (b.often(.7f)) b.drum({0, 0, 0}, h, r, r, .01f, join(0));
    else b.polygon({0, 0, 0}, r * .95f, b.pick(5, 8), h, .01f, join(0), {0, 0, b.u(0, 1)});
    b.ring({0, 0, h}, r * .92f, .025f);
    int sort = b.pick(0, 4);
    if (sort == 0) b.star({0, 0, h}, r * .6f, r * .28f, b.pick(5, 8), .05f, .02f);
    if (sort == 1) {
        b.ball({0, .05f, h}, {r * .35f, r * .45f, .1f}, join(.02f));
        b.limb({0, -r * .25f, h}, {0, -r * .6f, h}, .09f, .14f, join(.05f));
        b.ball({-r * .33f, .05f, h}, {.06f, .08f, .06f}, join(.03f));
    }
    if (sort == 2) b.text({0, 0, h}, r * .35f, b.pick(1, 3), .05f, 0, b.often(.5f) ? cut(0) : join(0), {-PI / 2, 0, 0});
    if (sort == 3) b.around(b.pick(5, 12), r * .4f).ball({0, 0, h}, {r * .25f, .06f, .05f}, join(.02f));
    if (sort == 4) b.heart({0, -r * .5f, h}, r * .85f, .05f, .03f);
    b.limb({0, 0, -h}, {0, -r * .8f, -.4f}, .05f, .06f);
    if (b.often(.5f)) b.block({0, -r * .95f, 0}, {r * .5f, .1f, .15f}, .02f);
}

inline void relief(Builder& b) {  // a plaque: shapes that stand out of a slab
    float w = b.u(.45f, .65f), h = b.u(.35f, .6f), d = b.u(.05f, .1f);
    b.frame = b.inside({0, 0, h}, {-b.u(0, .25f), 0, 0});
    b.block({0, 0, 0}, {w, d, h}, .02f, join(0));
    if (b.often(.6f)) b.block({0, -d, 0}, {w * .88f, d * .5f, h * .88f}, .01f, cut());
    for (int i = b.pick(2, 6); i > 0; i--) {
        Vec at = {b.u(-.6f, .6f) * w, -d * .6f, b.u(-.4f, .6f) * h};
        float s = b.u(.08f, .22f);
        int sort = b.pick(0, 4);
        if (sort == 0) b.ball(at, {s, s * .5f, s * b.u(.6f, 1.4f)}, join(.03f));
        if (sort == 1) b.star(at, s, s * .5f, b.pick(4, 7), .06f, .02f, join(), UPRIGHT);
        if (sort == 2)
            b.bend(at, at + Vec{b.u(-.4f, .4f), 0, b.u(-.3f, .3f)}, at + Vec{b.u(-.4f, .4f), 0, b.u(-.3f, .3f)}, .05f,
                   .02f, join(.02f));
        if (sort == 3) b.heart(at, s, .05f, .02f, join(), UPRIGHT);
        if (sort == 4) b.block(at, {s, .05f, s * b.u(.3f, 1.f)}, .02f, join(), {0, b.u(-.5f, .5f), 0});
    }
    if (b.often(.6f))
        b.text({0, -d * .8f, -h * .7f}, b.u(.05f, .1f), b.pick(3, 7), .03f, 0, b.often(.4f) ? cut(0) : join(0));
    b.limb({0, d, 0}, {0, .35f, -h}, .05f, .05f);
}

inline void globe(Builder& b) {
    float r = b.u(.3f, .42f), z = .3f + r, tilt = b.u(-.5f, .5f);
    b.drum({0, 0, .05f}, .05f, .3f, .22f, .02f);
    b.lathe({0, 0, .18f}, .12f, .06f, .02f, 2, b.u(0, 6), 0);
    b.ball({0, 0, z}, r, join(0));
    for (int i = b.pick(3, 8); i > 0; i--) {
        Vec d = unit({b.u(-1, 1), b.u(-1, 1), b.u(-.8f, .8f)});
        b.ball(Vec{0, 0, z} + d * (r * .88f), {b.u(.1f, .2f), b.u(.1f, .2f), b.u(.1f, .2f)}, join(.02f));
    }
    if (b.often(.7f)) b.ring({0, 0, z}, r * 1.15f, .03f, join(), {PI / 2, tilt, PI / 2 * 0}, b.u(1.6f, PI));
    if (b.often(.3f)) b.ring({0, 0, z}, r * 1.4f, .05f, join(), {tilt, .3f, 0});
    b.limb({sinf(tilt) * -r * 1.15f, 0, z - cosf(tilt) * r * 1.15f},
           {sinf(tilt) * r * 1.15f, 0, z + cosf(tilt) * r * 1.15f}, .02f, .02f);
}

inline void totem(Builder& b) {  // unlike things stacked
    float z = 0;
    for (int i = b.pick(3, 6); i > 0; i--) {
        float h = b.u(.08f, .22f), r = b.u(.14f, .34f), k = b.u(0, .08f);
        Vec at = {b.u(-.04f, .04f), b.u(-.04f, .04f), z + h};
        int sort = b.pick(0, 7);
        if (sort == 0) b.ball(at, {r, r, h * 1.1f}, join(k));
        if (sort == 1) b.block(at, {r, r * b.u(.6f, 1.f), h}, .02f, join(k), {0, 0, b.u(-1, 1)});
        if (sort == 2) b.drum(at, h, r, r * b.u(.5f, 1.f), .02f, join(k));
        if (sort == 3) b.polygon(at, r, b.pick(3, 8), h, .02f, join(k), {0, 0, b.u(-1, 1)});
        if (sort == 4) b.rose(at, r, b.u(.1f, .3f), b.pick(4, 9), h, .03f, join(k));
        if (sort == 5) b.helix(at, r * .8f, .045f, .11f, h, b.u(0, .5f), join(k));
        if (sort == 6) {
            b.ball(at, {r, r * .9f, h * 1.1f}, join(k));
            eyes(b, at, {r, r * .9f, h}, r);
            b.ball(at + Vec{0, -r, -.2f * h}, {.06f, .1f, .06f}, join(.02f));
        }
        if (sort == 7) b.lathe(at, h, r, r * .2f, b.u(.5f, 2), b.u(0, 6), 0, 0, join(k));
        z += 2 * h * .95f;
    }
    if (b.often(.5f)) b.star({0, 0, z + .15f}, .22f, .1f, b.pick(4, 6), .05f, .02f, join(), UPRIGHT);
}

inline void abstract_blob(Builder& b) {
    for (int i = b.pick(3, 8); i > 0; i--) {
        float k = b.u(0, .2f);
        Vec at = {b.u(-.4f, .4f), b.u(-.35f, .35f), b.u(.2f, 1.f)},
            to = {b.u(-.5f, .5f), b.u(-.4f, .4f), b.u(.1f, 1.2f)}, e = {b.u(-2, 2), b.u(-2, 2), b.u(-2, 2)};
        int sort = b.pick(0, 4);
        if (sort == 0) b.ball(at, {b.u(.12f, .35f), b.u(.12f, .35f), b.u(.12f, .4f)}, join(k), e);
        if (sort == 1)
            b.bend(at, {b.u(-.8f, .8f), b.u(-.6f, .6f), b.u(.2f, 1.4f)}, to, b.u(.06f, .2f), b.u(.03f, .15f), join(k));
        if (sort == 2) b.ring(at, b.u(.15f, .35f), b.u(.04f, .1f), join(k), e);
        if (sort == 3) b.block(at, {b.u(.08f, .3f), b.u(.08f, .3f), b.u(.08f, .3f)}, .04f, join(k), e);
        if (sort == 4) b.limb(at, to, b.u(.06f, .2f), b.u(.06f, .2f), join(k));
    }
    if (b.often(.4f)) b.ball({b.u(-.2f, .2f), -.1f, b.u(.4f, .8f)}, {b.u(.08f, .2f), .6f, b.u(.08f, .2f)}, cut(.05f));
    b.limb({0, 0, 0}, {0, 0, .4f}, .15f, .1f, join(.08f));
}

inline void knot(Builder& b) {  // rings, springs and ribbons
    int sort = b.pick(0, 2);
    if (sort == 0) b.helix({0, 0, .55f}, b.u(.2f, .35f), b.u(.04f, .09f), b.u(.16f, .3f), .45f, b.u(0, .7f), join(0));
    if (sort == 1)
        for (int i = b.pick(2, 4); i > 0; i--)
            b.ring({b.u(-.15f, .15f), b.u(-.1f, .1f), b.u(.35f, .6f)}, b.u(.22f, .35f), b.u(.04f, .09f), join(.01f),
                   {b.u(0, 3), b.u(0, 3), 0});
    if (sort == 2) {
        Vec at = {0, 0, .1f}, lead = {b.u(-.3f, .3f), b.u(-.3f, .3f), .3f};
        for (int i = b.pick(4, 7); i > 0; i--) {
            Vec by = at + lead, to = {b.u(-.45f, .45f), b.u(-.4f, .4f), b.u(.2f, 1.1f)};
            b.bend(at, by, to, .07f, .07f, join(.01f));
            lead = (to - by) * .6f;
            at = to;
        }
    }
    b.drum({0, 0, .05f}, .06f, .2f, .15f, .02f, join(.04f));
}

inline void crystals(Builder& b) {
    for (int i = b.pick(4, 9); i > 0; i--) {
        float h = b.u(.15f, .5f), r = b.u(.05f, .14f);
        Vec e = {b.u(-.6f, .6f), b.u(-.6f, .6f), b.u(0, 3)}, up = apply(turned(e), {0, 0, 1}),
            root = {up.x * .2f, up.y * .2f, 0};
        b.polygon(root + up * h, r, 6, h, .005f, join(0), e);
        b.drum(root + up * (2 * h + r * .6f), r * .6f, r * 1.08f, .008f, .002f, join(0), e);
    }
    b.ball({0, 0, 0}, {.4f, .35f, .14f}, join(.03f));
}

inline void emblem(Builder& b) {  // a heart, star, flower or note as a free-standing sign
    b.frame = b.inside({0, 0, b.u(.2f, .45f)}, {PI / 2 + b.u(-.1f, .1f), 0, b.u(-.3f, .3f)});
    float h = b.u(.06f, .18f), round = b.u(.02f, .15f);
    int sort = b.pick(0, 4);
    if (sort == 0) b.heart({0, 0, 0}, b.u(.6f, .8f), h, round, join(0));
    if (sort == 1) b.star({0, .4f, 0}, b.u(.4f, .5f), b.u(.15f, .28f), b.pick(4, 8), h, round, join(0));
    if (sort == 2) b.rose({0, .4f, 0}, .35f, b.u(.2f, .4f), b.pick(3, 7), h, round, join(0));
    if (sort == 3) {
        b.ball({-.2f, .1f, 0}, {.18f, .14f, h}, join(0));
        b.limb({-.05f, .1f, 0}, {-.05f, .8f, 0}, .04f, .04f);
        b.bend({-.05f, .8f, 0}, {.3f, .75f, 0}, {.3f, .4f, 0}, .06f, .03f);
    }
    if (sort == 4) {
        b.ring({0, .4f, 0}, .3f, h * .8f, join(0));
        b.block({0, .4f, 0}, {.03f, .3f, h * .5f}, .01f);
        b.block({0, .4f, 0}, {.3f, .03f, h * .5f}, .01f);
    }
    b.limb({0, .1f, 0}, {0, -.5f, 0}, .05f, .06f, join(.02f));
    b.frame = b.inside({0, -.4f, 0}, {-PI / 2, 0, 0});
    if (b.often(.5f)) b.drum({0, 0, 0}, .08f, .25f, .2f, .02f, join(.02f));
}
