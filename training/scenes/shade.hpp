// Light on the solid and on the ground: soft dome, three lamps, contact and cast shadows, layer lines.
#pragma once
#include "trace.hpp"

HD float lamplight(const Scene& s, Vec d) {  // the dome in direction d, with the lamps as soft boxes
    float k = fmaxf(dot(d, s.key.toward), 0.f), f = fmaxf(dot(d, s.fill.toward), 0.f);
    k *= k;
    k *= k;
    f *= f;
    f *= f;
    float sky = d.z > 0 ? s.sky + s.sky_up * d.z : s.sky * s.bounce;
    return sky + .5f * s.key.power * k * k + .5f * s.fill.power * f * f;
}

HD float unshadowed(const Field& f, const Scene& s, Vec p, Vec toward) {
    float light = 1.f, t = .02f;
    for (int i = 0; i < 22 && t < 2.4f; i++) {
        float h = solid(f, p + toward * t);
        light = fminf(light, .5f + .5f * h / (s.penumbra * t));
        if (light <= 0.f) return 0.f;
        t += clamp(h, .015f, .25f);
    }
    return ease(light);
}

// How much of a cone about d is open, from four samples along it.
HD float open(const Field& f, Vec p, Vec d) {
    float v = 1.f, t = .04f;
    for (int i = 0; i < 4; i++) {
        float h = solid(f, p + d * t);
        v = fminf(v, .5f + .5f * h / (.5f * t));
        t = t * 2.1f + .02f;
    }
    return fmaxf(v, 0.f);
}

HD void across(Vec n, Vec& a, Vec& b) {
    float g = n.z >= 0 ? 1.f : -1.f, k = -1.f / (g + n.z), m = n.x * n.y * k;
    a = {1 + g * n.x * n.x * k, g * m, -g * n.x};
    b = {m, g + n.y * n.y * k, -n.y};
}

HD float ambient(const Field& f, const Scene& s, Vec p, Vec n) {
    Vec a, b;
    across(n, a, b);
    float sum = .3f * lamplight(s, n) * open(f, p, n);
    for (int i = 0; i < 5; i++) {
        float turn = s.seed + i * 1.2566371f;
        Vec d = n * .574f + a * (.819f * cosf(turn)) + b * (.819f * sinf(turn));
        float v = open(f, p, d);
        sum += .14f * (lamplight(s, d) * v + s.sky * s.bounce * .3f * (1 - v));
    }
    return sum;
}

HD Vec roughened(const Scene& s, Vec p, Vec n) {  // the normal that light sees: texture and layer lines
    uint32_t seed = (uint32_t)(s.seed * 7919.f);
    if (s.bump > 0) {
        Vec q = p * (1.f / s.grain_size);
        n = n + Vec{noise(q, seed), noise(q, seed + 1), noise(q, seed + 2)} * s.bump;
    }
    if (s.layer_depth > 0) n.z += s.layer_depth * sinf(2 * PI * p.z / s.layer_pitch);
    return unit(n);
}

HD float tone(const Field& f, const Scene& s, Vec p) {
    uint32_t seed = (uint32_t)(s.seed * 7919.f);
    float t = 1.f;
    if (s.mottle > 0) t += s.mottle * noise(p * (.7f / s.grain_size), seed + 3);
    if (s.tone_range > 0) t += s.tone_range * lattice(part(f, p), 1, 2, seed);
    return fmaxf(t, .1f);
}

// Diffuse light times tone, and the highlight, at a surface point seen along d.
HD void surface(const Field& all, const Field& near, const Scene& s, Vec p, Vec n, Vec d, float* out) {
    Vec q = p + n * .008f, rough = roughened(s, p, n), look = unit(d);
    float key = unshadowed(all, s, q, s.key.toward), sum = ambient(all, s, q, n);
    sum += s.key.power * fmaxf(dot(rough, s.key.toward), 0.f) * key;
    sum += s.fill.power * fmaxf(dot(rough, s.fill.toward), 0.f);
    sum += s.rim.power * fmaxf(dot(rough, s.rim.toward), 0.f);
    out[0] = sum * tone(near, s, p);
    float shine = powf(fmaxf(dot(rough, unit(s.key.toward - look)), 0.f), s.shine) * s.key.power * key;
    shine += powf(fmaxf(dot(rough, unit(s.fill.toward - look)), 0.f), s.shine) * s.fill.power;
    float edge = 1 - fmaxf(-dot(rough, look), 0.f);
    out[1] = s.gloss * (shine + .25f * edge * edge * edge * edge);
}

// What is left of the light on the ground plane where the ray d meets it; 1 far away and above the horizon.
HD float ground(const Field& all, const Scene& s, Vec d) {
    if (s.floor < .5f || d.z > -1e-3f || s.eye.z < .02f) return 1.f;
    Vec p = s.eye + d * (-s.eye.z / d.z);
    float away = flat(p.x, p.y) / s.radius;
    if (away > 3.f) return 1.f;
    p.z = .004f;
    Vec up = {0, 0, 1};
    float key = s.key.power * fmaxf(s.key.toward.z, .1f), sky = s.sky + .5f * s.sky_up;
    float lit = key * unshadowed(all, s, p, s.key.toward) + sky * open(all, p, up) * .5f;
    for (int i = 0; i < 3; i++) {
        float turn = s.seed + i * 2.0943951f;
        lit += sky * .1667f * open(all, p, {.8f * cosf(turn), .8f * sinf(turn), .6f});
    }
    float left = lit / (key + sky), fade = clamp((away - 2.f), 0.f, 1.f);
    return left + (1 - left) * fade;
}
