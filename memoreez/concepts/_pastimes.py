"""Hobbies, jobs and tastes that people name often, whether or not a motif stands for them.

A phrase here is one hobby, found in the middle of a sentence, and never a misspelling of another
word ("skating" is not skiing, "handball" not football). A motif with the same word wins.
Folded as in `_words`; commas separate.
"""

from __future__ import annotations

from memoreez.concepts._words import Language

_ENGLISH = """
hot dogs, hot dog, start ups, dragon boat racing, dragon boats, dragon boat,
surfing the web, surfing the internet, dog food, seahorses,
knitting, knits, knit, crochet, crocheting, crochets, sewing, sews, sew, quilting, quilts, quilt,
embroidery, embroidering, cross stitch, needlework, weaving, pottery, ceramics, woodworking, wood
working, woodwork, woodturning, carpentry, carving, wood carving, whittling, leathercraft, jewelry
making, jewellery making, jewellery, jewelry, candle making, soap making, calligraphy, origami,
scrapbooking, scrapbooks, crafts, arts and crafts, crafting, diy, model trains, model railways,
model making, model building, model ships, lego, stamp collecting, stamps, coin collecting, coins,
antiques, vinyl, vinyl records, records, collecting, puzzles, jigsaw puzzles, jigsaws, crosswords,
crossword puzzles, sudoku, board games, boardgames, card games, poker, bridge, bingo, scrabble,
darts, pool, billiards, snooker, bowling, dungeons and dragons, d&d, dnd, role playing games, rpg,
escape rooms, magic, magic tricks, juggling, yoga, pilates, meditation, meditating, meditates,
mindfulness, dance, dancing, dances, salsa, ballet, tango, zumba, singing, theatre, theater,
acting, opera, musicals, movies, films, cinema, netflix, tv shows, anime, manga, comics, comic
books, podcasts, karaoke, dj, travel, traveling, travelling, travels, backpacking, road trips,
city trips, sightseeing, languages, learning languages, history, genealogy, family history,
geocaching, metal detecting, politics, philosophy, science, physics, chemistry, biology, maths,
math, economics, geology, archaeology, beekeeping, beekeeper, bees, keeping bees, honey,
gardening, vegetable garden, houseplants, mushrooms, mushroom picking, foraging, swimming, swims,
swim, diving, scuba diving, snorkeling, snorkelling, rowing, kayaking, kayak, canoeing,
kitesurfing, windsurfing, skateboarding, skateboard, skating, skate, skates, ice skating, roller
skating, inline skating, figure skating, snowboarding, snowboard, sledding, ice hockey, hockey,
field hockey, curling, golf, golfing, golfs, golfer, handball, volleyball, beach volleyball,
baseball, softball, rugby, cricket, american football, badminton, table tennis, ping pong, squash,
padel, boxing, boxer, karate, judo, taekwondo, kung fu, martial arts, wrestling, fencing, archery,
shooting, hunting, gymnastics, trampoline, parkour, triathlon, motorcycles, motorbikes,
motorcycle, motorbike, motorcycling, motocross, karting, scooter, trains, train, tractors,
tractor, trucks, drones, drone, paragliding, skydiving, parachuting, hot air balloons, barbecue,
bbq, grilling, brewing, beer, craft beer, home brewing, whisky, whiskey, gin, cocktails, tea,
chocolate, cheese, sushi, pizza, pasta, tacos, burgers, ice cream, cigars, fashion, shoes, makeup,
make up, tattoos, perfume, interior design, shopping, volunteering, scouting, church, bible,
astrology, tarot, crystals, dinosaurs, dragons, unicorns, turtles, rabbits, rabbit, hamsters,
hamster, guinea pigs, snakes, spiders, elephants, elephant, penguin, wolf, wolves, bear, bears,
butterflies, butterfly, cow, cows, pigs, sheep, goats, lion, tiger, foxes, fox, owls, sloths,
ants, hedgehog, frogs, star wars, star trek, harry potter, lord of the rings, formula one,
aquarium, the sea, beach, the beach, fireworks, weather, sauna, spa, sleeping, naps, jazz, rock
music, rock and roll, rock n roll, hip hop, techno, heavy metal, choir, saxophone, sax, trumpet,
flute, clarinet, harp, accordion, ukulele, cello, harmonica, bagpipes, nurse, doctor, engineer,
lawyer, firefighter, policeman, police officer, teacher, dentist, farmer, architect, electrician,
plumber, hairdresser, accountant, programmer, scientist, soldier, blogging, youtube, journaling,
poetry, calligraphy, tai chi, crossfit, nordic walking, robotics, electronics, ham radio, 3d
printing, soldering, bonsai, cacti, stock market, investing, trading, bookkeeping, bookkeeper,
chat, chatting, crepes, mechanical keyboards
"""

