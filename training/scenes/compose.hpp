// A whole scene from a seed: family, setting, camera and light.
#pragma once
#include "setting.hpp"

constexpr float USUAL = .55f, STUDIO = .4f, SLIM = .5f;  // shares of what training sees

struct Extent {
    Vec low, high;
    float reach;
};  // of all that is added; reach: from the z axis

inline Extent extent(const Prim* prims, int count) {
    Extent e = {{9, 9, 9}, {-9, -9, -9}, 0};
    for (int i = 0; i < count; i++) {
        const Prim& q = prims[i];
        if (q.op > .5f) continue;
        float r = q.bound * .8f;
        e.low = {fminf(e.low.x, q.centre.x - r), fminf(e.low.y, q.centre.y - r), fminf(e.low.z, q.centre.z - r)};
        e.high = {fmaxf(e.high.x, q.centre.x + r), fmaxf(e.high.y, q.centre.y + r), fmaxf(e.high.z, q.centre.z + r)};
        e.reach = fmaxf(e.reach, flat(q.centre.x, q.centre.y) + .6f * q.bound);
    }
    e.low.z = fmaxf(e.low.z, 0.f);
    return e;
}

// How far from the z axis that reaches which stands on a floor.
inline float footing(const Prim* prims, int count, float floor) {
    float reach = 0;
    for (int i = 0; i < count; i++) {
        const Prim& q = prims[i];
        if (q.op > .5f || q.centre.z - .8f * q.bound > floor + .04f) continue;
        reach = fmaxf(reach, flat(q.centre.x, q.centre.y) + .6f * q.bound);
    }
    return reach;
}

// How figures are mostly photographed: from the front, a little from above, through a long lens. Aimed at the middle
// of its frame a camera looks down about two degrees more.
inline void usual(Chance& rnd, float& tilt, float& azimuth, float& half) {
    tilt = rnd.often(.5f) ? rnd.u(7, 15) : rnd.u(1, 23);
    azimuth = rnd.u(-43, 43) * PI / 180 - PI / 2;
    half = (rnd.often(.5f) ? rnd.u(11, 13) : rnd.u(8.5f, 16)) * PI / 180;
}

inline void place(Scene& s, Chance& rnd, const Extent& e, bool in_front) {
    float radius = .5f * length(e.high - e.low), tilt = rnd.often(.75f) ? rnd.u(3, 26) : rnd.u(-5, 35);
    float azimuth = (rnd.often(.55f) ? rnd.u(-50, 50) : rnd.u(-180, 180)) * PI / 180 - PI / 2,
          half = rnd.u(7.5f, 25) * PI / 180;
    if (in_front) usual(rnd, tilt, azimuth, half);
    s.elevation = tilt * PI / 180;
    Vec view = {cosf(azimuth) * cosf(s.elevation), sinf(azimuth) * cosf(s.elevation), sinf(s.elevation)};
    Vec target = {(e.low.x + e.high.x) * .5f + radius * rnd.u(-.1f, .1f), (e.low.y + e.high.y) * .5f,
                  (e.low.z + e.high.z) * .5f + radius * rnd.u(-.1f, .1f)};
    float away = radius * .85f / sinf(half);
    away = fmaxf(away, 1.25f * radius);
    s.eye = target + view * away;
    s.forward = view * -1.f;
    s.right = unit(cross(s.forward, {0, 0, 1}));
    s.up = cross(s.right, s.forward);
    if (rnd.often(.3f)) {  // a slightly rolled picture
        float roll = rnd.u(-.06f, .06f);
        Vec right = s.right * cosf(roll) + s.up * sinf(roll);
        s.up = s.up * cosf(roll) - s.right * sinf(roll);
        s.right = right;
    }
    s.half = 1.3f * radius / away;
    s.middle = away;
    s.nearest = fmaxf(away - 1.4f * radius, .05f);
    s.farthest = away + 1.4f * radius;
    s.radius = radius;
    s.height = e.high.z;
    if (rnd.often(.3f)) {
        s.shear = rnd.u(-.05f, .05f);
        s.stretch = rnd.u(-.04f, .04f);
    }
}

inline void light(Scene& s, Chance& rnd) {
    Vec view = s.forward * -1.f, above = {0, 0, 1};
    float wide = rnd.often(.25f) ? .6f : .2f;
    auto jitter = [&](float x) { return x + rnd.u(-wide, wide); };
    float from = rnd.often(.65f) ? -1.f : 1.f;
    s.key = {unit(s.right * (from * jitter(.55f)) + above * jitter(.75f) + view * jitter(.5f)), rnd.u(.35f, 1.1f)};
    if (s.key.toward.z < .1f) {
        s.key.toward.z = .25f;
        s.key.toward = unit(s.key.toward);
    }
    s.fill = {unit(s.right * (-from * jitter(.8f)) + above * jitter(.3f) + view * jitter(.3f)),
              rnd.often(.7f) ? rnd.u(.0f, .35f) : 0.f};
    s.rim = {unit(s.right * jitter(0) + above * jitter(.5f) - view), rnd.often(.3f) ? rnd.u(.1f, .6f) : 0.f};
    s.sky = rnd.u(.25f, .7f);
    s.sky_up = rnd.u(0, .4f);
    s.bounce = rnd.u(.3f, 1.1f);
    s.gloss = rnd.often(.5f) ? rnd.u(0, .12f) : rnd.u(.1f, .6f);
    s.shine = rnd.often(.5f) ? rnd.u(6, 25) : rnd.u(20, 90);
    s.penumbra = rnd.u(.06f, .45f);
    if (rnd.often(.2f)) {
        s.layer_pitch = rnd.u(.012f, .05f);
        s.layer_depth = rnd.u(.08f, .5f);
    } else s.layer_pitch = 1.f;
    s.grain_size = rnd.u(.02f, .2f);
    if (rnd.often(.35f)) s.bump = rnd.u(.03f, .3f);
    if (rnd.often(.35f)) s.mottle = rnd.u(.03f, .25f);
    if (rnd.often(.2f)) s.tone_range = rnd.u(.1f, .6f);
}

