// The list of families: how often each is drawn, and which are kept out of training for the evaluation.
#pragma once
#include "families/composed.hpp"
#include "families/free.hpp"
#include "families/home.hpp"
#include "families/pastimes.hpp"
#include "families/people.hpp"
#include "families/transport.hpp"

struct Family {
    const char* name;
    void (*build)(Builder&);
    float weight;
    bool held_out;
    bool lengthwise;  // long in y: most often shown from its side
    bool free;        // no thing with a name: widens the training, is not part of the evaluation
};

constexpr bool HELD = true, LONG = true, FREE = true;

inline const Family FAMILIES[] = {
    {"sitter", sitter, 3},
    {"walker", walker, 2, false, LONG},
    {"longneck", longneck, 1, false, LONG},
    {"trunked", trunked, 1, false, LONG},
    {"lounger", lounger, 1.5f, false, LONG},
    {"bird", bird, 1, HELD},
    {"upright_bird", upright_bird, 1},
    {"fish", fish, 1},
    {"turtle", turtle, 1, HELD},
    {"shelled", shelled, .7f, false, LONG},
    {"insect", insect, .8f, false, LONG},
    {"dragon", dragon, 1},
    {"tentacled", tentacled, .7f},
    {"serpent", serpent, .7f},
    {"stander", stander, 2},
    {"runner", runner, 2},
    {"sitting", sitting, 1.5f},
    {"cheerer", cheerer, 1},
    {"kneeler", kneeler, .7f},
    {"gymnast", gymnast, 1, HELD},
    {"bust", bust, 1},
    {"rider", rider, 1, false, LONG},
    {"robot", robot, 1},
    {"pair", pair, 1.5f},
    {"thinker", thinker, 1},
    {"hand", hand, .8f},
    {"chessman", chessman, 1},
    {"car", car, 1.5f, false, LONG},
    {"truck", truck, 1, false, LONG},
    {"train", train, 1, false, LONG},
    {"bicycle", bicycle, 1.2f, false, LONG},
    {"motorbike", motorbike, .8f, false, LONG},
    {"sailing_ship", sailing_ship, 1, false, LONG},
    {"steamer", steamer, .8f, false, LONG},
    {"rowing_boat", rowing_boat, .7f, false, LONG},
    {"plane", plane, 1, HELD},
    {"helicopter", helicopter, .8f, false, LONG},
    {"rocket", rocket, .8f},
    {"house", house, 1},
    {"castle", castle, .8f},
    {"tower", tower, 1},
    {"windmill", windmill, 1, HELD},
    {"temple", temple, .8f},
    {"skyline", skyline, .7f},
    {"bridge", bridge, .7f},
    {"tree", tree, 1},
    {"palm", palm, .7f},
    {"cactus", cactus, .7f},
    {"flowers", flowers, 1},
    {"mushroom", mushroom, .7f},
    {"mountain", mountain, .7f},
    {"fountain", fountain, .6f},
    {"camera", camera, 1},
    {"tool", tool, 1},
    {"computer", computer, 1.2f},
    {"microphone", microphone, .8f},
    {"lamp", lamp, .7f},
    {"hourglass", hourglass, 1, HELD},
    {"gears", gears, .7f},
    {"vessel", vessel, 1, HELD},
    {"bottle", bottle, .8f},
    {"teapot", teapot, .7f},
    {"cake", cake, .8f},
    {"treat", treat, .9f},
    {"basket", basket, .7f},
    {"chair", chair, 1, HELD},
    {"table", table, .8f},
    {"books", books, 1},
    {"shelf", shelf, .6f},
    {"boot", boot, 1, HELD},
    {"hat", hat, .6f},
    {"garment", garment, .7f},
    {"letters", letters, 1},
    {"medallion", medallion, .9f},
    {"relief", relief, 1},
    {"globe", globe, .8f},
    {"totem", totem, 1},
    {"abstract_blob", abstract_blob, 1.2f},
    {"knot", knot, .7f},
    {"crystals", crystals, .5f},
    {"emblem", emblem, .8f},
    {"strings", strings, 2},
    {"brass", brass, 1, HELD},
    {"drums", drums, .8f},
    {"piano", piano, .8f},
    {"racket", racket, 1},
    {"game_ball", game_ball, 1},
    {"weights", weights, .7f},
    {"board", board, .8f},
    {"goal", goal, .7f},
    {"trophy", trophy, .8f},
    {"game_pieces", game_pieces, .7f},
    {"creature", creature, 5, false, false, FREE},
    {"creature_along", creature, 3, false, LONG, FREE},
    {"machine", machine, 5, false, false, FREE},
    {"machine_along", machine, 4, false, LONG, FREE},
    {"turnery", turnery, 4, false, false, FREE},
    {"scaffold", scaffold, 4, false, false, FREE},
    {"keeper", keeper, 20, false, false, FREE},
    {"crowd", crowd, 14, false, false, FREE},
    {"planetoid", planetoid, 7, false, false, FREE},
    {"alive", alive, 12, false, false, FREE},
    {"tiers", tiers, 7, false, false, FREE},
    {"disc", disc, 5, false, false, FREE},
};
constexpr int FAMILY_COUNT = sizeof(FAMILIES) / sizeof(Family);

enum Share { TRAINED, HELD_OUT, EVERY, WIDER };  // WIDER: trained and free families, warped and joined

inline int draw_family(Chance& rnd, Share share) {
    float total = 0;
    auto fits = [share](const Family& f) {
        return share == EVERY || (f.held_out == (share == HELD_OUT) && (share == WIDER || !f.free));
    };
    for (const Family& f : FAMILIES)
        if (fits(f)) total += f.weight;
    float at = rnd.u(0, total);
    int last = 0;
    for (int i = 0; i < FAMILY_COUNT; i++) {
        if (!fits(FAMILIES[i])) continue;
        last = i;
        if ((at -= FAMILIES[i].weight) < 0) break;
    }
    return last;
}

// One thing of a named family, not held out, of at most `room` primitives; a lump where none fits.
inline void anything(Builder& b, int room) {
    constexpr int LAST = 102;  // what surrounds the figure needs the others
    int before = b.count();
    room = std::min(room, LAST - before);
    if (room < 4) return;
    auto home = b.frame;
    for (int i = 0; i < 4; i++) {
        FAMILIES[draw_family(b.rnd, TRAINED)].build(b);
        b.mirror = false;
        b.frame = home;
        if (b.count() - before <= room) return;
        b.forget(before);
    }
    lump(b, {0, 0, .3f}, {b.u(.1f, .4f), b.u(.1f, .4f), b.u(.2f, .35f)}, join(.01f), .3f);
}