_GERMAN = """
stricken, strickt, strickerin, hakeln, hakelt, nahen, naht, sticken, stickt, topfern, topfert,
basteln, bastelt, schnitzen, schnitzt, heimwerken, heimwerker, handwerken, schreinern, tischlern,
holzarbeiten, drechseln, modellbau, modelleisenbahn, modelleisenbahnen, briefmarken, briefmarken
sammeln, briefmarkensammler, munzen, munzen sammeln, schallplatten, platten, sammeln, puzzeln,
puzzles, puzzle, kreuzwortratsel, ratsel, brettspiele, gesellschaftsspiele, kartenspiele,
kartenspielen, skat, doppelkopf, kegeln, kegelt, billard, dart, zaubern, jonglieren, meditieren,
meditiert, tanzen, tanzt, tanz, tanzerin, singen, chor, theater, oper, musical, kino, filme,
serien, comics, reisen, reist, stadtereisen, sprachen, geschichte, ahnenforschung, politik,
philosophie, physik, chemie, biologie, mathe, mathematik, imkern, imker, imkerin, imkerei, bienen,
honig, garten, gartnern, gartenarbeit, pilze, pilze sammeln, schwimmen, schwimmt, schwimmer,
tauchen, taucht, taucher, schnorcheln, rudern, rudert, paddeln, kajak, kajakfahren, kanu,
inlineskaten, schlittschuhlaufen, schlittschuh laufen, eislaufen, eiskunstlauf, eishockey,
schlitten, rodeln, golfen, golfspielen, tischtennis, boxen, boxt, kampfsport, ringen, fechten,
bogenschiessen, schiessen, schutzenverein, jagd, jagen, jager, turnen, turnt, trampolin, motorrad,
motorradfahren, motorrader, motorroller, roller, zuge, eisenbahn, bahn, traktor, traktoren,
trecker, lkw, feuerwehr, feuerwehrmann, drohnen, gleitschirm, gleitschirmfliegen,
fallschirmspringen, grillen, grillt, grillmeister, bierbrauen, bier, tee, schokolade, kase, eis,
zigarren, mode, schuhe, schminken, shoppen, einkaufen, ehrenamt, pfadfinder, kirche, dinosaurier,
drachen, drachen steigen lassen, drachensteigen, lenkdrachen, drachenboot, drachenboote,
einhorner, schildkroten, kaninchen, hase, hasen, hamster, meerschweinchen, schlangen,
elefanten, elefant, pinguine, pinguin, eulen, eule, schmetterlinge, schmetterling, kuhe, kuh,
schweine, schafe, ziegen, lowe, igel, frosche, meer, strand, ostsee, nordsee, see, wetter,
schlafen, saxophon, saxofon, trompete, flote, blockflote, querflote, klarinette, harfe, akkordeon,
ziehharmonika, mundharmonika, krankenschwester, arzt, arztin, ingenieur, ingenieurin, lehrer,
lehrerin, anwalt, polizist, polizistin, bauer, zahnarzt, zahnarztin, friseurin, buchhaltung,
buchhalter, gedichte, lyrik, kalligraphie, sauna, wellness, faulenzen, weltraum, fasching,
karneval, geocachen
"""

