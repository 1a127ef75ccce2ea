// Entry points of the tracer: the same pixel functions as CUDA kernels (nvcc) or as OpenMP loops (g++ -x c++).
// Every picture is planar: [scene][channel][row][column].
#include "shade.hpp"

constexpr int CHANNELS = 10;  // depth seen, depth behind, normal seen (3), normal behind (3), light, highlight
constexpr int WIDE = 16, TALL = 8;

struct Frames {
    const Prim* prims;
    const Scene* scenes;
    int side;
};
struct Slices {
    int bins;
    float low, high, reach;
};

HD Vec seen(const Scene& s, Vec n) { return {dot(n, s.right), dot(n, s.up), -dot(n, s.forward)}; }

HD void picture(const Scene& s, const Prim* prims, const Tile& tile, int x, int y, int side, float* out) {
    Field near = {prims, tile.order, tile.count}, all = {prims, nullptr, (int)s.count};
    Vec d = ray(s, (x + .5f) / side * 2 - 1, (y + .5f) / side * 2 - 1);
    for (int c = 0; c < CHANNELS; c++) out[c] = 0.f;
    float t = tile.count ? march(near, s, d, tile.nearest, tile.farthest) : -1.f;
    if (t < 0) {
        out[0] = out[1] = -1.f;
        out[8] = ground(all, s, d);
        return;
    }
    float back = fmaxf(march(near, s, d, tile.farthest, tile.nearest), t);
    Vec p = s.eye + d * t, n = gradient(near, p, .0015f);
    Vec front = seen(s, n), behind = seen(s, gradient(near, s.eye + d * back, .0015f));
    out[0] = t;
    out[1] = back;
    out[2] = front.x;
    out[3] = front.y;
    out[4] = front.z;
    out[5] = behind.x;
    out[6] = behind.y;
    out[7] = behind.z;
    surface(all, near, s, p, n, d, out + 8);
}

HD void silhouette(const Scene& s, const Prim* prims, const Tile& tile, int x, int y, int side, uint8_t* out) {
    Field near = {prims, tile.order, tile.count};
    Vec d = ray(s, (x + .5f) / side * 2 - 1, (y + .5f) / side * 2 - 1);
    *out = tile.count && march(near, s, d, tile.nearest, tile.farthest) > 0;
}

HD void volume(const Scene& s, const Prim* prims, const Tile& tile, int x, int y, int side, Slices v, int8_t* out) {
    Field near = {prims, tile.order, tile.count};
    Vec d = ray(s, (x + .5f) / side * 2 - 1, (y + .5f) / side * 2 - 1);
    if (tile.count) column(near, s, d, v.bins, v.low, v.high, v.reach, out, side * side);
    else
        for (int i = 0; i < v.bins; i++) out[(size_t)i * side * side] = 127;
}

HD void centre(Tile& tile, const Scene& s, int column, int row, int side) {
    float x = (column * WIDE + .5f * WIDE) / side * 2 - 1, y = (row * TALL + .5f * TALL) / side * 2 - 1;
    aim(tile, s, x, y, (float)WIDE / side);
}

HD float margin(const Scene& s, float reach) { return .01f + 1.1f * reach * s.half * fmaxf(s.middle, 0.f); }