// A key light from the left, high and in front, a rim light from behind, an even surface.
inline void studio(Scene& s, Chance& rnd) {
    Vec view = s.forward * -1.f, above = {0, 0, 1};
    auto about = [&](float x) { return x + rnd.u(-.12f, .12f); };
    s.key = {unit(s.right * about(-.5f) + above * about(.72f) + view * about(.56f)), rnd.u(.8f, 1.3f)};
    s.fill = {unit(s.right * about(.8f) + above * about(.3f) + view * about(.3f)),
              rnd.often(.4f) ? rnd.u(0, .15f) : 0.f};
    s.rim = {unit(s.right * about(.8f) + above * about(.36f) - view * about(.48f)), rnd.u(.4f, 1.f)};
    s.sky = rnd.u(.3f, .6f);
    s.gloss = rnd.u(0, .08f);
    s.shine = rnd.u(12, 30);
    s.penumbra = rnd.u(.2f, .45f);
    s.layer_depth = s.bump = s.mottle = s.tone_range = 0;
    s.layer_pitch = 1;
    s.studio = 1;
}

// Makes what is built in the present frame wider, deeper or taller, in some scenes.
inline void warp(Builder& b) {
    b.warp = {};
    b.warp.place = b.frame.place;
    b.warp.turn = b.frame.turn;
    if (b.often(.45f)) {
        b.warp.on = true;
        b.warp.by = {expf(b.u(-.35f, .35f)), expf(b.u(-.35f, .35f)), expf(b.u(-.35f, .35f))};
    }
    if (b.often(.3f)) b.warp.jitter = b.u(.05f, .25f);
}

// A second figure of any family but those held out, smaller, beside or within the first.
inline void company(Builder& b, const Builder::Frame& first, float reach) {
    int before = b.count();
    if (before > 48) return;
    float away = reach * b.u(.3f, 1.1f), t = b.u(-PI, PI);
    b.mirror = false;
    b.frame = {first.place + Vec{away * cosf(t), away * sinf(t), 0}, turned({0, 0, b.u(-PI, PI)}),
               first.size * b.u(.3f, .8f)};
    warp(b);
    FAMILIES[draw_family(b.rnd, WIDER)].build(b);
    if (b.count() > 90) b.forget(before);
}

// Writes one scene; `family` below zero draws one. Same seed and arguments, same scene.
inline void compose(uint64_t seed, int family, Share share, Prim* prims, Scene& s) {
    // Numbers of neighbouring seeds are one row, moved by one; the evaluation's scenes stay with that.
    Builder b(prims, share == WIDER ? Chance::mixed(seed * 0x9E3779B97F4A7C15ULL) : seed);
    s = {};
    if (family < 0) family = draw_family(b.rnd, share);
    const Family& f = FAMILIES[family];
    bool standing = b.often(.72f);
    bool slim = share == WIDER && b.often(SLIM);
    float tall = !standing ? 0.f : slim ? b.u(.08f, .2f) : b.u(.06f, .34f), size = b.u(.8f, 1.2f),
          yaw = b.often(.8f) ? b.u(-.5f, .5f) : b.u(-PI, PI);
    if (f.lengthwise && b.often(.75f)) yaw = b.rnd.side() * b.u(.6f, 1.7f);
    b.frame = {{b.u(-.06f, .06f), b.u(-.06f, .06f), tall - .01f}, turned({0, 0, yaw}), size};
    bool floating = !standing && b.often(.2f);
    if (floating) b.frame = {{0, 0, .35f}, turned({b.u(-.5f, .5f), b.u(-.5f, .5f), yaw}), size};
    Builder::Frame first = b.frame;
    if (share == WIDER) warp(b);
    f.build(b);
    if (share == WIDER && b.often(.12f)) company(b, first, clamp(extent(prims, b.count()).reach, .3f, .8f));
    b.warp = {};
    b.mirror = false;
    float reach = clamp(extent(prims, b.count()).reach, .3f, 1.2f), r = clamp(reach * b.u(.8f, 1.15f), .3f, 1.15f);
    if (slim && b.often(.6f)) r = clamp(footing(prims, b.count(), tall) * b.u(.95f, 1.25f), .25f, r);
    if (!floating) little_things(b, r, tall - .005f);
    b.mirror = false;
    if (standing) pedestal(b, r, tall);
    s.count = (float)b.count();
    s.family = (float)family;
    s.pedestal = tall;
    s.seed = b.u(0, 6.2831f);
    place(s, b.rnd, extent(prims, b.count()), share == WIDER && b.often(USUAL));
    light(s, b.rnd);
    if (share == WIDER && b.often(STUDIO)) studio(s, b.rnd);
    s.floor = !floating && b.often(.9f);
}
