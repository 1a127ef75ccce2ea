// Devices, tools, food and household things.
#pragma once
#include "places.hpp"

inline void camera(Builder& b) {
    float w = b.u(.35f, .5f), h = b.u(.22f, .32f), l = b.u(.1f, .18f), r = b.u(.13f, .21f), z = h + b.u(0, .3f);
    if (z > h + .1f) b.around(3, .3f, -.5f).limb({0, 0, 0}, {0, 0, z}, .03f, .03f);
    b.block({0, 0, z}, {w, l, h}, b.u(.02f, .08f), join(0));
    float out = b.u(.08f, .3f);
    b.drum({b.u(-.1f, .1f), -l - out * .5f, z}, out * .6f, r * .9f, r, .02f, join(), UPRIGHT);
    b.drum({0, -l - out * 1.1f, z}, .06f, r * .75f, r * .7f, .005f, cut(), UPRIGHT);
    if (b.often(.6f)) b.block({0, 0, z + h}, {.12f, l * .9f, .1f}, .03f);
    for (float x : {-.6f, .65f}) b.drum({x * w, 0, z + h + .02f}, .04f, b.u(.04f, .08f), .05f, .01f);
    if (b.often(.5f)) b.block({-w * .7f, -l, z + h * .6f}, {.06f, .02f, .04f}, .01f, b.often(.5f) ? cut() : join());
}

inline void tool(Builder& b) {  // hammer, wrench, saw, screwdriver, axe, brush: standing or leaning
    b.frame = b.inside({0, 0, .04f}, {b.u(-.15f, .15f), b.u(-.35f, .35f), b.u(-.6f, .6f)});
    float l = b.u(.6f, .9f), r = b.u(.035f, .06f);
    b.limb({0, 0, 0}, {0, 0, l}, r * b.u(1, 1.5f), r, join(0));
    int sort = b.pick(0, 6);
    if (sort == 0) {
        b.block({0, 0, l}, {.2f, .08f, .08f}, .02f);
        b.drum({.24f, 0, l}, .06f, .1f, .1f, .01f, join(), SIDEWAYS);
        b.trapezoid({-.28f, 0, l}, .08f, .02f, .12f, .07f, .01f, join(.02f), {PI / 2, 0, PI / 2 * 0});
    }
    if (sort == 1) {
        b.eight({0, 0, l + .1f}, .16f, .14f, .02f, .05f, .04f, .01f, join(.03f), UPRIGHT);
        b.polygon({0, 0, l + .18f}, .09f, 6, .1f, .005f, cut(), UPRIGHT);
        b.block({0, 0, l + .32f}, {.07f, .1f, .12f}, .01f, cut());
    }
    if (sort == 2) { b.trapezoid({.15f, 0, l + .05f}, .1f, .22f, .16f, .02f, .01f, join(.02f), {PI / 2, -PI / 2, 0}); }
    if (sort == 3) {
        b.limb({0, 0, l}, {0, 0, l + .5f}, .025f, .022f);
        b.block({0, 0, l + .52f}, {.05f, .015f, .08f}, .005f);
        b.around(6, .06f).limb({0, 0, .1f}, {0, 0, l * .6f}, .02f, .02f, join(.01f));
    }
    if (sort == 4) {
        b.trapezoid({0, 0, l + .35f}, .1f, .06f, .4f, .012f, .005f, join(), UPRIGHT);
        b.row(b.pick(8, 14), .05f).block({.12f, 0, l + .3f}, {.012f, .03f, .04f}, .003f, cut(), {0, PI / 2, 0});
        b.ring({0, 0, .05f}, .13f, .04f, join(.02f), UPRIGHT);
    }
    if (sort == 5) {
        b.block({0, 0, l + .08f}, {b.u(.1f, .2f), .05f, .08f}, .02f);
        b.row(b.pick(5, 8), .045f).limb({0, 0, l + .1f}, {0, 0, l + .38f}, .02f, .018f);
    }
    if (sort == 6) {
        b.drum({0, 0, l + .1f}, .12f, .05f, .12f, .02f);
        b.row(4, .06f).limb({0, 0, l + .2f}, {0, 0, l + .45f}, .015f, .012f);
    }
    b.frame = b.inside({0, 0, 0});
    b.ball({0, 0, 0}, {.22f, .2f, .08f}, join(.05f));
}

