"""Which of four languages a text is in: a guess from its small words, letters and endings."""

from __future__ import annotations

from memoreez.concepts._cleaning import without_emoji
from memoreez.concepts._pastimes import PASTIMES
from memoreez.concepts._tokens import tokens
from memoreez.concepts._words import FUNCTION, Language, listed

_LETTERS: dict[Language, str] = {"de": "äöüß", "fr": "çœèêàùîïôëû", "es": "ñáíóú¿¡"}
_ENDINGS: dict[Language, tuple[str, ...]] = {
    "en": ("ing", "ings", "tion", "phy", "ght", "er", "ers", "ies", "ock", "ee"),
    "de": ("ung", "heit", "keit", "chen", "sch", "lich", "ern", "tz", "eln", "en", "ern", "tze"),
    "fr": ("eur", "euse", "eaux", "eau", "oux", "tion", "age", "ette", "ique", "ee", "aire"),
    "es": ("cion", "ar", "ero", "ista", "ismo", "dad", "illo", "ito", "ado", "ando", "rro", "ito"),
}
_SAID: dict[Language, frozenset[str]] = {
    "en": listed(
        """
        loves likes enjoys love like dog dogs cat cats horse bird fish book books guitar piano
        drums football soccer bike car cars tree flower wine cake coffee mountain mountains
        boots sun rain games star stars house friend mom dad chess ball garden water walk walks
        read cook bed
        """
    ),
    "de": listed(
        """
        liebt mag gern gerne spielt hund hunde katze katzen pferd vogel fisch buch gitarre
        klavier geige fussball fahrrad rad auto autos baum blumen wein rotwein kuchen kaffee
        berge berg zelt schach wasser garten wandern lesen kochen malen laufen reiten segeln
        boot sonne sterne geht mama papa oma opa musik trinkt
        """
    ),
    "fr": listed(
        """
        aime adore aiment chien chiens chat chats cheval oiseaux oiseau poisson livre livres
        guitare velo voiture voitures arbre fleurs fleur vin gateau cafe montagne tente bateau
        foot echecs natation lecture cuisine peinture lire courir cuisiner peche etoiles photo
        jeux joue piano batterie violon ski
        """
    ),
    "es": listed(
        """
        gusta gustan encanta encantan ama perro perros gato gatos caballo pajaro pez libro
        libros guitarra coche coches arbol flores vino tarta cafe montana bici bicicleta barco
        futbol ajedrez leer cocinar pintar correr pesca estrellas fotos juegos toca juega musica
        """
    ),
}


def language(text: str) -> Language:
    """English, German, French or Spanish; English when nothing speaks for another one.

    Emoji have no say. A word that several languages share speaks for each of them by a part.
    """
    plain = without_emoji(text)
    score: dict[Language, float] = dict.fromkeys(FUNCTION, 0.0)
    for token in tokens(plain):
        _weigh(token.fold, score)
    lower = plain.lower()
    for name, letters in _LETTERS.items():
        score[name] += sum(lower.count(letter) for letter in letters)
    return max(score, key=lambda name: (score[name], name == "en"))


def _compound(word: str, said: frozenset[str]) -> bool:
    """Whether a German word begins or ends with one of the common words."""
    sizes = range(4, len(word) - 2)
    return any(word[:size] in said or word[-size:] in said for size in sizes)


def _weigh(word: str, score: dict[Language, float]) -> None:
    speakers = [name for name, small in FUNCTION.items() if word in small]
    for name in speakers:
        score[name] += 1.0 / len(speakers) ** 2
    for name, said in _SAID.items():
        if word in said:
            score[name] += 1.0
        elif name == "de" and len(word) > 6 and _compound(word, said):
            score[name] += 0.8
        elif word in PASTIMES[name]:
            score[name] += 0.5
        if len(word) > 4 and not speakers and word.endswith(_ENDINGS[name]):
            score[name] += 0.4
