// Writing a scene: shapes placed in a frame (place, turn, size), optionally mirrored or repeated.
#pragma once
#include "scene.hpp"
#include <algorithm>

struct Chance {
    uint64_t state;
    explicit Chance(uint64_t seed) : state(seed * 0x9E3779B97F4A7C15ULL + 0x1234567ULL) {
        for (int i = 0; i < 4; i++) next();
    }
    uint32_t next() {  // splitmix64
        return (uint32_t)(mixed(state += 0x9E3779B97F4A7C15ULL) >> 32);
    }
    static uint64_t mixed(uint64_t z) {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z;
    }
    float u(float low = 0.f, float high = 1.f) { return low + (high - low) * ((next() >> 8) * (1.f / 16777216.f)); }
    bool often(float share) { return u() < share; }
    int pick(int low, int high) { return low + (int)(next() % (uint32_t)(high - low + 1)); }
    float side() { return next() & 1 ? 1.f : -1.f; }
};

struct Mix {
    float blend;
    int op;
};
inline Mix join(float blend = .01f) { return {blend, ADD}; }
inline Mix cut(float blend = .01f) { return {blend, CUT}; }

struct Turn {
    Vec row[3];
};  // rows of a rotation matrix

inline Turn turned(Vec e) {  // radians about x, then y, then z
    float cx = cosf(e.x), sx = sinf(e.x), cy = cosf(e.y), sy = sinf(e.y), cz = cosf(e.z), sz = sinf(e.z);
    return {{{cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx},
             {sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx},
             {-sy, cy * sx, cy * cx}}};
}
inline Vec apply(const Turn& t, Vec p) { return {dot(t.row[0], p), dot(t.row[1], p), dot(t.row[2], p)}; }
inline Turn transposed(const Turn& t) {
    return {{{t.row[0].x, t.row[1].x, t.row[2].x},
             {t.row[0].y, t.row[1].y, t.row[2].y},
             {t.row[0].z, t.row[1].z, t.row[2].z}}};
}
inline Turn product(const Turn& a, const Turn& b) {
    Turn columns = transposed(b), out;
    for (int i = 0; i < 3; i++)
        out.row[i] = {dot(a.row[i], columns.row[0]), dot(a.row[i], columns.row[1]), dot(a.row[i], columns.row[2])};
    return out;
}
inline Turn along(Vec axis) {  // turns local z onto `axis`
    Vec w = unit(axis + Vec{0, 0, 1e-6f}), u = unit(fabsf(w.z) < .9f ? cross({0, 0, 1}, w) : cross({0, 1, 0}, w));
    return transposed({{u, cross(w, u), w}});
}

// A figure made wider, deeper or taller, and its shapes each a little larger or smaller.
struct Warp {
    Vec place = {0, 0, 0};  // what stays where it is
    Turn turn = turned({0, 0, 0});
    Vec by = {1, 1, 1};  // along the axes that `turn` turns
    float jitter = 0;
    bool on = false;
    Vec operator()(Vec v) const {
        Vec p = apply(transposed(turn), v);
        return apply(turn, {p.x * by.x, p.y * by.y, p.z * by.z});
    }
    void shape(Prim& q) const;
};

class Builder {
  public:
    Builder(Prim* prims, uint64_t seed) : rnd(seed), prims_(prims) {}
    Chance rnd;
    bool mirror = false;
    Warp warp;
    int count() const { return count_; }
    void forget(int from) { count_ = std::min(count_, from); }
    float u(float low, float high) { return rnd.u(low, high); }
    bool often(float share) { return rnd.often(share); }
    int pick(int low, int high) { return rnd.pick(low, high); }

    struct Frame {
        Vec place;
        Turn turn;
        float size;
    };
    Frame frame = {{0, 0, 0}, turned({0, 0, 0}), 1.f};
    Frame inside(Vec place, Vec turn = {0, 0, 0}, float size = 1.f) const {  // a frame within the present one
        return {frame.place + apply(frame.turn, place) * frame.size, product(frame.turn, turned(turn)),
                frame.size * size};
    }

    Builder& row(int copies, float pitch) { return repeat(ROW, copies, pitch, 0, pitch * (copies - 1) * .5f); }
    Builder& around(int copies, float radius, float tilt = 0) { return repeat(AROUND, copies, radius, tilt, radius); }

