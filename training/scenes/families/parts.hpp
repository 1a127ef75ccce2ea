// Parts that several families share: heads, people, wheels. Fronts face -y, z is up, sizes about one unit.
#pragma once
#include "../builder.hpp"

const Vec UPRIGHT = {PI / 2, 0, 0};   // a plate in xy stands up, facing -y
const Vec SIDEWAYS = {0, PI / 2, 0};  // an axis along z lies along x

enum class Creature { ANIMAL, PERSON, BIRD, ROBOT };

inline void eyes(Builder& b, Vec c, Vec r, float s) {
    float x = r.x * b.u(.3f, .5f), z = r.z * b.u(.0f, .35f), e = s * b.u(.08f, .22f);
    float y = c.y - r.y * sqrtf(fmaxf(.1f, 1 - x * x / (r.x * r.x) - z * z / (r.z * r.z)));
    b.mirror = true;
    if (b.often(.4f)) b.ball({c.x + x, y - .02f * s, c.z + z}, {e * 1.3f, e * .8f, e * 1.3f}, cut(.03f * s));
    if (b.often(.8f)) b.ball({c.x + x, y + .1f * e, c.z + z}, {e, e * .7f, e * b.u(.9f, 1.3f)});
    if (b.often(.3f)) b.ball({c.x + x, y - .6f * e, c.z + z}, {e * .4f, e * .4f, e * .6f}, cut());
    if (b.often(.2f))
        b.limb({c.x + x - e, y, c.z + z + e * 1.6f}, {c.x + x + e, y + .05f * s, c.z + z + e * b.u(1.3f, 2.f)},
               .04f * s, .03f * s);
    b.mirror = false;
}

inline void ears(Builder& b, Vec c, Vec r, float s) {
    float wide = b.u(.18f, .45f) * s, tall = b.u(.3f, 1.2f) * s, out = b.u(-.1f, .8f);
    Vec root = {r.x * b.u(.4f, .8f), c.y + b.u(-.1f, .3f) * s, c.z + r.z * b.u(.45f, .75f)};
    Vec tip = root + Vec{out * tall, b.u(-.2f, .2f) * tall, tall * b.u(.3f, 1.f)};
    b.mirror = true;
    int sort = b.pick(0, 3);
    if (sort == 0) b.limb(root, tip, wide, wide * .2f, join(.12f * s));
    if (sort == 1) b.ball((root + tip) * .5f, {wide, wide * .4f, tall * .55f}, join(.06f * s), {0, out, 0});
    if (sort == 2) b.ball(root + Vec{0, 0, wide * .4f}, {wide, wide * .5f, wide}, join(.05f * s));
    if (sort == 3)
        b.bend(root, tip, tip + Vec{.3f * tall, -.2f * tall, -.6f * tall}, wide * .6f, wide * .4f, join(.1f * s));
    if (b.often(.5f) && sort < 3)
        b.ball((root + tip) * .5f + Vec{0, -.7f * wide, 0}, {wide * .5f, wide * .4f, tall * .3f}, cut(.06f * s),
               {0, out, 0});
    b.mirror = false;
}

inline void muzzle(Builder& b, Vec c, Vec r, float s) {
    float wide = b.u(.22f, .5f) * s, far = b.u(.05f, .8f) * s, low = c.z - b.u(.1f, .45f) * r.z;
    Vec tip = {c.x, c.y - r.y - far + .2f * s, low};
    b.limb({c.x, c.y - r.y + .35f * s, low + .1f * s}, tip, wide, wide * b.u(.5f, 1.f), join(.18f * s));
    if (b.often(.8f)) b.ball(tip + Vec{0, -.6f * wide, .35f * wide}, {.16f * s, .12f * s, .11f * s}, join(.02f));
    if (b.often(.3f))
        b.limb(tip + Vec{-.5f * wide, -.7f * wide, -.3f * wide}, tip + Vec{.5f * wide, -.7f * wide, -.3f * wide},
               .03f * s, .03f * s, cut());
}

