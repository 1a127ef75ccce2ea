// What people wear: for the composed families alone, so that the evaluation's people stay as they are.
#pragma once
#include "parts.hpp"

inline void locks(Builder& b, Vec c, float s) {  // more of hair, and what is on a head
    Vec back = c + Vec{0, .55f * s, 0};
    switch (b.pick(0, 6)) {
        case 0:
            b.ball(back + Vec{0, 0, -.5f * s}, {s * b.u(.8f, 1.1f), .6f * s, s * b.u(.9f, 1.6f)}, join(.1f * s));
            break;
        case 1:
            b.mirror = true;
            b.bend(c + Vec{.85f * s, .1f * s, 0}, c + Vec{1.4f * s, .1f * s, -.2f * s},
                   c + Vec{b.u(.8f, 1.4f) * s, -.1f * s, -b.u(1.f, 1.8f) * s}, .24f * s, .13f * s);
            break;
        case 2:
            b.mirror = true;
            b.ball(c + Vec{b.u(.4f, 1.f) * s, .2f * s, b.u(.5f, .95f) * s}, b.u(.25f, .45f) * s, join(.05f * s));
            break;
        case 3:
            b.around(b.pick(6, 10), .85f * s).ball(c + Vec{0, .1f * s, b.u(.1f, .5f) * s}, .35f * s, join(.08f * s));
            break;
        case 4:
            b.drum(c + Vec{0, 0, .6f * s}, .05f * s, 1.7f * s, 1.7f * s, .04f * s);
            b.drum(c + Vec{0, 0, s}, .45f * s, .9f * s, b.u(.1f, .9f) * s, .06f * s);
            break;
        case 5:
            b.around(b.pick(5, 8), .75f * s).limb(c + Vec{0, 0, .75f * s}, c + Vec{0, 0, 1.3f * s}, .1f * s, .1f * s);
            break;
        case 6: b.ball(c + Vec{0, .1f * s, .35f * s}, {1.15f * s, 1.15f * s, .9f * s}, join(.02f * s));
    }
    b.mirror = false;
}

inline void clothes(Builder& b, const Grip& g) {
    float s = g.skull, w = g.wide, tall = g.chest.z - g.hip.z;
    Vec neck = g.chest + Vec{0, 0, .1f}, middle = (g.chest + g.hip) * .5f;
    if (b.often(.25f))
        b.drum(g.hip + Vec{0, 0, .2f * tall - .1f}, .12f + .3f * tall, w * b.u(1.3f, 2.f), w * b.u(.9f, 1.1f), .03f,
               join(.03f));
    if (b.often(.12f))
        b.block(middle + Vec{0, w + .03f, -.1f}, {w * b.u(1.f, 1.8f), .025f, tall * b.u(.6f, .9f)}, .02f, join(.02f),
                {b.u(.05f, .35f), 0, 0});
    if (b.often(.15f)) b.block(middle + Vec{0, w + .08f, .05f}, {w * .9f, .1f, tall * .45f}, .06f, join(.02f));
    if (b.often(.2f)) {
        b.ring(neck, .55f * s + .03f, .05f, join(.02f));
        if (b.often(.6f)) b.limb(neck + Vec{.08f, -.1f, 0}, neck + Vec{.12f, -w - .02f, -.3f}, .04f, .05f, join(.02f));
    }
    if (b.often(.2f)) b.ring(g.hip + Vec{0, 0, .08f}, w * .95f, .03f, join(.01f));
    if (b.often(.12f))
        b.block(middle + Vec{0, -w * .95f, -.08f}, {w * .75f, .025f, tall * .6f}, .02f, join(.01f), {-.1f, 0, 0});
    if (b.often(.15f)) {
        b.mirror = true;
        b.ring(g.head + Vec{.4f * s, -.95f * s, .1f * s}, .3f * s, .05f * s, join(), {PI / 2, 0, 0});
        b.mirror = false;
    }
    if (b.often(.12f))
        b.ball(g.head + Vec{0, -.6f * s, -.7f * s}, {.6f * s, .5f * s, b.u(.4f, .8f) * s}, join(.1f * s));
    if (b.often(.45f)) locks(b, g.head, s);
}
