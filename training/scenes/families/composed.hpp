// Several things as one figure: somebody who holds, wears and stands on things, groups, things that stick out of a
// ball, that have a face, that are stacked or that rise from a disc. Each thing is of any family but those held out.
#pragma once
#include "clothes.hpp"
#include "free.hpp"

inline void anything(Builder& b, int room);  // families.hpp has the list

inline void thing(Builder& b, Vec at, Vec turn, float size, int room = 22) {
    auto home = b.frame;
    b.frame = b.inside(at, turn, size);
    anything(b, room);
    b.frame = home;
}

// Stands on a surface at `at` whose normal is `up`.
inline void outward(Builder& b, Vec at, Vec up, float size, int room) {
    auto home = b.frame;
    b.frame = {home.place + apply(home.turn, at) * home.size,
               product(product(home.turn, along(up)), turned({0, 0, b.u(-PI, PI)})), home.size * size};
    anything(b, room);
    b.frame = home;
}

inline void at_feet(Builder& b, float reach, int most) {
    for (int i = b.pick(0, most); i > 0; i--) {
        float t = b.often(.75f) ? b.u(-2.9f, -.2f) : b.u(-PI, PI), far = reach * b.u(.75f, 1.3f);
        Vec lean = {b.often(.2f) ? b.u(-1.f, 1.f) : 0.f, 0, b.u(-1.2f, 1.2f)};
        thing(b, {far * cosf(t), far * sinf(t), 0}, lean, b.u(.14f, .42f), 18);
    }
}

// In a hand: a thing itself, or one on a rod.
inline void carried(Builder& b, Vec hand, float size) {
    Vec lean = {b.u(-.5f, .5f), b.u(-.5f, .5f), b.u(-1.5f, 1.5f)};
    if (b.often(.25f)) {
        Vec end = hand + Vec{b.u(-.15f, .15f), b.u(-.2f, .05f), b.u(.15f, .5f)};
        b.limb(hand + (hand - end) * b.u(0, .5f), end, .022f, .018f);
        hand = end;
    }
    thing(b, hand + Vec{0, -.04f, -.25f * size * b.u(0, 1)}, lean, size);
}

// Something to stand on, about `tall`.
inline void rise(Builder& b, float tall) {
    float r = b.u(.2f, .4f), h = tall * .5f;
    switch (b.pick(0, 4)) {
        case 0: b.drum({0, 0, h}, h, r * b.u(1.f, 1.4f), r, .03f, join(0)); break;
        case 1: b.block({0, 0, h}, {r, r * b.u(.6f, 1.f), h}, b.u(.005f, .06f), join(0), {0, 0, b.u(-.6f, .6f)}); break;
        case 2:
            for (int i = 0, n = b.pick(2, 5); i < n; i++)
                b.block({b.u(-.05f, .05f), 0, tall * (i + .5f) / n},
                        {r * b.u(.8f, 1.2f), r * b.u(.6f, .9f), .48f * tall / n}, .01f, join(.002f),
                        {0, 0, b.u(-.5f, .5f)});
            break;
        case 3:
            b.ball({0, 0, tall * .3f}, {r * 1.2f, r, tall * .75f}, join(0));
            for (int i = b.pick(2, 5); i > 0; i--)
                lump(b, {b.u(-.3f, .3f), b.u(-.25f, .25f), 0}, {b.u(.1f, .25f), b.u(.1f, .2f), b.u(.1f, .8f) * tall},
                     join(.05f), .4f);
            break;
        case 4:
            b.drum({0, 0, tall * .6f}, tall * .6f, r * 1.5f, r * .5f, .03f, join(0));
            b.drum({b.u(-.3f, .3f), b.u(-.2f, .2f), tall * .3f}, tall * .3f, r, .05f, .02f, join(.06f));
    }
}