inline void horns(Builder& b, Vec c, Vec r, float s) {
    float l = b.u(.4f, 1.2f) * s;
    Vec root = {r.x * .5f, c.y, c.z + .7f * r.z},
        tip = root + Vec{b.u(.1f, 1.f) * l, b.u(-.5f, .5f) * l, b.u(.2f, 1.f) * l};
    b.mirror = true;
    b.bend(root, root + Vec{.6f * l, 0, .3f * l}, tip, .13f * s, .04f * s, join(.05f * s));
    if (b.often(.3f)) b.limb((root + tip) * .5f, (root + tip) * .5f + Vec{.1f, -.3f * l, .4f * l}, .06f * s, .03f * s);
    b.mirror = false;
}

inline void hair(Builder& b, Vec c, Vec r, float s) {
    int sort = b.pick(0, 8);
    Vec crown = {c.x, c.y + .12f * s, c.z + .28f * r.z};
    if (sort < 4) b.ball(crown, {r.x * 1.12f, r.y * 1.05f, r.z * .95f}, join(.03f * s));
    if (sort == 1) b.ball({c.x, c.y + .9f * r.y, c.z + b.u(-.2f, .9f) * s}, .4f * s, join(.08f * s));
    if (sort == 2)
        b.bend({c.x, c.y + .8f * r.y, c.z + .5f * s}, {c.x, c.y + 2 * s, c.z + .6f * s},
               {c.x + b.u(-.5f, .5f) * s, c.y + 1.5f * s, c.z - 1.5f * s}, .3f * s, .1f * s);
    if (sort == 3) b.ball({c.x, c.y + .35f * s, c.z - .5f * s}, {r.x * 1.2f, r.y * .8f, r.z * 1.3f}, join(.1f * s));
    if (sort == 4) {
        b.drum({c.x, c.y, c.z + .5f * r.z}, .07f * s, 1.5f * s, 1.5f * s, .05f * s);
        b.drum({c.x, c.y, c.z + .95f * r.z}, .5f * s, .9f * s, b.u(.5f, .95f) * s, .1f * s);
    }
    if (sort == 5) {
        b.ring(c, r.x * 1.15f, .1f * s, join(), {PI / 2, 0, 0}, 1.6f);
        b.mirror = true;
        b.drum({r.x * 1.05f, c.y, c.z}, .15f * s, .3f * s, .3f * s, .06f * s, join(), SIDEWAYS);
        b.mirror = false;
    }
    if (sort == 6) {
        b.ball({c.x, c.y, c.z + .35f * r.z}, {r.x * 1.1f, r.y * 1.1f, r.z * .8f});
        b.ball({c.x, c.y - r.y, c.z + .4f * r.z}, {.8f * s, .8f * s, .06f * s});
    }
    if (sort == 7)
        b.around(b.pick(5, 9), .6f * s, b.u(-.3f, .2f))
            .limb({c.x, c.y, c.z + .75f * r.z}, {c.x, c.y, c.z + 1.5f * r.z}, .2f * s, .05f * s, join(.1f * s));
}

inline void head(Builder& b, Vec c, float s, Creature who) {
    Vec r = {s * b.u(.8f, 1.15f), s * b.u(.8f, 1.1f), s * b.u(.85f, 1.15f)};
    if (who == Creature::ROBOT) {
        b.block(c, r, b.u(.05f, .4f) * s);
        if (b.often(.6f)) b.limb(c + Vec{0, 0, r.z}, c + Vec{0, 0, r.z + .6f * s}, .06f * s, .06f * s);
    } else {
        b.ball(c, r, join(b.u(.02f, .3f) * s));
    }
    if (b.often(.85f)) eyes(b, c, r, s);
    if (who == Creature::ANIMAL) {
        if (b.often(.85f)) ears(b, c, r, s);
        if (b.often(.8f)) muzzle(b, c, r, s);
        if (b.often(.15f)) horns(b, c, r, s);
    }
    if (who == Creature::PERSON) {
        if (b.often(.7f)) b.ball({c.x, c.y - r.y, c.z - .05f * s}, {.13f * s, .2f * s, .18f * s}, join(.05f * s));
        if (b.often(.3f))
            b.limb({c.x - .25f * s, c.y - r.y * .9f, c.z - .45f * r.z},
                   {c.x + .25f * s, c.y - r.y * .9f, c.z - .45f * r.z}, .04f * s, .04f * s,
                   b.often(.5f) ? cut() : join());
        hair(b, c, r, s);
    }
    if (who == Creature::BIRD) {
        float l = b.u(.3f, 1.f) * s;
        b.limb({c.x, c.y - r.y * .8f, c.z - .05f * s}, {c.x, c.y - r.y - l, c.z - b.u(.05f, .4f) * s}, .28f * s,
               .06f * s, join(.03f));
        if (b.often(.3f)) b.row(3, .2f * s).ball({c.x, c.y, c.z + r.z}, {.08f * s, .15f * s, .3f * s});
    }
}

