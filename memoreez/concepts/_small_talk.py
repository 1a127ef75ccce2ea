"""What is told about anybody on any occasion: it is no hobby, however sweet it is.

"My dad, who is dead now, loved sailing" is about sailing. Folded as in `_words`.
"""

from __future__ import annotations

from itertools import pairwise

from memoreez.concepts._tokens import tokens


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What happens in a life, and what a present is for: a clause about it has no label of its own.
EVENTS = _listed(
    """
    dead christening baptism communion confirmation congrats congratulations einschulung taufe
    konfirmation kommunion abitur gratuliere gluckwunsch bapteme felicitations bautizo comunion
    enhorabuena felicidades jubilamos jubilarse jubilarme heiraten heiratet casamos casarse died
    dies dying deceased passed rip graduated graduates graduating met retires retiring farewell
    goodbye moving moves divorced engaged pregnant expecting adopted promoted funeral cancer
    dementia alzheimers alzheimer illness hospital surgery stroke diagnosed wheelchair
    depression tot gestorben starb verstorben verstarb kennengelernt kennenlernten verlasst
    verabschiedet abschied vermissen vermisst verlobt schwanger umgezogen zieht geschieden
    gewidmet krebs demenz krankenhaus schlaganfall erkrankt absolviert ruhestand pensioniert
    jubilaum mort decede decedee deces disparu rencontres rencontree rencontre depart quitte
    quittent demenage fiances enceinte diplome diplomee divorce divorcee malade maladie hopital
    manque manques fallecio fallecida fallecido murio muerto muerta jubila jubilan jubilo
    jubilacion conocieron conocio conocimos despedida descanse graduo gradua graduan mudo muda
    enfermo enferma enfermedad embarazada divorciada divorciado extranamos echamos
    """
)

# One of them, wherever it stands, and the stories make no jokes.
_DEATHS = _listed(
    """
    dead died deceased rip widow widower funeral tot gestorben starb verstorben verstarb witwe
    witwer beerdigung andenken gedenken mort morte decede decedee deces veuve veuf obseques
    fallecio fallecida fallecido murio muerto muerta viuda viudo descanse
    """
)


_MEMORIES = ("in memory of", "loving memory", "in memoriam", "in erinnerung an", "a la memoire de")


def mourns(text: str) -> bool:
    """Whether somebody has died, be it the person or another."""
    found = [token.fold for token in tokens(text)]
    away = any(pair == ("passed", "away") for pair in pairwise(found))
    said = " ".join(found)
    return away or not _DEATHS.isdisjoint(found) or any(phrase in said for phrase in _MEMORIES)


# What somebody is like, and what they have: nothing to model where nothing else is said.
CHARACTER = _listed(
    """
    special company business firm startup job boss talking generous stubborn clever smart quiet
    loud shy patient impatient grumpy cheerful loyal sarcastic energetic curious talkative
    chatty bossy brave strong tall short skinny bald hilarious adorable gorgeous handsome pretty
    busy late messy tidy clumsy hardworking warm friendly helpful honest gentle polite charming
    cheeky own lazy hungry sleepy true amazing wonderful perfect favourite smile laugh laughter
    humour humor knees back eyes hair firma besonderes besondere arbeit grosszugig stur klug
    schlau ruhig laut schuchtern geduldig ungeduldig frohlich treu sarkastisch neugierig mutig
    stark fleissig chaotisch ordentlich hilfsbereit ehrlich freundlich herzlich frech faul
    hungrig verfressen verschmust verspielt wunderbar perfekt eigene eigenen eigenes eigener
    lachen kilo kilos entreprise speciale genereux genereuse tetu tetue malin maligne calme
    bavard bavarde timide patiente courageux courageuse fidele curieux curieuse drole rigolo
    rigolote marrant marrante gourmand gourmande serviable honnete travailleur travailleuse
    paresseux sourire rire propre empresa negocio trabajo generoso generosa cabezota terco terca
    tranquilo tranquila carinoso carinosa paciente timido timida valiente fiel curioso curiosa
    divertido divertida gracioso graciosa trabajador trabajadora amable alegre guapo guapa
    perezoso perezosa retard glotona gloton sonrisa risa propio propia especial memory
    """
)

# Numbers in words, measures, and who is best: all but the figures themselves.
MEASURES = _listed(
    """
    eleven twelve fifteen eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    elf zwolf zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig sechs sieben acht
    neun zehn beste besten bester bestes six sept huit dix vingt trente quarante cinquante
    soixante cent meilleur meilleure meilleurs meilleures mieux deja seis siete ocho nueve diez
    veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien veinticinco ganas
    mejor mejores mayor mayores fluent fluently fliessend couramment fluido avoir though
    otherwise besides instead however anyway already yet even currently recently finally
    formerly lately basically literally honestly trotzdem zwar jedoch dennoch sonst deshalb
    sogar leider endlich heute fruher naturlich fast sinon pourtant cependant ensuite enfin
    maintenant presque notamment bref voila ademas ahora antes aunque todavia incluso casi
    embargo kilometer kilometers kilometre kilometres kilometros km kg miles thirteen fourteen
    sixteen seventeen nineteen dreizehn vierzehn funfzehn sechzehn onze douze treize quatorze
    quinze seize trece catorce quince beide beiden ambos ambas juntos juntas besoin necesito
    muttertag vatertag valentinstag ostern
    """
)
