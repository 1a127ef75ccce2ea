// What surrounds the figure: small things beside it and the pedestal under it.
#pragma once
#include "families.hpp"

inline void little_thing(Builder& b) {
    float s = b.u(.08f, .18f);
    switch (b.pick(0, 11)) {
        case 0:
            b.ball({0, 0, s}, s);
            for (int i = b.pick(0, 6); i > 0; i--)
                b.ring({0, 0, s}, s * .98f, s * .1f, join(), {b.u(0, 3), b.u(0, 3), 0});
            break;
        case 1: b.block({0, 0, s}, {s, s, s}, .02f, join(), {0, 0, b.u(-1, 1)}); break;
        case 2:
            for (int i = b.pick(2, 3); i > 0; i--)
                b.block({0, 0, .03f + .06f * i}, {.18f, .13f, .03f}, .01f, join(), {0, 0, b.u(-1, 1)});
            break;
        case 3:
            b.drum({0, 0, s}, s, s * .8f, s * .85f, .02f);
            b.drum({0, 0, 2 * s}, s * .5f, s * .65f, s * .65f, .01f, cut());
            b.ring({s, 0, s}, s * .5f, .025f, join(), UPRIGHT);
            break;
        case 4:
            b.star({0, 0, s}, s * 1.3f, s * .6f, 5, .04f, .02f, join(), {PI / 2 - b.u(0, 1.2f), 0, b.u(-.5f, .5f)});
            break;
        case 5:
            for (int i = b.pick(2, 7); i > 0; i--) {
                float r = b.u(.03f, .09f);
                b.ball({b.u(-.25f, .25f), b.u(-.2f, .2f), r * .6f}, {r, r * b.u(.7f, 1.f), r * b.u(.5f, .9f)});
            }
            break;
        case 6:
            b.ball({0, 0, .05f}, {.09f, .06f, .05f});
            b.limb({.07f, 0, .05f}, {.07f, 0, .36f}, .018f, .018f);
            b.bend({.07f, 0, .36f}, {.2f, 0, .33f}, {.2f, 0, .2f}, .03f, .015f);
            break;
        case 7:
            b.limb({0, 0, 0}, {0, 0, .2f}, .04f, .03f);
            b.ball({0, 0, .32f}, {.14f, .14f, .18f}, join(.04f));
            break;
        case 8: b.heart({0, 0, .02f}, s * 1.6f, .05f, .03f, join(), {PI / 2 - b.u(0, .6f), 0, b.u(-.5f, .5f)}); break;
        case 9: b.text({0, 0, .14f}, .11f, b.pick(1, 3), .05f, 0, join(0), {0, 0, b.u(-.4f, .4f)}); break;
        case 10:
            b.around(b.pick(4, 7), s * .7f, b.u(-.7f, 0)).ball({0, 0, s * .4f}, {s * .6f, s * .3f, .03f}, join(.01f));
            b.ball({0, 0, s * .45f}, s * .35f);
            break;
        case 11:
            b.drum({0, 0, s * 2}, s * 2, s * .35f, s * .3f, .02f);
            b.ball({0, 0, s * 4}, {s * .3f, s * .3f, s * .5f});
            break;
    }
}

inline void little_things(Builder& b, float reach, float z) {
    for (int i = b.often(.45f) ? 0 : b.pick(1, 3); i > 0; i--) {
        float t = b.often(.7f) ? b.u(-2.9f, -.2f) : b.u(-PI, PI), away = reach * b.u(.55f, .9f);
        b.frame = {{away * cosf(t), away * sinf(t), z},
                   turned({0, 0, b.u(-1.5f, 1.5f)}),
                   b.u(.6f, 1.4f) * std::max(.7f, reach)};
        little_thing(b);
    }
}

// Stands from z = 0 to `tall`; `r` is half its width.
inline void pedestal(Builder& b, float r, float tall) {
    b.frame = {{0, 0, 0}, turned({0, 0, b.often(.7f) ? 0.f : b.u(-.6f, .6f)}), 1.f};
    float round = b.u(.005f, .06f), blend = b.often(.4f) ? b.u(0, .05f) : .004f, h = tall * .5f, deep = b.u(.01f, .03f);
    Mix m = join(blend), letters = b.often(.7f) ? cut(0) : join(0);
    float size = tall * b.u(.15f, .3f);
    int n = b.pick(3, std::max(4, std::min(14, (int)(2.2f * r / (1.5f * size)))));
    bool written = tall > .1f && b.often(.45f);
    switch (b.pick(0, 9)) {
        default:
            b.drum({0, 0, h}, h, r, r * (b.often(.3f) ? b.u(.8f, 1.f) : 1.f), round, m);
            if (written) b.text({0, 0, h}, size, n, deep, r, letters);
            break;
        case 5:
        case 6:
            b.block({0, 0, h}, {r, r * b.u(.6f, 1.f), h}, round, m);
            if (written) b.text({0, -r, h}, size, n, .5f * r, 0, letters);
            break;
        case 7:
            b.polygon({0, 0, h}, r * .95f, b.pick(5, 8), h, round, m, {0, 0, b.often(.5f) ? PI / 2 : b.u(0, 1)});
            if (written) b.text({0, -r * .95f, h}, size, std::min(n, 6), deep, 0, letters);
            break;
        case 8: b.rose({0, 0, h}, r * .9f, 0, 1, h, round, m, {0, 0, 0}, b.u(.1f, .2f)); break;
        case 9:
            b.drum({0, 0, h * .6f}, h * .6f, r, r, round, m);
            b.drum({0, 0, h * 1.5f}, h * .5f, r * .85f, r * b.u(.75f, .85f), round, join(.005f));
            if (written) b.text({0, 0, h * .6f}, size * .6f, n, deep, r, letters);
    }
    if (b.often(.3f))
        b.ring({0, 0, tall * b.u(.1f, .9f)}, r * .995f, b.u(.008f, .03f), b.often(.5f) ? cut(.005f) : join(.005f));
    if (b.often(.15f)) b.drum({0, 0, tall}, .02f, r * .85f, r * .85f, .005f, cut(.01f));
}