inline void held(Builder& b, Vec at) {  // something in a hand
    int sort = b.pick(0, 6);
    Vec tilt = {b.u(-.5f, .5f), b.u(-.5f, .5f), b.u(-.5f, .5f)};
    if (sort == 0) b.limb(at + Vec{0, .1f, -.35f}, at + Vec{b.u(-.2f, .2f), -.1f, .5f}, .025f, .025f);
    if (sort == 1) b.ball(at + Vec{0, -.1f, .05f}, b.u(.07f, .16f));
    if (sort == 2) b.block(at + Vec{0, -.05f, .05f}, {.14f, .03f, .1f}, .01f, join(), tilt);
    if (sort == 3) {
        b.limb(at, at + Vec{0, -.1f, .25f}, .025f, .02f);
        b.ring(at + Vec{0, -.14f, .4f}, .14f, .02f, join(), {PI / 2 + .3f, 0, 0});
    }
    if (sort == 4) b.drum(at + Vec{0, -.04f, .06f}, .08f, .05f, .07f, .01f, join(), {.3f, 0, 0});
    if (sort == 5) {
        b.limb(at, at + Vec{0, 0, .4f}, .012f, .012f);
        b.ball(at + Vec{0, 0, .5f}, {.12f, .12f, .15f});
    }
    if (sort == 6) b.star(at + Vec{0, -.03f, .12f}, .14f, .06f, 5, .03f, .01f, join(), {PI / 2, 0, tilt.z});
}

enum class Pose { STAND, RUN, SIT, CHEER, KNEEL, SPLIT };

inline void leg(Builder& b, Vec hip, Pose pose, float side, float floor, float r, float soft) {
    float drop = hip.z - floor;
    Vec knee = {hip.x + side * b.u(0, .08f), hip.y - b.u(0, .1f), hip.z - .5f * drop},
        foot = {knee.x + side * b.u(-.03f, .06f), hip.y + b.u(-.1f, .1f), floor + r * .8f};
    if (pose == Pose::RUN) {
        float swing = side * b.u(.15f, .4f);
        knee = {hip.x, hip.y - swing, hip.z - .42f * drop};
        foot = side > 0 ? Vec{hip.x, hip.y - swing * b.u(.5f, 1.3f), floor + r}
                        : Vec{hip.x, hip.y + .55f * drop, hip.z - b.u(.4f, .9f) * drop};
    }
    if (pose == Pose::SIT) {
        knee = hip + Vec{side * b.u(0, .15f), -b.u(.28f, .4f), b.u(-.05f, .12f)};
        foot = knee + Vec{side * b.u(-.1f, .1f), b.u(-.2f, .1f), -.9f * std::max(drop, .25f)};
    }
    if (pose == Pose::KNEEL && side > 0) {
        knee = hip + Vec{.05f, -.3f, -.05f};
        foot = {knee.x, knee.y, floor + r};
    }
    if (pose == Pose::KNEEL && side < 0) {
        knee = {hip.x, hip.y - .05f, floor + r};
        foot = {hip.x, hip.y + .35f, floor + r};
    }
    if (pose == Pose::SPLIT) {
        float y = side * b.u(.3f, .6f);
        knee = hip + Vec{side * .05f, y * .5f, b.u(-.25f, .1f)};
        foot = hip + Vec{side * .1f, y, b.u(-.5f, .35f)};
    }
    b.limb(hip, knee, r * 1.3f, r, join(soft));
    b.limb(knee, foot, r, r * .75f, join(soft * .5f));
    b.ball(foot + Vec{0, -.07f, -.02f}, {r * .9f, r * 1.7f, r * .75f}, join(.03f));
}