    void ball(Vec c, Vec r, Mix m = join(), Vec turn = {0, 0, 0}) {
        put(BALL, m, c, turned(turn), {r.x, r.y, r.z}, std::max({r.x, r.y, r.z}));
    }
    void ball(Vec c, float r, Mix m = join()) { ball(c, {r, r, r}, m); }
    void limb(Vec p, Vec q, float r1, float r2, Mix m = join()) {
        float h = .5f * length(q - p);
        if (fabsf(r1 - r2) > 1.9f * h) r1 = r2 = std::max(r1, r2);
        put(LIMB, m, (p + q) * .5f, along(q - p), {h, r1, r2}, h + std::max(r1, r2));
    }
    void bend(Vec p, Vec by, Vec q, float r1, float r2, Mix m = join());
    void block(Vec c, Vec h, float round, Mix m = join(), Vec turn = {0, 0, 0}) {
        put(BLOCK, m, c, turned(turn), {h.x, h.y, h.z, std::min(round, .9f * std::min({h.x, h.y, h.z}))}, length(h));
    }
    void drum(Vec c, float h, float r1, float r2, float round, Mix m = join(), Vec turn = {0, 0, 0}) {
        put(DRUM, m, c, turned(turn),
            {h, r1, r2, std::min(round, .45f * std::min({h, std::max(r1, .004f), std::max(r2, .004f)}))},
            flat(h, std::max(r1, r2)));
    }
    void ring(Vec c, float radius, float wire, Mix m = join(), Vec turn = {0, 0, 0}, float half_arc = PI) {
        put(RING, m, c, turned(turn), {radius, wire, sinf(half_arc), cosf(half_arc)}, radius + wire);
    }
    void eight(Vec c, float r1, float r2, float apart, float blend, float h, float round, Mix m = join(),
               Vec turn = {0, 0, 0}) {
        plate(EIGHT, m, c, turn, {r1, r2, apart, blend}, std::max(r1, apart + r2) + .3f * blend, h, round);
    }
    void rose(Vec c, float r, float wave, int waves, float h, float round, Mix m = join(), Vec turn = {0, 0, 0},
              float oval = 0, float square = 0) {
        plate(ROSE, m, c, turn, {r, wave, (float)waves, 1.57f, 0, 0, oval, square}, r * (1 + fabsf(wave) + fabsf(oval)),
              h, round);
    }
    void polygon(Vec c, float r, int sides, float h, float round, Mix m = join(), Vec turn = {0, 0, 0}) {
        plate(POLYGON, m, c, turn, {r, (float)sides}, r / cosf(PI / sides), h, round);
    }
    void star(Vec c, float r, float inner, int points, float h, float round, Mix m = join(), Vec turn = {0, 0, 0}) {
        plate(STAR, m, c, turn, {r, inner, (float)points}, r, h, round);
    }
    void trapezoid(Vec c, float below, float above, float tall, float h, float round, Mix m = join(),
                   Vec turn = {0, 0, 0}) {
        plate(TRAPEZOID, m, c, turn, {below, above, tall}, flat(std::max(below, above), tall), h, round);
    }
    void heart(Vec c, float r, float h, float round, Mix m = join(), Vec turn = {0, 0, 0}) {
        plate(HEART, m, c, turn, {r}, 1.15f * r, h, round);
    }
    void lathe(Vec c, float h, float r, float wave, float waves, float phase, float slope, float wall = 0,
               Mix m = join(), Vec turn = {0, 0, 0}) {
        put(LATHE, m, c, turned(turn), {h, r, wave, waves, phase, slope, wall},
            flat(h, r + fabsf(wave) + fabsf(slope)));
    }
    void helix(Vec c, float radius, float wire, float pitch, float h, float taper = 0, Mix m = join(),
               Vec turn = {0, 0, 0}) {
        put(HELIX, m, c, turned(turn), {radius, wire, pitch, h, taper}, flat(radius, h) + wire);
    }
    // Letters on the local xz plane, read from -y; bent about z when `radius` is given.
    void text(Vec c, float tall, int letters, float deep, float radius, Mix m, Vec turn = {0, 0, 0}) {
        float half = .75f * tall * letters;
        put(TEXT, m, c, turned(turn), {tall, tall * u(.12f, .28f), (float)letters, (float)pick(0, 999), deep, radius},
            radius > 0 ? flat(radius + deep, tall * 1.3f) : flat(half, flat(tall * 1.3f, deep)));
    }

  private:
    Prim* prims_;
    int count_ = 0;
    struct {
        float kind, copies, pitch, tilt, reach;
    } repeat_ = {ONCE, 0, 0, 0, 0};
    Builder& repeat(int kind, int copies, float pitch, float tilt, float reach) {
        repeat_ = {(float)kind, (float)copies, pitch, tilt, reach};
        return *this;
    }
    struct Sizes {
        float a[8] = {};
        Sizes(std::initializer_list<float> v) { std::copy(v.begin(), v.end(), a); }
    };
    void plate(Kind kind, Mix m, Vec c, Vec turn, Sizes s, float reach, float h, float round) {
        s.a[4] = h;
        s.a[5] = std::min(round, .9f * h);
        put(kind, m, c, turned(turn), s, flat(reach, h));
    }
    void put(Kind kind, Mix m, Vec c, const Turn& turn, Sizes s, float bound);
    void store(Kind kind, Mix m, Vec c, const Turn& turn, const Sizes& s, float bound);
};

