"""Phrases and words that need more than a look into the lexicon. All folded as in `_words`."""

from __future__ import annotations

from memoreez.concepts._words import Language, listed

# Doing and showing nothing of its own beside a real object: "walks the dog" is the dog, "a glass
# of wine" the wine, "reading on the beach" the book.
WEAK = listed(
    """
    walk walks walking walked walker ride rides riding rode rider drive drives driving drove
    driver fly flies flying game games gamer player players match team club music race races
    racing training train trains trainer workout glass glasses cup cups mug beach sea garden lake
    sports sport bed sun sunshine nature outdoors collecting collects collect history shopping
    lessons lesson concert concerts kitchen shoes dance travel travels trips trip tour tours
    picture pictures shooting pool magic ball balls ocean wood woods forest rain snow machine
    spazieren spaziert spaziergang spaziergange spazierengehen gassi spiel spiele musik glas
    glaser tasse becher strand meer see garten natur bett sonne sammeln sammelt reisen konzert
    konzerte verein kurs unterricht schuhe ausflug bahn ostsee nordsee wald schnee unterwegs
    promener promene promenade promenades balade balader balades marche marcher jeu jeux musique
    verre verres plage mer jardin lac lit soleil collectionner collectionne voyage monter monte
    partie foret bois neige pasear pasea paseo paseos paseando caminar camina juego juegos partido
    partidos musica copa copas vaso taza tazas playa mar lago naturaleza cama sol coleccionar
    colecciona montar monta montando concierto conciertos viajes bosque nieve sleeping sleep naps
    schlafen dormir teacher scientist band bands group groups radio radios groupe groupes grupo
    banda teachers lehrer joueur joueuse joueurs jugador jugadora jugadores
    """
)

# The same letters, another thing in another language: word -> language -> the word meant there
# ("" = nothing). A language that is not named takes the word as the lexicon has it.
FALSE_FRIENDS: dict[str, dict[Language, str]] = {
    "bass": {"en": "guitar", "de": "guitar", "fr": "guitar"},  # rather than the fish
    "boot": {"en": "hiking boot", "de": "segelboot"},
    "boote": {"de": "segelboot"},
    "boots": {"en": "hiking boots", "fr": "hiking boots"},
    "chat": {"en": "", "de": "", "es": ""},
    "chats": {"en": "", "de": "", "es": ""},
    "car": {"fr": ""},
    "pan": {"es": ""},
    "pie": {"es": "", "fr": ""},
    "art": {"de": ""},
    "rad": {"en": "", "fr": ""},
    "chef": {"de": ""},
    "course": {"en": "", "de": ""},
    "courses": {"en": "", "fr": ""},
    "plane": {"de": ""},
    "angel": {"en": "", "es": ""},
    "laufen": {"en": ""},
    "sale": {"en": ""},
    "cane": {"en": ""},
    "fin": {"es": "", "fr": ""},
    "sol": {"es": ""},
    "coin": {"fr": ""},
    "vol": {"en": "", "de": "", "es": ""},
    "lit": {"en": "", "fr": ""},
    "lire": {"en": "", "de": ""},
    "marche": {"en": ""},
    "mesa": {"es": ""},
    "pot": {"fr": ""},
    "four": {"en": ""},
    "vela": {"en": "", "de": ""},
    "male": {"en": "", "fr": "", "es": ""},
    "males": {"en": "", "fr": "", "es": ""},
    "lies": {"en": "", "fr": ""},
    "arts": {"en": "painting"},
    "court": {"en": ""},
    "regate": {"en": "sailing", "de": "sailing", "fr": "sailing"},
    "pinta": {"es": "painting"},
    "trail": {"fr": "running"},
    "cuisine": {"de": "chef"},
    "mars": {"fr": ""},
    "canasta": {"en": "", "de": "", "fr": ""},
    "marina": {"es": ""},
    "paletten": {"de": ""},
    "salchicha": {"es": ""},
    "salchichas": {"es": ""},
}

