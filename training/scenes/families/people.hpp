// People and figures of people.
#pragma once
#include "animals.hpp"

inline void seat(Builder& b, float z) {
    if (b.often(.5f)) {
        b.block({0, .08f, z * .5f}, {.28f, .28f, z * .5f}, .03f, join(.02f));
        return;
    }
    b.drum({0, .05f, z - .04f}, .04f, .28f, .28f, .03f);
    b.drum({0, .05f, z * .5f}, z * .5f, .07f, .06f, .01f);
    if (b.often(.5f)) b.block({0, .3f, z + .25f}, {.24f, .03f, .3f}, .02f, join(), {b.u(-.2f, 0), 0, 0});
}

inline void stander(Builder& b) { person(b, {0, 0, b.u(.45f, .7f)}, Pose::STAND); }
inline void runner(Builder& b) {
    person(b, {0, 0, b.u(.55f, .7f)}, Pose::RUN);
    if (b.often(.3f)) b.ball({b.u(-.4f, .4f), b.u(-.6f, -.3f), .12f}, .12f);
}
inline void sitting(Builder& b) {
    float z = b.u(.35f, .5f);
    person(b, {0, 0, z + .12f}, Pose::SIT);
    seat(b, z);
    if (b.often(.3f)) b.block({0, -.5f, z + .15f}, {.4f, .18f, .03f}, .01f);
}
inline void cheerer(Builder& b) {
    person(b, {0, 0, b.u(.5f, .7f)}, Pose::CHEER);
    if (b.often(.4f)) b.eight({0, -.05f, 1.55f}, .15f, .11f, .2f, .1f, .05f, .02f, join(.02f), UPRIGHT);
}
inline void kneeler(Builder& b) { person(b, {0, 0, .42f}, Pose::KNEEL); }

inline void gymnast(Builder& b) {
    float z = b.u(.75f, 1.f);
    person(b, {0, 0, z}, Pose::SPLIT);
    b.limb({0, 0, 0}, {0, .02f, z}, b.u(.04f, .08f), .04f, join(.02f));
    if (b.often(.4f)) b.bend({.4f, -.2f, z + .6f}, {1.f, -.4f, z}, {.5f, .2f, .3f}, .02f, .02f);
}

inline void bust(Builder& b) {
    float w = b.u(.35f, .5f), s = b.u(.26f, .34f);
    b.drum({0, 0, .12f}, .12f, .22f, .16f, .02f);
    b.ball({0, 0, .42f}, {w, w * .55f, .24f}, join(.06f));
    b.limb({0, 0, .55f}, {0, -.04f, .9f}, .16f, .12f, join(.08f));
    head(b, {b.u(-.04f, .04f), -.06f, .95f + s * .7f}, s, Creature::PERSON);
    if (b.often(.5f)) b.trapezoid({0, -w * .5f, .45f}, .05f, .14f, .14f, .02f, .01f, join(.02f), {PI / 2 - .2f, 0, 0});
}

inline void rider(Builder& b) {
    float h = b.u(.4f, .5f), w = b.u(.15f, .2f);
    walker(b);
    b.frame = b.inside({0, .05f, h + w - .05f}, {0, 0, 0}, b.u(.55f, .75f));
    person(b, {0, 0, .3f}, Pose::SIT);
}

inline void robot(Builder& b) {
    person(b, {0, 0, b.u(.45f, .6f)}, b.often(.5f) ? Pose::STAND : Pose::CHEER, Creature::ROBOT);
    if (b.often(.5f)) b.drum({0, -.2f, .8f}, .03f, .08f, .08f, .01f, join(), UPRIGHT);
}

inline void pair(Builder& b) {  // two people, or a person with an animal
    auto home = b.frame;
    bool beast = b.often(.4f);
    for (float side : {-1.f, 1.f}) {
        b.frame = home;
        b.frame = b.inside({side * b.u(.28f, .45f), b.u(-.15f, .15f), 0}, {0, 0, -side * b.u(-.3f, .9f)},
                           side > 0 && beast ? b.u(.5f, .8f) : b.u(.7f, 1.f));
        if (side > 0 && beast) b.often(.5f) ? sitter(b) : walker(b);
        else person(b, {0, 0, .55f}, (Pose)b.pick(0, 4));
    }
    b.frame = home;
}