inline void computer(Builder& b) {  // laptop, monitor, console, telephone
    int sort = b.pick(0, 3);
    float w = b.u(.35f, .55f), h = b.u(.22f, .35f);
    if (sort == 0) {
        b.block({0, -.1f, .035f}, {w, .3f, .03f}, .01f, join(0));
        b.block({0, .24f, h + .04f}, {w, .025f, h}, .01f, join(), {-b.u(.05f, .4f), 0, 0});
        for (float y : {-.26f, -.16f, -.06f})
            b.row(b.pick(7, 11), w * .16f)
                .block({0, y, .065f}, {w * .06f, .035f, .02f}, .005f, b.often(.7f) ? join() : cut());
    }
    if (sort == 1) {
        b.drum({0, .1f, .03f}, .03f, .24f, .2f, .01f);
        b.limb({0, .12f, 0}, {0, .12f, .4f}, .05f, .04f);
        b.block({0, .05f, .35f + h}, {w, .05f, h}, .02f, join(.01f));
        b.block({0, 0, .35f + h}, {w * .9f, .02f, h * .88f}, .01f, cut());
        if (b.often(.6f)) b.block({0, -.35f, .03f}, {w * .8f, .12f, .025f}, .01f);
    }
    if (sort == 2) {
        b.eight({-w * .5f, 0, .35f}, .2f, .2f, w, .3f, .08f, .05f, join(0), {PI / 2 - .5f, 0, -PI / 2});
        b.frame = b.inside({0, 0, .35f}, {PI / 2 - .5f, 0, 0});
        b.mirror = true;
        b.drum({w * .3f, -.08f, .1f}, .06f, .05f, .06f, .01f);
        b.mirror = false;
        for (Vec d : {Vec{.06f, 0, 0}, Vec{-.06f, 0, 0}, Vec{0, .06f, 0}, Vec{0, -.06f, 0}})
            b.drum(d + Vec{w * .5f, .06f, .08f}, .03f, .03f, .03f, .01f);
        b.block({-w * .5f, .06f, .08f}, {.09f, .03f, .03f}, .01f);
        b.block({-w * .5f, .06f, .08f}, {.03f, .09f, .03f}, .01f);
        b.limb({0, .0f, -.1f}, {0, -.3f, -.2f}, .1f, .12f);
    }
    if (sort == 3) {
        b.trapezoid({0, 0, .16f}, .34f, .2f, .16f, .26f, .05f, join(0), UPRIGHT);
        b.drum({0, -.2f, .2f}, .05f, .16f, .15f, .01f, join(), {PI / 2 - .7f, 0, 0});
        b.around(8, .1f).ball({0, -.24f, .24f}, {.025f, .025f, .05f}, cut(), {PI / 2 - .7f, 0, 0});
        b.bend({-.42f, 0, .42f}, {0, 0, .55f}, {.42f, 0, .42f}, .06f, .06f);
        for (float x : {-.42f, .42f}) b.drum({x, 0, .38f}, .06f, .13f, .1f, .02f);
    }
}

inline void microphone(Builder& b) {
    if (b.often(.5f)) {
        float z = b.u(.6f, .9f);
        b.drum({0, 0, .03f}, .03f, .28f, .25f, .01f);
        b.limb({0, 0, 0}, {0, 0, z}, .03f, .025f);
        b.frame = b.inside({0, 0, z}, {b.u(-.3f, .8f), 0, 0});
    } else b.frame = b.inside({0, 0, .1f}, {b.u(-.3f, .3f), b.u(-.4f, .4f), 0});
    b.drum({0, 0, .2f}, .25f, .05f, .09f, .01f, join(0));
    b.ball({0, 0, .55f}, {.16f, .16f, b.u(.15f, .24f)}, join(.01f));
    b.ring({0, 0, .5f}, .155f, .03f);
    if (b.often(.6f))
        for (int i = 0; i < 4; i++) b.ring({0, 0, .55f}, .155f, .012f, join(), {PI / 2, 0, i * PI / 4});
    if (b.often(.3f)) b.bend({0, 0, 0}, {.4f, .3f, -.1f}, {.5f, -.3f, -.05f}, .025f, .025f);
}

inline void lamp(Builder& b) {
    float z = b.u(.6f, .95f), r = b.u(.2f, .34f);
    b.drum({0, 0, .03f}, .03f, .24f, .2f, .01f);
    if (b.often(.5f)) {
        b.lathe({0, 0, z * .5f}, z * .5f, .07f, b.u(.02f, .05f), b.u(1, 4), b.u(0, 6), 0);
        b.drum({0, 0, z + .1f}, .18f, r, r * b.u(.5f, .9f), .01f);
        if (b.often(.6f)) b.drum({0, 0, z - .05f}, .18f, r * .9f, r * .6f, .01f, cut());
    } else {
        Vec elbow = {b.u(-.35f, .1f), .15f, z * .6f}, top = {.25f, -.1f, z};
        b.limb({0, 0, 0}, elbow, .03f, .03f);
        b.limb(elbow, top, .028f, .028f);
        b.ball(elbow, .05f);
        b.drum(top + Vec{.1f, -.05f, -.08f}, .12f, .2f, .08f, .01f, join(), {.4f, -.5f, 0});
    }
}