# What people say instead of a motif's word; used where the lexicon has no such phrase itself.
# The first word is looked up in the lexicon.
ALIASES: dict[str, str] = {
    "dog": """
        walking the dog, dog walking, dog walks, walk the dog, gassi gehen, gassi,
        promener le chien, pasear al perro, sacar al perro, puppy, hunderunde,
        hundespaziergang
    """,
    "puppy": """
        whippet, labrador, retriever, dackel, dachshund, pudel, poodle, beagle, bulldog, bulldogge,
        schaferhund, collie, corgi, husky, terrier, spaniel, mops, pug, dalmatian, dalmatiner,
        rottweiler, chihuahua, greyhound, caniche, teckel, galgo, podenco, berger allemand
    """,
    "bear": """
        baer
    """,
    "motorcycle": """
        harley, harley davidson, ducati, kawasaki, vespa, moped, mofa, scooter
    """,
    "car": """
        porsche, ferrari, trabant, trabi, mini cooper, land rover, vw golf, alten golf, vw bus,
        campervan, camper van
    """,
    "bicycle": """
        peloton,
        mountain biking, mountain bike, mountain biker, mtb, bmx, e bike, road bike,
        racing bike, cycling, vtt, velo tout terrain, bici de montana, rad fahren,
        rennrad, bycicle, faire du velo, montar en bici, fahrt rad, radelt, radtour,
        radtouren
    """,
    "mountain": """
        climbing, climbs, rock climbing, bouldering, klettern, klettert, bouldern,
        bergsteigen, escalade, alpinisme, escalada, escalar, escala, alpinismo
    """,
    "camera": """
        taking photos, taking pictures, takes photos, takes pictures, photography, photos,
        fotografie, fotografieren, fotos machen, prendre des photos, sacar fotos, hacer
        fotos
    """,
    "book": """
        reading, reads, read, elle lit, il lit, lesen, liest, lese, lire,
        lit des livres, lecture, leer, lee, leyendo, lectura
    """,
    "mountain hiking": """
        wandert, wanderte, gewandert, randonne
    """,
    "gardening": """
        jardine, jardinait, gärtelt
    """,
    "bird": """
        pigeon, pigeons, racing pigeons, tauben, brieftauben, palomas
    """,
    "yarn": """
        knits, sews, quilt, quilts, crochets, strickt, hakelt, stickt, bastelt, tricote, cose,
        teje, tejiendo
    """,
    "dance shoe": """
        dances, tanzt, baila, bailando
    """,
    "yoga": """
        meditates, meditiert
    """,
    "bricolage": """
        heimwerker, tischlern, woodwork
    """,
    "globe": """
        reist, viaja, viajando
    """,
    "boxing glove": """
        boxt
    """,
    "headphones": """
        podcasts
    """,
    "nurse": """
        infirmier, enfermero
    """,
    "hiking boot": """
        hiking, hikes, hiker, hike, trekking, wandern, wandert, randonnee, randonnees,
        senderismo, long walks
    """,
    "running shoe": """
        running, jogging, runs, joggen, joggt, laufen, lauft, course a pied, courir,
        court, footing, correr, corre, marathon
    """,
    "chef": """
        cooking, cooks, cook, baking, kochen, kocht, cuisine, cuisiner, cocinar, cocina,
        cocinando, grillt, barbacoas
    """,
    "dumbbell": """
        working out, works out, work out, workouts, lifting weights, crossfit, personal trainer
    """,
    "video game": """
        video games, computer games, gaming, zocken, zockt, playstation, xbox, nintendo,
        minecraft, fortnite, zelda, mario kart, super mario, animal crossing, call of duty,
        world of warcraft, the sims, jeux video, videojuegos, computerspiele, videospiele
    """,
    "wine": """
        glass of wine, red wine, white wine, rotwein, weisswein, weinberg, vin rouge, vino
        tinto
    """,
    "star": """
        astronomie, astronomia, stargazing, watching the stars, sterne gucken, sterne
        beobachten, astronomy
    """,
    "fish": """
        fishing, angling, angeln, angelt, angler, peche, pecher, peche a la ligne, fly fishing,
        pesca, pescar, pescando
    """,
    "horse": """
        horse riding, horseback riding, reiten, reitet, reiterin, equitation, equitacion,
        montar a caballo, faire du cheval
    """,
    "ski": """
        skiing, skis, ski fahren, skifahren, fahrt ski, esquiar, esqui, faire du ski
    """,
    "surf": """
        surfing, surfs, surfen, surft, surfer, surfear
    """,
    "sailing": """
        sails, segeln, segelt, segler, voile, navegar, faire de la voile
    """,
    "painting": """
        paints, drawing, malen, malt, zeichnen, zeichnet, peinture, dessin, pintar, pinta
    """,
    "plane": """
        flying, fly, flies, fliegen, fliegt, voler, volar, vuela
    """,
    "laptop": """
        coding, programming, computers, programmieren, informatique, programar, ordi, ordinateur
    """,
    "piano": """
        klavier, joue du piano, tocar el piano
    """,
    "coffee": """
        coffee black, espresso, cappuccino, kaffee, cafe
    """,
}