inline void keeper(Builder& b) {  // a person, a robot or an animal upright, with belongings
    auto home = b.frame;
    float up = b.often(.3f) ? b.u(.1f, .45f) : 0.f, hip = b.u(.26f, .6f), childlike = b.u(1.f, 1.8f);
    if (up > 0) rise(b, up);
    b.frame = b.inside({0, 0, up}, {0, 0, b.u(-.4f, .4f)}, b.u(.75f, 1.f));
    int sort = b.pick(0, 9);
    Pose pose = sort < 5 ? Pose::STAND : sort < 7 ? Pose::CHEER : sort < 8 ? Pose::RUN : Pose::SIT;
    if (pose == Pose::SIT) {
        hip = std::max(hip, .32f);
        b.often(.4f) ? lump(b, {0, .06f, hip * .4f}, {.25f, .25f, hip * .5f}, join(.01f), .1f)
                     : thing(b, {0, .1f, 0}, {0, 0, b.u(-1, 1)}, b.u(.3f, .55f));
    }
    Creature who = b.often(.8f) ? Creature::PERSON : b.often(.6f) ? Creature::ANIMAL : Creature::ROBOT;
    Grip grip = person(b, {0, 0, hip}, pose, who, childlike);
    if (who == Creature::PERSON && b.often(.7f)) clothes(b, grip);
    for (Vec hand : grip.hands)
        if (b.often(.6f)) carried(b, hand, b.u(.14f, .42f));
    if (b.often(.15f)) thing(b, grip.head + Vec{0, 0, .85f * grip.skull}, {0, 0, b.u(-1, 1)}, b.u(.15f, .35f));
    if (b.often(.2f))
        thing(b, {b.u(-.1f, .1f), b.u(.12f, .25f), hip + b.u(0, .25f)}, {b.u(-.3f, .3f), 0, b.u(-PI, PI)},
              b.u(.2f, .45f));
    b.frame = home;
    at_feet(b, .5f, up > 0 ? 5 : 4);
}

inline void crowd(Builder& b) {  // one large thing, smaller ones around it and on it
    float size = b.u(.55f, .95f);
    Vec at = {b.u(-.15f, .15f), b.u(0, .25f), 0};
    if (b.often(.25f)) rise(b, at.z = b.u(.1f, .3f));
    thing(b, at, {0, 0, b.u(-.7f, .7f)}, size, 40);
    if (b.often(.3f))
        thing(b, {b.u(-.2f, .2f), b.u(-.1f, .2f), at.z + size * b.u(.4f, 1.f)}, {0, b.u(-.3f, .3f), b.u(-1, 1)},
              b.u(.2f, .45f));
    at_feet(b, size * b.u(.45f, .75f), 7);
    if (b.often(.2f)) b.drum({0, 0, .02f}, .02f, size * .9f, size * .85f, .01f);
}

inline void planetoid(Builder& b) {  // things all round a ball
    float r = b.u(.24f, .45f), z = r * b.u(.8f, 1.05f) + (b.often(.4f) ? b.u(.05f, .35f) : 0.f);
    if (b.often(.8f)) b.ball({0, 0, z}, {r, r * b.u(.9f, 1.f), r * b.u(.85f, 1.f)}, join(0));
    else lump(b, {0, 0, z}, {r, r, r}, join(0), .5f);
    for (int i = b.pick(0, 6); i > 0; i--) {
        Vec d = unit({b.u(-1, 1), b.u(-1, 1), b.u(-1, 1)});
        float s = r * b.u(.12f, .45f);
        b.ball(Vec{0, 0, z} + d * (r * b.u(.75f, .98f)), {s, s * b.u(.5f, 1.f), s * b.u(.4f, 1.f)},
               b.often(.75f) ? join(.02f) : cut(.02f));
    }
    if (z > r) {
        b.drum({0, 0, (z - r) * .5f + .02f}, (z - r) * .5f + .04f, r * b.u(.3f, .9f), r * b.u(.2f, .5f), .01f,
               join(.02f));
    } else if (b.often(.4f)) b.drum({0, 0, .05f}, .05f, r * b.u(.6f, 1.f), r * b.u(.5f, .8f), .02f, join(.02f));
    if (b.often(.15f))
        b.ring({0, 0, z}, r * b.u(1.15f, 1.4f), b.u(.015f, .05f), join(), {b.u(-.5f, .5f), b.u(-.4f, .4f), 0});
    outward(b, {b.u(-.1f, .1f) * r, 0, z + .93f * r}, {b.u(-.15f, .15f), b.u(-.15f, .15f), 1}, r * b.u(.9f, 1.9f), 26);
    for (int i = b.pick(1, 6); i > 0; i--) {
        float t = b.u(-PI, PI), lift = b.u(-.45f, .9f);
        Vec d = {cosf(t) * cosf(lift), sinf(t) * cosf(lift), sinf(lift)};
        outward(b, Vec{0, 0, z} + d * (r * b.u(.85f, .97f)), d, r * b.u(.45f, 1.3f), 18);
    }
}