inline Vec arm(Builder& b, Vec shoulder, Pose pose, float side, float r, float soft) {  // returns its hand
    Vec out = unit({side * b.u(.05f, 1.f), b.u(-.7f, .3f), b.u(-1.f, .3f)}),
        fore = unit({side * b.u(-.8f, .6f), b.u(-1.f, .1f), b.u(-.6f, 1.f)});
    if (pose == Pose::CHEER || pose == Pose::SPLIT) {
        out = unit({side * b.u(.3f, 1.f), b.u(-.3f, .2f), b.u(.0f, 1.f)});
        fore = unit({side * b.u(-.3f, .7f), b.u(-.3f, .2f), 1.f});
    }
    if (pose == Pose::RUN) {
        out = unit({side * .3f, side * b.u(.3f, .9f), -.6f});
        fore = unit({-side * .2f, -1.f + .3f * side, b.u(-.2f, .8f)});
    }
    Vec elbow = shoulder + out * b.u(.22f, .3f), hand = elbow + fore * b.u(.2f, .28f);
    b.limb(shoulder, elbow, r * 1.15f, r, join(soft));
    b.limb(elbow, hand, r, r * .8f, join(soft * .5f));
    b.ball(hand, r * 1.2f, join(.02f));
    if (b.often(.3f)) held(b, hand);
    return hand;
}

struct Grip {
    Vec hands[2], head, chest, hip;  // left as seen from the front, right
    float skull, wide;               // radius of the head, of the body
};

// A person whose hips are at `hip`; the floor is at z = 0 of the frame. About 1.3 units tall standing.
inline Grip person(Builder& b, Vec hip, Pose pose, Creature who = Creature::PERSON, float childlike = 1) {
    float soft = b.u(.01f, .12f), tall = b.u(.38f, .55f), w = b.u(.14f, .26f), s = childlike * b.u(.14f, .25f),
          r = b.u(.055f, .11f);
    Grip grip;
    Vec chest = hip + Vec{b.u(-.06f, .06f), pose == Pose::RUN ? -.12f : b.u(-.1f, .05f), tall - .08f};
    if (who == Creature::ROBOT) b.block((hip + chest) * .5f, {w * 1.1f, w * .8f, tall * .5f}, .03f);
    else {
        b.limb(hip, chest, w * b.u(.75f, 1.f), w, join(0));
        b.block(chest, {w * 1.1f, w * .6f, .1f}, .09f, join(.1f));
    }
    if (b.often(.25f)) b.drum(hip + Vec{0, 0, -.12f}, .2f, w * b.u(1.2f, 2.f), w * .8f, .02f, join(.04f));
    if (b.often(.15f)) b.ball(chest + Vec{0, w * .7f, -.1f}, {w * .8f, w * .5f, .2f}, join(.03f));
    Vec top = chest + Vec{b.u(-.04f, .04f), b.u(-.1f, .02f), s * 1.3f + .08f};
    b.limb(chest, top, s * .42f, s * .42f, join(.03f));
    for (float side : {-1.f, 1.f}) {
        leg(b, hip + Vec{side * w * .55f, 0, 0}, pose, side, 0, r, soft);
        grip.hands[side > 0] = arm(b, chest + Vec{side * (w + .03f), 0, 0}, pose, side, r * b.u(.65f, .9f), soft);
    }
    head(b, top, s, who);
    grip.head = top;
    grip.skull = s;
    grip.chest = chest;
    grip.hip = hip;
    grip.wide = w;
    return grip;
}

inline void wheel(Builder& b, Vec c, float r, float wide, bool thin) {  // axle along x
    if (thin) {
        b.ring(c, r - wide, wide, join(), SIDEWAYS);
        b.limb(c - Vec{wide * 2, 0, 0}, c + Vec{wide * 2, 0, 0}, r * .12f, r * .12f);
        b.around(b.pick(3, 14), r * .5f).block(c, {r * .48f, b.u(.008f, .03f), .012f}, .01f, join(), SIDEWAYS);
    } else {
        b.drum(c, wide, r, r, wide * .4f, join(), SIDEWAYS);
        if (b.often(.6f)) b.drum(c, wide * 1.15f, r * .55f, r * .5f, .01f, b.often(.4f) ? cut() : join(), SIDEWAYS);
    }
}
