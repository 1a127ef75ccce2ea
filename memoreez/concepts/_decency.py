"""What no keepsake shows or says, whoever wrote the words: a net under what a model is asked.

Word for word, after folding: "Essex" is no offence and "apple" is a fruit. What means something
harmless in one of the four languages ("dick", "viol"), or among birds and dogs, is not listed. A
net has holes; the model is asked to keep to the rules by itself, and this finds the plainest cases
where it did not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from memoreez.concepts._tokens import Token, tokens

_BRANDS = """
nike, adidas, reebok, under armour, air jordan, gucci, louis vuitton, chanel, hermès, rolex, prada,
versace, coca cola, pepsi, red bull, fanta, starbucks, nespresso, nutella, mcdonald's,
mcdonalds, burger king, kfc, heineken, guinness, jack daniel's, jack daniels, jägermeister,
ferrari, porsche, lamborghini, bmw, mercedes benz, audi, volkswagen, vw, toyota, honda,
tesla, ford mustang, harley davidson, ducati, kawasaki, yamaha, vespa, lego, playmobil,
barbie, hot wheels, playstation, ps5, xbox, nintendo, nintendo switch, game boy, iphone, ipad,
macbook, airpods, apple watch, samsung, google, microsoft, windows 11, netflix, spotify, youtube,
tiktok, instagram, facebook, whatsapp, ikea, canon eos, nikon, gopro, leica, stratocaster,
telecaster, les paul, steinway, peloton, rossignol, stihl, makita, dewalt,
disney, mickey mouse, minnie mouse, donald duck, winnie the pooh, marvel, spider man,
spiderman, batman, superman, wonder woman, iron man, hulk, star wars, darth vader, yoda, baby yoda,
r2 d2, r2d2, chewbacca, star trek, harry potter, hogwarts, hermione, gryffindor, pokémon, pikachu,
super mario, zelda, minecraft, fortnite, roblox, sonic the hedgehog, hello kitty, snoopy, garfield,
shrek, minions, spongebob, peppa pig, paw patrol, asterix, obelix, tintin, lord of the rings,
gandalf, frodo, game of thrones, real madrid, fc barcelona, bayern münchen, bayern munich,
manchester united, borussia dortmund, juventus, los angeles lakers, dallas cowboys
"""
_PERSONS = """
taylor swift, beyoncé, rihanna, lady gaga, ed sheeran, billie eilish, ariana grande,
justin bieber, paul mccartney, mick jagger, bruce springsteen, bob dylan, elton john,
shakira, dua lipa, harry styles, eminem, kanye west, jay z, bts, messi, lionel messi,
cristiano ronaldo, ronaldo, neymar, mbappé, kylian mbappé, haaland, erling haaland, zidane,
david beckham, jürgen klopp, roger federer, rafael nadal, nadal, djokovic, novak djokovic,
serena williams, steffi graf, boris becker, lebron james, michael jordan, stephen curry,
usain bolt, simone biles, tiger woods, lewis hamilton, max verstappen, sebastian vettel,
tom brady, elon musk, jeff bezos, bill gates, mark zuckerberg, donald trump, joe biden,
barack obama, obama, kamala harris, vladimir putin, putin, xi jinping, zelensky, macron,
emmanuel macron, angela merkel, merkel, olaf scholz, friedrich merz, prince harry,
kim kardashian, oprah winfrey, tom hanks, tom cruise, brad pitt, angelina jolie, leonardo dicaprio,
george clooney, johnny depp, emma watson, daniel radcliffe, arnold schwarzenegger, keanu reeves,
gordon ramsay, jamie oliver, stephen king, greta thunberg, david attenborough, dalai lama
"""
_INDECENT = """
sex, sexy, sexual, porn, porno, pornographic, nude, naked, nudity, erotic, fetish, penis, vagina,
boobs, cunt, fuck, fucking, fucked, motherfucker, shit, bullshit, bitch,
whore, slut, bastard, asshole, blowjob, orgasm, dildo, raped, rapist, incest, nazi, nazis,
hitler, swastika, holocaust, kkk, nigger, nigga, faggot, genocide,
suicide, beheaded, decapitated, bloody corpse, dismembered, torture, terrorist,
terrorism, cocaine, heroin, meth, crack pipe, kill yourself, nackt, ficken, fick,
gefickt, hure, nutte, fotze, schlampe, arschloch, scheisse, scheiße, wichser,
titten, hakenkreuz, vergewaltigung, selbstmord, sexe, putain, salope, connard, enculé,
nique, croix gammée, desnudo, desnuda, puta, puto, mierda, coño, polla, follar,
joder, maricón, violación, esvástica
"""
_LINK = re.compile(r"(?i)https?:|www\.|\w@\w+\.\w|[<>{}`\\|]|\b[\w-]+\.(?:com|net|org|io|exe|js)\b")


@lru_cache(maxsize=1)
def _lists() -> dict[tuple[str, ...], str]:
    """Folded words in a row -> what they are: a brand, a person, or nothing for a keepsake."""
    kinds = (("a brand", _BRANDS), ("a living person", _PERSONS), ("", _INDECENT))
    found: dict[tuple[str, ...], str] = {}
    for kind, listed in kinds:
        for name in listed.replace("\n", " ").split(","):
            found.setdefault(tuple(word.fold for word in _words(name)), kind)
    return found


def _words(text: str) -> list[Token]:
    """The words of a text, at their places in it; a hyphen parts them."""
    return tokens(text.replace("-", " ").replace("_", " "))


def known(text: str) -> tuple[tuple[str, str], ...]:
    """Brands, living persons and indecencies in a text: (as it is written, what it is), each once.

    What is indecent has "" for what it is. Longer names hide the shorter ones that they contain.
    """
    words, listed = _words(text), _lists()
    longest = max(map(len, listed))
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        for size in range(longest, 0, -1):
            row = words[at : at + size]
            kind = listed.get(tuple(word.fold for word in row))
            if kind is not None:
                found[text[row[0].start : row[-1].end]] = kind
                at += len(row) - 1
                break
        at += 1
    return tuple(found.items())


def linked(text: str) -> bool:
    """Whether a text has a link, an address or markup in it."""
    return _LINK.search(text) is not None


def named(text: str, phrase: str) -> bool:
    """Whether a text has these words in a row, however they are written."""
    told, asked = (" ".join(word.fold for word in _words(said)) for said in (text, phrase))
    return bool(asked) and f" {asked} " in f" {told} "