_FRENCH = """
tricot, tricoter, tricote, crochet, couture, coudre, broderie, broder, poterie, ceramique,
bricolage, bricoler, bricole, menuiserie, modelisme, maquettes, trains miniatures, timbres,
philatelie, collection de timbres, monnaies, vinyles, puzzles, puzzle, mots croises, mots fleches,
jeux de societe, jeux de cartes, belote, petanque, boules, flechettes, billard, magie, danse,
danser, chant, chanter, theatre, opera, cinema, films, series, bandes dessinees, bd, voyages,
voyager, voyage, langues, histoire, genealogie, politique, philosophie, apiculture, apiculteur,
abeilles, miel, jardinage, jardiner, jardine, jardin, potager, champignons, cueillette des
champignons, natation, nager, nage, plongee, plongee sous marine, aviron, canoe, patinage,
patiner, patin a glace, roller, rollers, luge, hockey sur glace, tennis de table, boxe, judo, arts
martiaux, escrime, tir a l arc, chasse, chasser, gymnastique, moto, motos, trottinette, trains,
tracteur, tracteurs, pompier, drones, parapente, parachutisme, parachute, biere, tea, fromage,
fromages, chocolat, glaces, cigares, mode, shopping, benevolat, scoutisme, dinosaures, licornes,
tortue, tortues, lapin, lapins, serpents, elephants, elephant, pingouin, hiboux, papillons,
papillon, vache, vaches, cochons, moutons, chevres, loup, loups, ours, lion, renard, mer, plage,
la mer, meteo, dormir, sieste, saxophone, trompette, flute, clarinette, harpe, accordeon,
infirmiere, infirmier, medecin, professeur, avocat, avocate, policier, agriculteur, poesie,
meditation, comptabilite, marche nordique, crepes
"""

_SPANISH = """
punto, tejer, teje, tejiendo, ganchillo, costura, coser, cose, bordar, bordado, ceramica,
alfareria, bricolaje, carpinteria, manualidades, modelismo, maquetas, sellos, coleccionar sellos,
monedas, coleccionar monedas, coleccionar, vinilos, puzzles, rompecabezas, crucigramas, juegos de
mesa, cartas, domino, dardos, billar, magia, bailar, baila, baile, bailando, flamenco, cantar
canciones, teatro, opera, cine, peliculas, series, comics, viajar, viaja, viajes, viajando,
idiomas, historia, politica, filosofia, apicultura, apicultor, abejas, miel, jardineria, jardin,
huerto, setas, natacion, nadar, nadando, buceo, bucear, remo, kayak, piragua, patinaje, patinar,
patina, patines, patinete, hockey, golf, balonmano, voleibol, beisbol, tenis de mesa, boxeo,
boxear, artes marciales, esgrima, tiro con arco, caza, cazar, gimnasia, moto, motos, trenes,
tractor, tractores, bombero, drones, parapente, paracaidismo, barbacoa, barbacoas, tea, cerveza,
cervezas, chocolate, queso, quesos, helado, helados, tapas, paella, moda, compras, ir de compras,
voluntariado, dinosaurios, unicornios, tortugas, conejo, conejos, serpientes, elefantes, elefante,
pinguinos, buhos, mariposas, mariposa, vaca, vacas, cerdos, ovejas, cabras, lobo, lobos, oso,
osos, leon, zorro, mar, el mar, playa, la playa, dormir, siesta, saxofon, trompeta, flauta,
clarinete, arpa, acordeon, enfermera, enfermero, medico, medica, profesor, profesora, abogado,
abogada, policia, agricultor, ingeniero, ingeniera, poesia, meditar, meditacion, toros,
contabilidad
"""


def _phrases(block: str) -> frozenset[str]:
    return frozenset(phrase for part in block.split(",") if (phrase := " ".join(part.split())))


PASTIMES: dict[Language, frozenset[str]] = {
    "en": _phrases(_ENGLISH),
    "de": _phrases(_GERMAN),
    "fr": _phrases(_FRENCH),
    "es": _phrases(_SPANISH),
}