inline void hourglass(Builder& b) {
    float r = b.u(.2f, .3f), h = b.u(.35f, .5f);
    b.lathe({0, 0, h + .07f}, h, r * .55f, r * .42f, 1.f, PI * 2, 0, 0, join(0));
    for (float z : {.05f, .09f + 2 * h}) b.drum({0, 0, z}, .045f, r * 1.5f, r * 1.5f, .02f);
    b.around(b.pick(3, 4), r * 1.3f).limb({0, 0, .07f}, {0, 0, .07f + 2 * h}, .035f, .035f);
}

inline void gears(Builder& b) {
    for (int i = b.pick(1, 3); i > 0; i--) {
        float r = b.u(.2f, .42f);
        Vec at = {b.u(-.3f, .3f), b.u(-.15f, .15f), r + b.u(.05f, .3f)};
        Vec tilt = {PI / 2 + b.u(-.2f, .2f), b.u(-.1f, .1f), b.u(-.4f, .4f)};
        b.rose(at, r, b.u(.08f, .15f), b.pick(8, 16), b.u(.04f, .09f), .01f, join(0), tilt, 0, 2.f);
        b.drum(at, .15f, r * .25f, r * .25f, .01f, b.often(.5f) ? cut() : join(), tilt);
        if (b.often(.5f)) b.around(b.pick(3, 6), r * .55f).drum(at, .2f, r * .16f, r * .16f, .01f, cut(), tilt);
        b.limb({at.x, at.y + .1f, 0}, {at.x, at.y + .1f, at.z}, .05f, .04f);
    }
}

inline void vessel(Builder& b) {  // cup, vase, jug
    float h = b.u(.25f, .6f), r = b.u(.18f, .35f);
    b.lathe({0, 0, h}, h, r, r * b.u(0, .35f), b.u(.3f, 1.4f), b.u(0, 6.3f), r * b.u(-.2f, .3f), b.u(.015f, .03f),
            join(0));
    if (b.often(.5f)) b.bend({r * .9f, 0, h * .5f}, {r * 2.2f, 0, h}, {r * .9f, 0, h * 1.5f}, .04f, .035f);
    if (b.often(.4f)) b.ring({0, 0, h * b.u(.4f, 1.6f)}, r * 1.02f, .02f);
    for (int i = b.often(.35f) ? b.pick(2, 5) : 0; i > 0; i--)
        b.limb({0, 0, h * .3f}, {b.u(-.25f, .25f), b.u(-.2f, .2f), 2 * h + b.u(.2f, .5f)}, .025f, .02f);
}

inline void bottle(Builder& b) {
    int n = b.pick(1, 2);
    for (int i = 0; i < n; i++) {
        float r = b.u(.14f, .22f), h = b.u(.25f, .35f), x = n > 1 ? -.25f + .5f * i : 0, neck = b.u(.12f, .25f);
        b.drum({x, 0, h}, h, r, r, .04f, join(0));
        b.drum({x, 0, 2 * h + neck * .5f}, neck * .6f, r * .75f, r * .25f, .02f, join(.06f));
        b.drum({x, 0, 2 * h + neck * 1.4f}, neck * .6f, r * .28f, r * .26f, .01f);
        if (b.often(.6f)) b.text({x, 0, h}, .06f, b.pick(3, 5), .02f, r, join(0));
    }
    if (b.often(.5f)) {
        float x = b.u(.35f, .5f);
        b.drum({x, -.2f, .02f}, .02f, .14f, .12f, .005f);
        b.limb({x, -.2f, 0}, {x, -.2f, .3f}, .022f, .02f);
        b.lathe({x, -.2f, .46f}, .17f, .13f, .04f, .6f, b.u(0, 3), .02f, .01f);
    }
}

