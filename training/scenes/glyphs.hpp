// Letters and digits of the fourteen-segment display, as a distance to strokes.
#pragma once
#include "vector.hpp"

// Bits from 0: top, right up, right down, bottom, left down, left up, middle left, middle right,
// diagonal up left, upright up, diagonal up right, diagonal down left, upright down, diagonal down right.
HD int glyph(int index) {
    const int table[36] = {0x00F7, 0x128F, 0x0039, 0x120F, 0x00F9, 0x0071, 0x00BD, 0x00F6, 0x1209,
                           0x001E, 0x2470, 0x0038, 0x0536, 0x2136, 0x003F, 0x00F3, 0x203F, 0x20F3,
                           0x00ED, 0x1201, 0x003E, 0x0C30, 0x2836, 0x2D00, 0x1500, 0x0C09, 0x0C3F,
                           0x0006, 0x00DB, 0x008F, 0x00E6, 0x00ED, 0x00FD, 0x0007, 0x00FF, 0x00EF};
    return table[index];
}

HD float stroke(float x, float y, float ax, float ay, float bx, float by) {
    float px = x - ax, py = y - ay, dx = bx - ax, dy = by - ay;
    float t = clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.f, 1.f);
    return flat(px - dx * t, py - dy * t);
}

// Distance from (x, y) to the letter's strokes; the letter spans -.5..+.5 by -1..+1.
HD float letter(float x, float y, int index) {
    const signed char ends[14][4] = {{-1, 2, 1, 2},  {1, 0, 1, 2},   {1, -2, 1, 0}, {-1, -2, 1, -2}, {-1, -2, -1, 0},
                                     {-1, 0, -1, 2}, {-1, 0, 0, 0},  {0, 0, 1, 0},  {-1, 2, 0, 0},   {0, 0, 0, 2},
                                     {0, 0, 1, 2},   {-1, -2, 0, 0}, {0, -2, 0, 0}, {0, 0, 1, -2}};
    int bits = glyph(index);
    float best = 9.f;
    for (int i = 0; i < 14; i++)
        if (bits >> i & 1)
            best = fminf(best, stroke(x, y, ends[i][0] * .5f, ends[i][1] * .5f, ends[i][2] * .5f, ends[i][3] * .5f));
    return best;
}