// A face on the front of a body about c, as large as r says.
inline void countenance(Builder& b, Vec c, Vec r) {
    float s = std::min(r.x, r.z);
    eyes(b, c, r, s * b.u(.8f, 1.2f));
    float y = c.y - .93f * r.y, z = c.z - b.u(.25f, .45f) * r.z, w = b.u(.15f, .45f) * s, sag = b.u(-.1f, .2f) * s;
    Mix m = b.often(.5f) ? cut() : join();
    if (b.often(.7f))
        b.bend({c.x - w, y, z + sag}, {c.x, y - .05f * s, z - sag}, {c.x + w, y, z + sag}, .05f * s, .05f * s, m);
    if (b.often(.4f)) b.ball({c.x, c.y - r.y, c.z - .05f * s}, {.1f * s, .15f * s, .12f * s}, join(.02f * s));
}

inline void alive(Builder& b) {  // a thing with legs, arms and a face
    float z = b.often(.75f) ? b.u(.15f, .45f) : 0.f, soft = b.u(.01f, .05f), w = b.u(.03f, .075f);
    Vec r = {b.u(.18f, .42f), b.u(.14f, .32f), b.u(.16f, .4f)}, c = {0, 0, z + .95f * r.z};
    if (b.often(.5f)) thing(b, {0, 0, z - .02f}, {0, 0, b.u(-.3f, .3f)}, b.u(.5f, .85f), 34);
    else {
        lump(b, c, r, join(0), .12f);
        if (b.often(.4f))
            thing(b, {b.u(-.1f, .1f), 0, c.z + .9f * r.z}, {b.u(-.2f, .2f), b.u(-.2f, .2f), b.u(-1, 1)},
                  b.u(.25f, .5f));
    }
    if (b.often(.85f)) countenance(b, c, r);
    int legs = z > 0 ? b.pick(1, 2) : 0;
    b.mirror = true;
    for (int i = 0; i < legs; i++) {
        float x = r.x * b.u(.25f, .75f), y = legs > 1 ? (i ? .6f : -.6f) * r.y : b.u(-.1f, .1f);
        Vec foot = {x + b.u(-.04f, .1f), y + b.u(-.08f, .05f), w * .7f};
        b.limb({.2f * x, .2f * y, z + .8f * r.z}, {x, y, z + .3f * r.z}, w, w * 1.1f, join(soft));  // it may be thin
        b.limb({x, y, z + .3f * r.z}, foot, w * 1.1f, w, join(soft));
        b.ball(foot + Vec{0, -.05f, -.1f * w}, {w * 1.2f, w * b.u(1.3f, 2.2f), w * .75f}, join(.02f));
    }
    b.mirror = false;
    for (float side : {-1.f, 1.f}) {
        if (b.often(.1f)) continue;
        Vec root = {side * r.x * .85f, b.u(-.06f, .06f), c.z + b.u(-.1f, .5f) * r.z};
        Vec elbow = root + Vec{side * b.u(.08f, .25f), b.u(-.12f, .08f), b.u(-.2f, .15f)},
            hand = elbow + Vec{side * b.u(-.05f, .12f), b.u(-.2f, .03f), b.u(-.12f, .35f)};
        b.limb({0, 0, root.z}, root, w * .9f, w, join(soft));
        b.limb(root, elbow, w, w * .9f, join(soft));
        b.limb(elbow, hand, w * .9f, w * .8f, join(.01f));
        b.ball(hand, w * 1.35f, join(.02f));
        if (b.often(.6f)) carried(b, hand, b.u(.14f, .38f));
    }
    at_feet(b, .5f, 3);
}

inline void tiers(Builder& b) {  // plates on columns, things between them and one on top
    float z = 0, wide = b.u(.2f, .42f);
    for (int i = b.pick(1, 4); i > 0; i--) {
        float h = b.u(.12f, .4f), thin = b.u(.012f, .05f), r = wide * b.u(.85f, 1.2f), core = wide * b.u(.12f, .6f);
        switch (b.pick(0, 5)) {
            default: b.drum({0, 0, z + h * .5f}, h * .52f, core, core * b.u(.6f, 1.1f), .01f, join(.01f)); break;
            case 2:
                b.around(b.pick(3, 6), wide * b.u(.4f, .8f))
                    .limb({0, 0, z}, {0, 0, z + h}, b.u(.02f, .05f), b.u(.02f, .05f));
                break;
            case 3:
                b.lathe({0, 0, z + h * .5f}, h * .52f, core, core * b.u(.1f, .4f), b.u(.5f, 2.f), b.u(0, 6), 0, 0,
                        join(.01f));
                break;
            case 4: thing(b, {0, 0, z}, {0, 0, b.u(-.6f, .6f)}, h * b.u(.9f, 1.5f), 24); break;
            case 5: lump(b, {0, 0, z + h * .5f}, {core * 1.3f, core * 1.2f, h * .55f}, join(.01f), .2f);
        }
        if (b.often(.6f))
            for (int k = b.pick(1, 3); k > 0; k--) {
                float t = b.often(.7f) ? b.u(-2.8f, -.3f) : b.u(-PI, PI), far = wide * b.u(.45f, .85f);
                thing(b, {far * cosf(t), far * sinf(t), z}, {0, 0, b.u(-1.2f, 1.2f)}, h * b.u(.4f, .9f), 14);
            }
        z += h;
        if (b.often(.85f)) {
            if (b.often(.75f)) b.drum({0, 0, z}, thin, r, r * b.u(.85f, 1.f), .01f, join(b.u(0, .02f)));
            else b.polygon({0, 0, z}, r * .95f, b.pick(4, 8), thin, .008f, join(.005f), {0, 0, b.u(0, 1)});
            z += thin;
        }
        wide *= b.u(.75f, 1.05f);
    }
    thing(b, {0, 0, z - .01f}, {0, 0, b.u(-.6f, .6f)}, b.u(.3f, .8f), 34);
    if (b.often(.3f)) at_feet(b, .4f, 3);
}