inline void teapot(Builder& b) {
    float r = b.u(.28f, .4f), h = r * b.u(.7f, 1.f);
    b.ball({0, 0, h}, {r, r, h}, join(0));
    b.drum({0, 0, .03f}, .04f, r * .6f, r * .65f, .01f, join(.02f));
    b.bend({r * .8f, 0, h * .7f}, {r * 1.5f, 0, h * .8f}, {r * 1.5f, 0, h * 1.7f}, .09f, .045f, join(.04f));
    b.bend({-r * .8f, 0, h * 1.4f}, {-r * 2.2f, 0, h * 1.5f}, {-r * .9f, 0, h * .5f}, .04f, .04f);
    b.drum({0, 0, h * 2 - .02f}, .03f, r * .5f, r * .4f, .01f);
    b.ball({0, 0, h * 2 + .07f}, .06f);
}

inline void cake(Builder& b) {
    int tiers = b.pick(1, 3);
    float z = 0;
    for (int i = 0; i < tiers; i++) {
        float r = .5f - .14f * i, h = b.u(.1f, .17f);
        b.drum({0, 0, z + h}, h, r, r, .03f, join(0));
        if (b.often(.7f))
            b.around(b.pick(8, 16), r).ball({0, 0, z + 2 * h - .02f}, {.05f, .05f, b.u(.04f, .1f)}, join(.02f));
        z += 2 * h;
    }
    if (b.often(.7f)) b.around(b.pick(3, 9), b.u(.08f, .22f)).limb({0, 0, z}, {0, 0, z + .22f}, .02f, .018f);
    if (b.often(.5f)) b.ball({0, 0, z + .06f}, b.u(.06f, .12f));
    if (b.often(.3f)) b.block({.3f, -.3f, z * .5f}, {.3f, .3f, z}, .01f, cut());
}

inline void treat(Builder& b) {  // ice cream, cupcake, burger, fruit
    int sort = b.pick(0, 3);
    if (sort == 0) {
        b.drum({0, 0, .35f}, .35f, .05f, .24f, .01f, join(0));
        for (int i = b.pick(0, 2); i >= 0; i--)
            b.ball({b.u(-.08f, .08f), b.u(-.05f, .05f), .78f + .22f * i}, .27f - .03f * i, join(.03f));
        b.drum({0, 0, .05f}, .05f, .2f, .15f, .02f);
    }
    if (sort == 1) {
        b.drum({0, 0, .18f}, .18f, .24f, .34f, .01f, join(0));
        b.around(14, .3f).block({0, 0, .18f}, {.03f, .015f, .18f}, .01f, cut(), {0, 0, 0});
        for (int i = 0; i < 3; i++) b.ring({0, 0, .42f + .12f * i}, .24f - .08f * i, .11f - .015f * i, join(.02f));
        b.ball({0, 0, .78f}, .09f);
    }
    if (sort == 2) {
        float z = .1f;
        b.drum({0, 0, z}, .1f, .4f, .42f, .06f, join(0));
        for (int i = b.pick(2, 4); i > 0; i--) {
            z += .1f;
            b.rose({0, 0, z}, .43f, b.u(0, .06f), b.pick(5, 11), .04f, .03f, join(.005f));
        }
        b.ball({0, 0, z + .06f}, {.43f, .43f, .27f}, join(.005f));
    }
    if (sort == 3) {
        float r = b.u(.3f, .4f);
        b.rose({0, 0, r}, r, b.u(0, .05f), 5, r * .95f, r * .85f, join(0));
        b.ball({0, 0, 2 * r}, {.12f, .12f, .1f}, cut(.1f));
        b.bend({0, 0, 1.8f * r}, {0, 0, 2.2f * r}, {.1f, 0, 2.5f * r}, .03f, .03f);
        b.ball({.16f, 0, 2.3f * r}, {.15f, .08f, .02f}, join(), {0, -.3f, b.u(-1, 1)});
    }
}

inline void basket(Builder& b) {  // a bowl of fruit, a plate of sushi
    float r = b.u(.4f, .5f);
    b.lathe({0, 0, .14f}, .14f, r * .8f, 0, 0, 0, r * .2f, .02f, join(0));
    for (int i = b.pick(4, 9); i > 0; i--) {
        float s = b.u(.1f, .18f);
        b.ball({b.u(-.25f, .25f), b.u(-.25f, .25f), .2f + b.u(0, .2f)}, {s, s * b.u(.8f, 1.f), s * b.u(.8f, 1.2f)},
               join(.005f));
    }
    if (b.often(.5f))
        for (int i = 0; i < 3; i++)
            b.bend({-.3f, -.05f * i, .35f}, {0, -.1f * i - .1f, .65f}, {.3f, -.05f * i, .35f}, .06f, .03f);
    if (b.often(.4f)) b.bend({-r, 0, .25f}, {0, 0, 1.4f}, {r, 0, .25f}, .03f, .03f);
}
