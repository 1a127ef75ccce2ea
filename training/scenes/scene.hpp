// What the grammar writes and the tracer reads: plain floats, one layout for C++, CUDA and Python.
#pragma once
#include "vector.hpp"

constexpr int MOST = 128;  // primitives a scene may hold

enum Kind { BALL, LIMB, BLOCK, DRUM, RING, EIGHT, ROSE, POLYGON, STAR, TRAPEZOID, HEART, LATHE, HELIX, BEND, TEXT };
enum Op { ADD, CUT };
enum Repeat { ONCE, ROW, AROUND };

struct Prim {
    float kind, op, blend, bound;  // bound: radius of a sphere about `centre` that holds all of it
    Vec centre;
    Vec axis[3];                        // rows: world to local (BEND: control and end point, from centre)
    float a[8];                         // sizes, see shapes.hpp
    float repeat, copies, pitch, tilt;  // ROW: spacing in x; AROUND: ring radius, then tilt about local y
};

struct Lamp {
    Vec toward;
    float power;
};

struct Scene {
    float count, family, seed, pedestal, studio;  // studio: 1 in the light of a photo studio
    Vec eye, right, up, forward;
    float shift_x, shift_y, half;     // centre and half width of the frame, as tangents
    float shear, stretch;             // small errors of a drawn perspective
    float nearest, farthest, middle;  // depths along `forward`; middle: mean seen depth, set after tracing
    float elevation, radius, height;  // radians; radius and height of everything that stands there
    Lamp key, fill, rim;
    float sky, sky_up, bounce;       // ambient light: level, gradient upwards, from the ground
    float gloss, shine;              // highlight strength and exponent
    float layer_pitch, layer_depth;  // print layer lines
    float grain_size, bump, mottle;  // soft texture: its lattice, on the normals, on the tone
    float tone_range;                // spread of tone between parts
    float penumbra, floor;           // shadow softness; 1 where a ground plane is seen
};

constexpr int PRIM_FLOATS = sizeof(Prim) / sizeof(float);
constexpr int SCENE_FLOATS = sizeof(Scene) / sizeof(float);
