"""What emoji say: the English word that the lexicon knows, and how others call what it lacks."""

from __future__ import annotations

from memoreez.concepts._words import Language

# Emoji of people are joined from two characters (woman + frying pan): the joiner goes first,
# then the second character alone says what they do.
_MEANT = """
guitar 🎸🪕, dog 🐕🐶🐩🦮🐾, cat 🐱🐈😺😸😻😹, horse 🐴🐎🏇, bird 🐦🐤🐥🦜🦅🕊🦆, owl 🦉,
penguin 🐧, fish 🐟🐠🐡, fishing 🎣, coffee ☕, tea 🍵🫖, mountain ⛰🏔🗻, climbing 🧗, hiking 🥾,
camping 🏕⛺, football ⚽, basketball 🏀⛹, tennis 🎾, dumbbell 🏋💪, running 👟🏃, bicycle 🚲🚴🚵,
skiing 🎿⛷, surfing 🏄, swimming 🏊, piano 🎹, violin 🎻, drum 🥁🪘, microphone 🎤🎙, camera 📷📸,
painting 🎨🖌, book 📚📖📕📗📘📙, rocket 🚀, car 🚗🏎🚙🚘, plane ✈🛩🛫🛬, sailboat ⛵,
flower 🌸🌻🌷🌹🌼🌺💐🪻, tree 🌳🌲🌴🎄, wine 🍷, beer 🍺🍻, cake 🎂🍰🧁, cooking 🍳, chess ♟♞♘♔♚,
video games 🎮🕹, laptop 💻, wrench 🔧🛠⚙🔨, star ⭐🌟, telescope 🔭, golf ⛳, yoga 🧘,
dancing 💃🕺, knitting 🧶, sewing 🧵🪡, rugby 🏉, volleyball 🏐, skateboarding 🛹,
snowboarding 🏂, gardening 🪴🌱, bees 🐝🍯, pizza 🍕, bear 🐻🧸🐼🐨, elephant 🐘, fox 🦊,
hedgehog 🦔, rabbit 🐰🐇, turtle 🐢, dinosaur 🦕🦖, mushrooms 🍄, cactus 🌵, bread 🍞🥖🥐,
ice cream 🍦🍨🍧, train 🚂🚆🚄🚅🚃, trumpet 🎺, dice 🎲, motorbike 🏍🛵, boxing 🥊🥋,
robot 🤖, castle 🏰🏯, fire engine 🚒🚨,
ice skating ⛸, headphones 🎧, travel 🌍🌎🌏🗺, suitcase 🧳, writing ✍📝, unicorns 🦄, butterflies 🦋,
frogs 🐸, saxophone 🎷, accordion 🪗, canoeing 🛶, rowing 🚣, diving 🤿, archery 🏹, fencing 🤺,
gymnastics 🤸, sledding 🛷, billiards 🎱, bowling 🎳, darts 🎯, puzzles 🧩, table tennis 🏓,
badminton 🏸, baseball ⚾, ice hockey 🏒, American football 🏈, magic 🪄, theatre 🎭,
cinema 🎬🍿, music 🎵🎶🎼, sharks 🦈, whales 🐳🐋, dolphins 🐬, lions 🦁, tigers 🐯🐅,
monkeys 🐒🐵, cows 🐄🐮, pigs 🐷🐖, sheep 🐑, wolves 🐺, dragons 🐉🐲, chocolate 🍫, cheese 🧀,
sushi 🍣, tacos 🌮, burgers 🍔, pasta 🍝, ramen 🍜, cocktails 🍸🍹, tractors 🚜, the sea 🌊,
the beach 🏖, hamsters 🐹
"""

# English | German | French | Spanish, for what may have no motif: it is embossed as it is said.
_SAID = """
unicorns | Einhörner | licornes | unicornios;
butterflies | Schmetterlinge | papillons | mariposas; frogs | Frösche | grenouilles | ranas;
saxophone | Saxofon | saxophone | saxofón; accordion | Akkordeon | accordéon | acordeón;
canoeing | Kanufahren | canoë | piragüismo; rowing | Rudern | aviron | remo;
diving | Tauchen | plongée | buceo; swimming | Schwimmen | natation | natación;
archery | Bogenschießen | tir à l'arc | tiro con arco; fencing | Fechten | escrime | esgrima;
gymnastics | Turnen | gymnastique | gimnasia; sledding | Schlittenfahren | luge | trineo;
billiards | Billard | billard | billar; bowling | Bowling | bowling | bolos;
darts | Dart | fléchettes | dardos; puzzles | Puzzles | puzzles | puzles;
table tennis | Tischtennis | tennis de table | tenis de mesa;
baseball | Baseball | baseball | béisbol;
ice hockey | Eishockey | hockey sur glace | hockey sobre hielo;
volleyball | Volleyball | volley | voleibol;
American football | American Football | football américain | fútbol americano;
magic | Zaubern | magie | magia; theatre | Theater | théâtre | teatro;
cinema | Kino | cinéma | cine; music | Musik | musique | música;
sharks | Haie | requins | tiburones; whales | Wale | baleines | ballenas;
dolphins | Delfine | dauphins | delfines; lions | Löwen | lions | leones;
tigers | Tiger | tigres | tigres; monkeys | Affen | singes | monos; cows | Kühe | vaches | vacas;
pigs | Schweine | cochons | cerdos; sheep | Schafe | moutons | ovejas;
wolves | Wölfe | loups | lobos; dragons | Drachen | dragons | dragones;
chocolate | Schokolade | chocolat | chocolate; cheese | Käse | fromage | queso;
pizza | Pizza | pizza | pizza; tractors | Traktoren | tracteurs | tractores;
the sea | Meer | mer | mar; the beach | Strand | plage | playa;
snowboarding | Snowboarden | snowboard | snowboard; hamsters | Hamster | hamsters | hámsteres
"""


def _entries(block: str, end: str) -> list[str]:
    return [" ".join(entry.split()) for entry in block.split(end)]


def _meant() -> dict[int, str]:
    parted = (entry.rpartition(" ") for entry in _entries(_MEANT, ","))
    return {ord(c): f", {word}, " for word, _, chars in parted for c in chars if c > "\u2000"}


def _said() -> dict[str, dict[Language, str]]:
    found: dict[str, dict[Language, str]] = {}
    for entry in _entries(_SAID, ";"):
        en, de, fr, es = (word.strip() for word in entry.split("|"))
        found[en.removeprefix("the ")] = {"de": de, "fr": fr, "es": es}
    return found


WORDS = _meant()  # for str.translate: a list's item, between commas
SAID = _said()  # English label -> what it is called elsewhere