#ifdef __CUDACC__
template <class Pixel>
__global__ void tiles(Frames f, float reach, Pixel pixel) {
    __shared__ Prim prims[MOST];
    __shared__ Scene scene;
    __shared__ Tile tile;
    __shared__ int counts[4];
    int me = threadIdx.y * WIDE + threadIdx.x, b = blockIdx.z;
    float* to = (float*)&scene;
    for (int i = me; i < SCENE_FLOATS; i += 128) to[i] = ((const float*)(f.scenes + b))[i];
    __syncthreads();
    int count = (int)scene.count;
    to = (float*)prims;
    for (int i = me; i < count * PRIM_FLOATS; i += 128) to[i] = ((const float*)(f.prims + (size_t)b * MOST))[i];
    if (me == 0) centre(tile, scene, blockIdx.x, blockIdx.y, f.side);
    __syncthreads();
    bool mine = me < count && touches(tile, scene, prims[me], margin(scene, reach));
    unsigned votes = __ballot_sync(~0u, mine);
    if (me % 32 == 0) counts[me / 32] = __popc(votes);
    __syncthreads();
    int at = __popc(votes & ((1u << me % 32) - 1));
    for (int i = 0; i < me / 32; i++) at += counts[i];
    if (mine) tile.order[at] = me;
    if (me == 0) tile.count = counts[0] + counts[1] + counts[2] + counts[3];
    __syncthreads();
    if (me == 0) limits(tile, scene, prims, margin(scene, reach));
    __syncthreads();
    int x = blockIdx.x * WIDE + threadIdx.x, y = blockIdx.y * TALL + threadIdx.y;
    if (x < f.side && y < f.side) pixel(scene, prims, tile, b, x, y);
}
#define PIXEL [=] __device__
template <class Pixel>
void each(Frames f, int n, float reach, void* stream, Pixel pixel) {
    dim3 grid((f.side + WIDE - 1) / WIDE, (f.side + TALL - 1) / TALL, n);
    tiles<<<grid, dim3(WIDE, TALL), 0, (cudaStream_t)stream>>>(f, reach, pixel);
}
extern "C" int failure() { return (int)cudaGetLastError(); }
#else
#define PIXEL [=]
template <class Pixel>
void each(Frames f, int n, float reach, void*, Pixel pixel) {
    int columns = (f.side + WIDE - 1) / WIDE, rows = (f.side + TALL - 1) / TALL;
#pragma omp parallel for schedule(dynamic, 4)
    for (int job = 0; job < n * rows * columns; job++) {
        int b = job / (rows * columns), row = job / columns % rows, column = job % columns;
        const Scene& s = f.scenes[b];
        const Prim* prims = f.prims + (size_t)b * MOST;
        Tile tile;
        centre(tile, s, column, row, f.side);
        tile.count = 0;
        for (int i = 0; i < (int)s.count; i++)
            if (touches(tile, s, prims[i], margin(s, reach))) tile.order[tile.count++] = (uint8_t)i;
        limits(tile, s, prims, margin(s, reach));
        for (int y = row * TALL; y < (row + 1) * TALL && y < f.side; y++)
            for (int x = column * WIDE; x < (column + 1) * WIDE && x < f.side; x++) pixel(s, prims, tile, b, x, y);
    }
}
extern "C" int failure() { return 0; }
#endif

extern "C" void draw_silhouettes(const Prim* prims, const Scene* scenes, int n, int side, uint8_t* out, void* stream) {
    each(
        {prims, scenes, side}, n, 0.f, stream,
        PIXEL(const Scene& s, const Prim* p, const Tile& t, int b, int x, int y) {
            silhouette(s, p, t, x, y, side, out + ((size_t)b * side + y) * side + x);
        });
}

extern "C" void draw_pictures(const Prim* prims, const Scene* scenes, int n, int side, float* out, void* stream) {
    each(
        {prims, scenes, side}, n, 0.f, stream,
        PIXEL(const Scene& s, const Prim* p, const Tile& t, int b, int x, int y) {
            float o[CHANNELS];
            picture(s, p, t, x, y, side, o);
            for (int c = 0; c < CHANNELS; c++) out[(((size_t)b * CHANNELS + c) * side + y) * side + x] = o[c];
        });
}

extern "C" void draw_volumes(const Prim* prims, const Scene* scenes, int n, int side, int bins, float low, float high,
                             float reach, int8_t* out, void* stream) {
    Slices v = {bins, low, high, reach};
    each(
        {prims, scenes, side}, n, reach, stream,
        PIXEL(const Scene& s, const Prim* p, const Tile& t, int b, int x, int y) {
            volume(s, p, t, x, y, side, v, out + (((size_t)b * bins) * side + y) * side + x);
        });
}

// The grammar runs on the host, so that the same seed gives the same scene on every machine.
#include "compose.hpp"

extern "C" void write_scenes(const uint64_t* seeds, int n, int family, int share, Prim* prims, Scene* scenes) {
#pragma omp parallel for schedule(dynamic, 8)
    for (int i = 0; i < n; i++) compose(seeds[i], family, (Share)share, prims + (size_t)i * MOST, scenes[i]);
}
extern "C" int family_count() { return FAMILY_COUNT; }
extern "C" const char* family_name(int i) { return FAMILIES[i].name; }
extern "C" int family_held_out(int i) { return FAMILIES[i].held_out; }
extern "C" void layout(int* out) {
    out[0] = MOST;
    out[1] = PRIM_FLOATS;
    out[2] = SCENE_FLOATS;
    out[3] = CHANNELS;
}