inline void thinker(Builder& b) {  // cross-legged: meditating, reading
    b.ball({0, .05f, .18f}, {.3f, .25f, .18f}, join(0));
    b.mirror = true;
    b.limb({.15f, 0, .15f}, {.48f, -.25f, .12f}, .13f, .1f, join(.05f));
    b.limb({.48f, -.25f, .12f}, {.05f, -.42f, .09f}, .09f, .07f, join(.03f));
    Vec hand = b.often(.5f) ? Vec{.45f, -.32f, .28f} : Vec{.12f, -.42f, .4f};
    b.limb({.26f, 0, .68f}, {.4f, -.1f, .45f}, .075f, .06f, join(.05f));
    b.limb({.4f, -.1f, .45f}, hand, .06f, .05f, join(.03f));
    b.ball(hand, .065f, join(.02f));
    b.mirror = false;
    b.limb({0, .05f, .25f}, {0, 0, .68f}, .2f, .22f, join(.08f));
    head(b, {0, -.06f, 1.02f}, b.u(.17f, .24f), Creature::PERSON);
    if (b.often(.4f)) b.block({0, -.45f, .45f}, {.16f, .03f, .11f}, .01f, join(), {.5f, 0, 0});
}

inline void hand(Builder& b) {  // a hand standing on its wrist, some fingers folded
    b.limb({0, 0, 0}, {0, 0, .45f}, b.u(.13f, .18f), .14f, join(0));
    b.block({0, 0, .6f}, {.22f, .1f, .22f}, .09f, join(.1f));
    for (int i = 0; i < 4; i++) {
        float x = -.17f + .113f * i, l = .2f + .05f * (i == 1 || i == 2), lean = b.u(-.05f, .05f) + (i - 1.5f) * .05f;
        Vec root = {x, 0, .8f}, knuckle = {x + lean, -.02f, .8f + l};
        if (b.often(.35f)) {
            knuckle = {x, -.16f, .86f};
            b.limb(knuckle, {x, -.17f, .68f}, .055f, .05f, join(.01f));
        } else b.limb(knuckle, knuckle + Vec{lean, b.u(-.08f, 0), .17f}, .052f, .045f, join(.01f));
        b.limb(root, knuckle, .06f, .055f, join(.02f));
    }
    Vec joint = {.34f, -.05f, .68f};
    b.limb({.18f, 0, .5f}, joint, .075f, .065f, join(.05f));
    b.limb(joint, joint + Vec{b.u(-.15f, .08f), b.u(-.12f, 0), .17f}, .06f, .05f, join(.02f));
    if (b.often(.3f)) b.drum({0, 0, .2f}, .15f, .21f, .2f, .03f, join(.01f));
}

inline void chessman(Builder& b) {
    int sort = b.pick(0, 3);
    b.drum({0, 0, .08f}, .08f, .34f, .3f, .04f);
    b.lathe({0, 0, .5f}, .42f, .2f, b.u(.02f, .08f), b.u(.5f, 1.2f), b.u(0, 6), -.06f, 0, join(.04f));
    b.drum({0, 0, .9f}, .04f, .2f, .22f, .02f, join(.02f));
    if (sort == 0) b.ball({0, 0, 1.1f}, .2f, join(.03f));
    if (sort == 1) {
        b.drum({0, 0, 1.08f}, .15f, .17f, .22f, .02f);
        b.drum({0, 0, 1.2f}, .1f, .13f, .15f, .01f, cut());
        b.around(b.pick(4, 6), .2f).block({0, 0, 1.22f}, {.1f, .04f, .06f}, .01f, cut());
    }
    if (sort == 2) {
        b.drum({0, 0, 1.1f}, .18f, .13f, .22f, .02f);
        b.block({0, 0, 1.4f}, {.04f, .03f, .14f}, .01f);
        b.block({0, 0, 1.42f}, {.1f, .03f, .035f}, .01f);
    }
    if (sort == 3) {
        b.bend({0, .05f, .9f}, {0, .25f, 1.3f}, {0, -.1f, 1.35f}, .17f, .14f, join(.04f));
        b.limb({0, -.08f, 1.33f}, {0, -.32f, 1.18f}, .13f, .08f, join(.05f));
        b.mirror = true;
        b.limb({.06f, .02f, 1.4f}, {.08f, .02f, 1.56f}, .05f, .02f);
        b.mirror = false;
    }
}