// What keeps a disc of radius r upright, `foot` above the ground.
inline void stand(Builder& b, float r, float foot) {
    switch (b.pick(0, 3)) {
        case 0: b.block({0, 0, foot * .5f + .04f}, {r * b.u(.3f, .8f), b.u(.08f, .2f), foot * .5f + .05f}, .02f); break;
        case 1: b.drum({0, 0, foot * .5f + .03f}, foot * .5f + .04f, r * b.u(.3f, .6f), r * .3f, .02f); break;
        case 2:
            for (float side : {-1.f, 1.f})
                b.limb({side * .3f * r, -.1f, .04f}, {side * .3f * r, .2f, .05f}, .05f, .05f, join(.02f));
            break;
        case 3: b.limb({0, r * .5f, 0}, {0, .05f, r}, .04f, .04f);
    }
}

inline void disc(Builder& b) {  // a coin, a plate or a tablet upright, with things in relief
    float r = b.u(.42f, .6f), h = b.u(.025f, .07f), foot = b.u(0, .1f);
    auto home = b.frame;
    b.frame = b.inside({0, 0, r * .97f + foot}, {PI / 2 - b.u(-.02f, .3f), 0, b.u(-.3f, .3f)});  // the front is +z now
    auto face = b.frame;
    bool round = b.often(.75f);
    if (round) b.drum({0, 0, 0}, h, r, r, .01f, join(0));
    else if (b.often(.5f)) b.polygon({0, 0, 0}, r * .93f, b.pick(4, 8), h, .01f, join(0), {0, 0, b.u(0, 1)});
    else b.block({0, 0, 0}, {r * b.u(.7f, 1.2f), r, h}, .02f, join(0));
    if (round && b.often(.85f)) b.ring({0, 0, b.often(.4f) ? 0 : h}, r * b.u(.9f, .99f), b.u(.012f, .05f), join(.005f));
    if (round && b.often(.3f)) b.ring({0, 0, h}, r * b.u(.4f, .8f), b.u(.008f, .02f), b.often(.5f) ? cut() : join());
    if (b.often(.45f))
        b.around(b.pick(6, 24), r * .55f)
            .block({0, 0, h}, {r * b.u(.2f, .36f), b.u(.006f, .02f), b.u(.008f, .02f)}, .004f,
                   b.often(.3f) ? cut() : join());
    for (int i = b.pick(1, 6); i > 0; i--) {
        float s = r * b.u(.3f, i == 1 ? 1.1f : .65f), far = i == 1 ? b.u(0, .2f) : b.u(.3f, .65f), t = b.u(-PI, PI);
        b.frame = face;
        thing(b, {r * far * cosf(t), r * far * sinf(t) - .35f * s, h - b.u(0, .12f) * s},
              {-PI / 2 + b.u(-.1f, .1f), b.u(-.3f, .3f), b.u(-.3f, .3f)}, s, 18);
    }
    b.frame = face;
    b.block({0, 0, -h - .5f}, {1.5f, 1.5f, .5f}, 0, cut(0));  // nothing comes through its back
    if (b.often(.4f))
        b.text({0, -r * .72f, h}, r * b.u(.12f, .2f), b.pick(3, 6), .02f, 0, b.often(.5f) ? cut(0) : join(0),
               {-PI / 2, 0, 0});
    if (b.often(.35f))
        b.star({0, 0, -h}, r * b.u(.3f, .6f), r * b.u(.12f, .28f), b.pick(4, 8), .025f, .01f,
               b.often(.3f) ? cut() : join());
    b.frame = home;
    stand(b, r, foot);
    if (b.often(.3f)) at_feet(b, .4f, 3);
}