# Words that turn a liking into its opposite; two of them make a liking again ("can't live
# without coffee"), as does an even number in general.
NEGATORS = listed(
    """
    not no never dont doesnt didnt isnt arent wasnt cant cannot couldnt wont wouldnt hate hates
    hated hating dislike dislikes disliked detest detests loathe loathes despise despises
    without allergic allergy afraid scared fear neither miss misses missing stop stops tired
    enough wait kein keine keinen keiner keinem keins nicht nie niemals hasst hassen hasse ohne
    allergisch allergie angst verpasst weder pas jamais deteste detestent detester hait sans
    allergique peur aucun aucune rate nunca odia odian odio odiar detesta sin alergico alergica
    miedo tampoco jamas boring bored langweilig langweilt ennuyeux ennuyant aburrido aburrida
    aburre except sauf ausser salvo pierde pierden
    """
)
# With one of these soon after it, it is none: "jusqu'à pas d'heure", "no matter what".
IDIOMS: dict[str, frozenset[str]] = {
    "pas": listed("heure mal"),
    "no": listed("matter problem doubt end"),
    "not": listed("bad"),
    "never": listed("mind shuts shut fails"),
    "cant": listed("resist help"),
    "kein": listed("problem"),
    "sans": listed("cesse doute relache"),
    "sin": listed("parar duda"),
    "ohne": listed("ende zweifel"),
}
# One more beside another: "ohne Kaffee geht nichts".
NOTHING = listed("nichts nothing rien nowhere")
NOR = listed("ni nor neither weder")  # dislike what follows them
ONLY = listed("only just simply nur bloss seulement solo solamente")
CONTRAST = listed("but aber mais pero sondern however although though doch jedoch sino")
OR = listed("or nor oder noch ni ou o u")
JOINERS = CONTRAST | OR | listed("and n und et y e sowie plus then")
# What comes after one of these tells with whom or meanwhile what.
ASIDE = listed(
    """
    with while when during after before without because since who whose mit wahrend wenn nach
    vor seit ohne avec pendant quand apres avant depuis sans con mientras cuando despues antes
    desde sin
    """
)
# From here on a label would only say where or what for.
TAIL = listed(
    """
    in on at for from near around by into under over to im am an auf bei beim fur aus zu zum zur
    von vom dans pour sur a au aux chez sous en para por
    """
)

# Last parts of German and English compounds that leave the meaning to the first part.
HEADS = listed(
    """
    fan fans lover lovers nut freak freaks addict enthusiast player players aholic maker worm
    nerd owner mom mum dad spotting spotter watching watcher shop club lessons lesson team
    liebhaber liebhaberin liebhaberinnen spieler spielerin spielen spielt freund freundin
    freunde verein kurs abend tasse tassen becher tour touren ausflug ausfluge reise reisen
    sport musik lehrer lehrerin unterricht halter halterin besitzer besitzerin narr mama papa
    mutter bild bilder regal laden haus turnier urlaub training spiel spiele stunde stunden
    schule club trinker trinkerin sammler sammlerin begeistert begeisterte verruckt verruckte
    suchtig gang runde spaziergang spaziergange fahren fahrer fahrerin fahrt wagen schuhe kenner
    kennerin wurm ratte narr narrin freak profi meister gucker gucken beobachter beobachten
    beobachtung junkie junkies himmel held heldin queen king maus tante onkel kind ferien hobby
    song songs
    """
)

# Words that many others end or begin with by chance: stattdessen, schwestern, content, Nürnberg.
LOOSE = listed(
    """
    essen stern sterne star tent berg art arte arts kunst chef chess laden rand train tree plane
    planes natur reiten rosen rosa rosas camp auto autos latte rider rides reader reads food flow
    hors runs ours baren baer lauf laufen lesen liest lire book wein angel angeln fisch thon beat
    beats
    """
)