// Which of the eight sizes are lengths, and so grow with the frame.
inline int lengths(Kind kind) {
    const int table[] = {0x07, 0x07, 0x0F, 0x0F, 0x03, 0x3F, 0x31, 0x31, 0x33, 0x37, 0x31, 0x67, 0x0F, 0x03, 0x33};
    return table[kind];
}

// How each size grows: with one local axis, with (g) the first two, (m) all, (n) the least of all.
inline const char* growth(Kind kind) {
    const char* table[] = {"012.....", "2gg.....", "012n....", "2ggn....", "gm......",
                           "gggg2n..", "g...2n..", "g...2n..", "gg..2n..", "001.2n..",
                           "g...2n..", "2gg..gg.", "gm22....", "mm......", "gg..gg.."};
    return table[kind];
}

inline void Warp::shape(Prim& q) const {
    if (!on) return;
    Kind kind = (Kind)(int)q.kind;
    float least = std::min({by.x, by.y, by.z}), mean = cbrtf(by.x * by.y * by.z), e[3] = {mean, mean, mean};
    q.centre = place + (*this)(q.centre - place);
    q.bound *= 1.01f * std::max({by.x, by.y, by.z});
    q.blend *= mean;
    for (int i = 0; i < 3 && kind != BEND; i++) e[i] = length((*this)(q.axis[i]));
    float round = sqrtf(e[0] * e[1]);
    if (q.repeat == AROUND) e[0] = e[1] = round;
    q.pitch *= e[0];
    for (int i = 0; i < 8; i++) {
        char c = growth(kind)[i];
        q.a[i] *= c == 'g' ? round : c == 'm' ? mean : c == 'n' ? least : c == '.' ? 1.f : e[c - '0'];
    }
    if (kind != LIMB || q.repeat != ONCE) return;
    Turn rows = transposed(along((*this)(q.axis[2])));
    for (int i = 0; i < 3; i++) q.axis[i] = rows.row[i];
}

inline void Builder::store(Kind kind, Mix m, Vec c, const Turn& turn, const Sizes& s, float bound) {
    if (count_ >= MOST) return;
    Prim& q = prims_[count_++];
    Turn world = product(frame.turn, turn), rows = transposed(world);
    q = {(float)kind,
         (float)m.op,
         m.blend * frame.size,
         (bound + repeat_.reach) * frame.size,
         frame.place + apply(frame.turn, c) * frame.size,
         {},
         {},
         repeat_.kind,
         repeat_.copies,
         repeat_.pitch * frame.size,
         repeat_.tilt};
    for (int i = 0; i < 3; i++) q.axis[i] = rows.row[i];
    for (int i = 0; i < 8; i++) q.a[i] = s.a[i] * (lengths(kind) >> i & 1 ? frame.size : 1.f);
    warp.shape(q);
}

inline void Builder::put(Kind kind, Mix m, Vec c, const Turn& turn, Sizes s, float bound) {
    if (warp.jitter > 0) {
        float k = 1 + u(-warp.jitter, warp.jitter);
        for (int i = 0; i < 8; i++) s.a[i] *= lengths(kind) >> i & 1 ? k : 1.f;
        bound *= k;
    }
    store(kind, m, c, turn, s, bound);
    if (mirror && fabsf(c.x) > 1e-4f) {
        Turn other = turn;
        other.row[0].y *= -1;
        other.row[0].z *= -1;
        other.row[1].x *= -1;
        other.row[2].x *= -1;
        store(kind, m, {-c.x, c.y, c.z}, other, s, bound);
    }
    repeat_ = {ONCE, 0, 0, 0, 0};
}

inline void Builder::bend(Vec p, Vec by, Vec q, float r1, float r2, Mix m) {
    for (float flip : {1.f, -1.f}) {
        if (flip < 0 && !(mirror && flat(p.x, flat(by.x, q.x)) > 1e-4f)) break;
        Vec a = {p.x * flip, p.y, p.z}, b = Vec{by.x * flip, by.y, by.z} - a, c = Vec{q.x * flip, q.y, q.z} - a;
        b = b + Vec{.020f, .026f, .018f} * length(c);  // never quite straight: the formula divides by its bend
        int before = count_;
        store(BEND, m, a, turned({0, 0, 0}), {r1, r2}, std::max(length(b), length(c)) + std::max(r1, r2));
        if (count_ == before) return;
        prims_[before].axis[0] = apply(frame.turn, b) * frame.size;
        prims_[before].axis[1] = apply(frame.turn, c) * frame.size;
        for (int i = 0; i < 2 && warp.on; i++) prims_[before].axis[i] = warp(prims_[before].axis[i]);
    }
    repeat_ = {ONCE, 0, 0, 0, 0};
}
