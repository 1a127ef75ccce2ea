// Three-vectors, smooth minima and hashed noise for host and device.
#pragma once
#include <cmath>
#include <cstdint>
#ifdef __CUDACC__
#define HD __host__ __device__ inline
#else
#define HD inline
#endif

constexpr float PI = 3.14159265f;

struct Vec {
    float x, y, z;
};

HD Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
HD Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
HD Vec operator*(Vec a, float s) { return {a.x * s, a.y * s, a.z * s}; }
HD float dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
HD Vec cross(Vec a, Vec b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
HD float length(Vec a) { return sqrtf(dot(a, a)); }
HD Vec unit(Vec a) { return a * (1.f / (length(a) + 1e-12f)); }
HD float flat(float a, float b) { return sqrtf(a * a + b * b); }
HD float clamp(float x, float low, float high) { return fminf(fmaxf(x, low), high); }
HD float sign(float x) { return x < 0.f ? -1.f : 1.f; }

// Quadratic smooth minimum: equals min(a, b) where they differ by more than `blend`.
HD float melt(float a, float b, float blend) {
    if (blend < 1e-5f) return fminf(a, b);
    float h = fmaxf(blend - fabsf(a - b), 0.f) / blend;
    return fminf(a, b) - h * h * blend * .25f;
}

HD uint32_t scramble(uint32_t x) {
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    return x ^ (x >> 16);
}

HD float lattice(int x, int y, int z, uint32_t seed) {
    uint32_t h = scramble((uint32_t)x * 73856093U ^ (uint32_t)y * 19349663U ^ (uint32_t)z * 83492791U ^ seed);
    return (float)(h >> 8) * (2.f / 16777216.f) - 1.f;
}

HD float ease(float t) { return t * t * (3.f - 2.f * t); }

// Value noise in -1..1 with a lattice of one unit.
HD float noise(Vec p, uint32_t seed) {
    float fx = floorf(p.x), fy = floorf(p.y), fz = floorf(p.z);
    int x = (int)fx, y = (int)fy, z = (int)fz;
    float u = ease(p.x - fx), v = ease(p.y - fy), w = ease(p.z - fz), sum = 0.f;
    for (int i = 0; i < 8; i++) {
        float weight = ((i & 1) ? u : 1 - u) * ((i & 2) ? v : 1 - v) * ((i & 4) ? w : 1 - w);
        sum += weight * lattice(x + (i & 1), y + ((i >> 1) & 1), z + (i >> 2), seed);
    }
    return sum;
}
