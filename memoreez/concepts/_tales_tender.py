"""Titles and stories where somebody has died: no jokes, and true whoever it was.

Nobody is said to be dead or missed: "since her husband died she dances" is about her.
"""

TITLES = {
    "en": """
What stays / Close to the heart / A place for {a} / {name} and {a} / Made with love / With love /
A good day with {a} / Always there: {noun a}
""",
    "de": """
Was bleibt / Nah am Herzen / Ein Platz für {acc a} / {name} und {a} / Mit Liebe gemacht / In Liebe /
Ein guter Tag mit {dat a} / Immer da: {noun a}
""",
    "fr": """
Ce qui reste / Tout près du cœur / Une place pour {a} / {name} et {a} / Fait avec amour /
Avec amour / Un beau jour avec {a} / Toujours là : {noun a}
""",
    "es": """
Lo que queda / Cerca del corazón / Un lugar para {a} / {name} y {a} / Hecho con amor /
Con cariño / Un buen día con {a} / Siempre cerca: {noun a}
""",
}

TALES = {
    "en": """
{a} and {b}, and everything they stand for.
What is loved this much stays.
A place on the shelf for {a}, and one in the heart.
A small thing for a great love: {a} and {b}.
~A small thing for a great love: {a}.
For {name}, with {a} close by.
{a} [a:tells|tell] of good days.
Good days have a name: {name}.
Here it is always a good day, with {a}.
Some things only get dearer: {a} and {b}.
~Some things only get dearer: {a}.
""",
    "de": """
{a} und {b}, und alles, was damit verbunden ist.
Was so geliebt wird, bleibt.
Ein Platz im Regal für {acc a} und einer im Herzen.
Etwas Kleines für eine große Liebe: {a} und {b}.
~Etwas Kleines für eine große Liebe: {a}.
Für {name}, mit {dat a} ganz nah.
{a} [a:erzählt|erzählen] von schönen Tagen.
Schöne Tage haben einen Namen: {name}.
Hier ist immer ein schöner Tag mit {dat a}.
Manches wird mit der Zeit nur lieber: {a} und {b}.
~Manches wird mit der Zeit nur lieber: {a}.
""",
    "fr": """
{a} et {b}, et tout ce qui va avec.
Ce qu'on aime autant reste.
Une place sur l'étagère pour {a}, et une dans le cœur.
Une petite chose pour un grand amour : {a} et {b}.
~Une petite chose pour un grand amour : {a}.
Pour {name}, avec {a} tout près.
{a} [a:raconte|racontent] les beaux jours.
Les beaux jours ont un nom : {name}.
Ici, c'est toujours un beau jour avec {a}.
On les aime un peu plus chaque jour : {a} et {b}.
~On y tient un peu plus chaque jour : {a}.
""",
    "es": """
{a} y {b}, y todo lo que significan.
Lo que se quiere tanto, queda.
Un sitio en la estantería para {a}, y otro en el corazón.
Una cosa pequeña para un gran amor: {a} y {b}.
~Una cosa pequeña para un gran amor: {a}.
Para {name}, con {a} muy cerca.
{a} [a:habla|hablan] de días felices.
Los días felices tienen nombre: {name}.
Aquí siempre es un buen día, con {a}.
Hay cosas que se quieren cada día más: {a} y {b}.
~Hay cosas que se quieren cada día más: {a}.
""",
}
