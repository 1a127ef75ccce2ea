"""Which of four languages a text is in: a guess from its small words, letters and endings.

Where these leave it open, the words of the motifs tell, misspelled ones too: "giutarra".
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from memoreez import motifs
from memoreez.concepts import _forms
from memoreez.concepts._cleaning import without_emoji
from memoreez.concepts._pastimes import PASTIMES
from memoreez.concepts._tokens import Token, tokens, words
from memoreez.concepts._words import ALL_FUNCTION, EMPTY, FUNCTION, Language, listed

_LETTERS: dict[Language, str] = {"de": "äöüß", "fr": "çœèêàùîïôëû", "es": "ñáíóú¿¡"}
_ACUTE = 0.3  # what an "é" says for French; it is Spanish too, and in every café
_SURE = 1.0  # a lead that needs no further look
_ELIDED = listed("c d j l m n s t")  # "l'eau": French, but not the C of C++
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
    found = tokens(plain)
    for token in found:
        _weigh(token, score)
    lower = plain.lower()
    for name, letters in _LETTERS.items():
        score[name] += sum(lower.count(letter) for letter in letters)
    score["fr"] += _ACUTE * lower.count("é")
    first, second = sorted(score.values(), reverse=True)[:2]
    if first - second < _SURE:
        for token in found:
            _look_up(token.fold, score)
    return max(score, key=lambda name: (round(score[name], 6), name == "en"))


@lru_cache(maxsize=1)
def _speakers() -> dict[str, frozenset[Language]]:
    """Every word of the motifs that is no small word -> the languages that have it."""
    found: dict[str, set[Language]] = defaultdict(set)
    for name in motifs.names():
        for language in FUNCTION:
            for phrase in motifs.load(name).words.get(language, ()):
                for word in words(phrase):
                    found[word].add(language)
    return {
        word: frozenset(of)
        for word, of in found.items()
        if len(word) > 2 and word not in ALL_FUNCTION
    }


@lru_cache(maxsize=1)
def _spelling() -> dict[str, list[str]]:
    """The longer ones by the first letter of their skeleton."""
    lists: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_speakers()):
        if len(word) > 4:
            lists[_forms.skeleton(word)[0]].append(word)
    return dict(lists)


def _look_up(word: str, score: dict[Language, float]) -> None:
    """Add what the motifs' words say: most where one language alone has the word."""
    if len(word) < 3 or word in EMPTY:
        return
    known = _speakers()
    if word not in known and len(word) > 4 and word.isalpha():
        near = _forms.nearest(word, _spelling().get(_forms.skeleton(word)[0], ()))
        word = near or next((form for form in _forms.forms(word) if form in known), word)
    speakers = known.get(word, frozenset())
    for name in speakers:
        score[name] += 0.8 / len(speakers) ** 2


def _compound(word: str, said: frozenset[str]) -> bool:
    """Whether a German word begins or ends with one of the common words."""
    sizes = range(4, len(word) - 2)
    return any(word[:size] in said or word[-size:] in said for size in sizes)


def _weigh(token: Token, score: dict[Language, float]) -> None:
    word = token.fold
    if word in _ELIDED:
        score["fr"] += token.text.endswith("'")
        return
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
