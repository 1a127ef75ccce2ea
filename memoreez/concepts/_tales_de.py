"""German templates for stories; `_bank` says what the slots are."""

TITLES = {
    "character": """
{name}, wie am Wochenende / Beim Glücklichsein ertappt / !Nie ohne {acc a} / Bitte nicht stören /
Ganz in Gedanken bei {dat a} / Wochenendgesicht / {name} und {a} / Weltklasse in dieser Straße /
Hauptfach {noun a} / Ein Fall für {acc a}
""",
    "companions": """
{Noun a} und Freunde / Die ganze Bande / {Noun a} [a:lädt|laden] ein / {name} und Anhang /
Bitte alle zusammenrücken / {Noun a}, {noun b} und Co. / Keiner bleibt zu Hause /
Kleines Fest mit {noun a} / Alle für {acc a} / Treffen bei {dat a}
""",
    "alive": """
{Noun a} auf Freigang / {Noun a} [a:geht|gehen] spazieren / Wer hat {acc a} geweckt? /
Zuletzt lächelnd gesehen / {Noun a} [a:hat|haben] heute frei / Läuft bei {dat a} /
Neue Stiefel für {acc a} / {Noun a} mit Plan / {name} sucht {acc a} / Zwei Beine, eine Idee
""",
    "creature": """
Zum Menschen befördert / {Noun a} steht auf / {Noun a} meldet sich zum Dienst / Neue Stiefel /
Wer kaufte {dat a} Stiefel? / {name} hat Besuch / {Noun a}, aufrecht / Mal eben einkaufen
""",
    "ride": """
Das beste Bett der Stadt / Besetzt von {dat b} / {Noun b} ganz oben / Bitte nicht wecken /
{Noun b} erster Klasse / Jetzt meins / Reserviert für {acc b} / Logenplatz für {acc b} /
Hier saß früher {name} / Das Nickerchen des Jahres
""",
    "peek": """
Blinder Passagier / {Noun b} an Bord / {Noun b} inklusive / Zimmerservice, bitte / Kuckuck, {name} /
Überraschung drin / Leider ausgebucht / Wer hat {acc b} eingepackt? / {Noun b} zieht ein /
{Noun b} im Versteck
""",
    "perch": """
Oben und unten / {Noun b} obenauf / Nicht niesen / Mit Liebe gestapelt /
{Noun b} [b:fährt|fahren] mit / {Noun a} mit Aufsatz / {name} hält die Balance /
Sah oben besser aus / Eine Frage der Haltung / Wohnung mit {noun b}
""",
    "planet": """
Planet {noun a} / Kleine Welt, viel {noun a} / Nächster Halt: Planet {noun a} /
Der kleine Planet {name} / Rund um {acc a} / Hier gibt es keine Montage / Schwerkraft auf Wunsch /
Eine Welt für {acc a} / In zwei Schritten um die Welt / {Noun a} am Nordpol
""",
    "totem": """
Geist der guten Laune / {Noun a} [a:wacht|wachen] über uns / Hoch und heilig: {noun a} /
{Noun a} ganz oben / Hausgeist {noun a} / Glückspfahl für {name} / Im Schutz von {dat a} /
Verneigt euch vor {dat a} / Die Legende von {dat a} / Wächter der Kekse
""",
    "medallion": """
Gold für {acc a} / Heldentat des Haushalts / Orden am Bande: {noun a} / Besser als Gold /
Gold für {name} / {Noun a} mit Auszeichnung / Erster Platz, ganz klar / {Noun a}, Klasse eins /
Seit dem Frühstück ungeschlagen / Für besondere Verdienste
""",
}

TALES = {
    "character": """
{person a}.
{person a}.
{name} {person a}.
{person a}. {b} {does b}.
Eine Hand für {acc a}, eine für {acc b}, keine fürs Telefon.
Wer nach {dat a} fragt, sollte den ganzen Abend Zeit haben.
Es ist {hour a}, und niemand hier will nach Hause.
Andere haben ein Hobby. {name} hat {acc a}, {acc b} und kein freies Wochenende.
Weltklasse in dieser Straße, und zwar für {feat a}.
{name}, zu Hause berühmt für {feat a}.
!Braucht zum Glück nur zwei Dinge: {acc a} und {acc b}. Ein Schläfchen wäre schön.
!Wollte nur fünf Minuten zu {dat a}. Das war am Samstag.
{b} {does b}, aber das Grinsen kommt von {dat a}.
Redet über {acc a} gern und über {acc b} auch ungefragt.
""",
    "companions": """
{a} {does a}; {b} {does b}.
{a} {does a}, und {b} {does b}.
{a} [a:erzählt|erzählen], und {b} [b:macht|machen] die Geräusche dazu.
{a} [a:hat|haben] eingeladen; {b} und {c} bringen Kuchen mit.
{b} [b:ist|sind] für {acc a} gekommen, {c} für die Kekse.
Alle versammeln sich um {acc a}, und {b} {does b}.
Es ist {hour a}, und {b} [b:hat|haben] allen einen Platz freigehalten.
{name} hat {acc a} eingeladen. {b} [b:hat|haben] es mitgehört.
Ohne {acc b} wäre es {dat a} langweilig, aber das würde hier nie jemand zugeben.
Die besten Feste sind klein: {a}, {b}, keine Reden.
Lieblinge hat {name} keine. Aber {a} {does a}.
~{a} {does a}. Applaus, bitte.
~Gute Gesellschaft braucht keine Gesellschaft: {The a} {does a}.
~Mehr braucht kein Regal: {The a} {does a}.
{name} liebt alle gleich, aber {a} [a:durfte|durften] in die Mitte.
Ein Gruppenbild mit {dat a}: {The b} {does b}.
""",
    "alive": """
{a} [a:bekam|bekamen] Beine, [a:schnappte|schnappten] sich {acc b} und [a:war|waren] weg.
Stiefel an, Lächeln auf, {acc b} in der Hand: zum Abendbrot wieder da.
{a} [a:ging|gingen] an die frische Luft und [a:nahm|nahmen] {acc b} mit.
Jemand musste {acc b} ja tragen, und {a} [a:hat|haben] sich gemeldet.
Niemand hat {dat a} das Laufen beigebracht. {b} [b:sah|sahen] nur so einsam aus.
Neue Stiefel, breites Grinsen: {The a} [a:nimmt|nehmen] sich heute frei.
{a} [a:hat|haben] Beine bekommen, und jetzt kommt keiner mehr hinterher.
Einmal nicht hingeschaut, {name}, und schon [a:geht|gehen] {a} mit {dat b} spazieren.
Zuletzt gesehen vor dem Haus von {name}: {a}, pfeifend, mit {dat b}.
{a} {does a}. Und das auf zwei Beinen.
[a:Hätte|Hätten] {a} Beine, hieß es, gäbe es kein Halten. Stimmt.
Unterwegs zu den Nachbarn, mit {dat b} als Mitbringsel.
Zwei Beine, ein Lächeln, und es ist {hour a}.
""",
    "creature": """
{a} [a:wollte|wollten] nicht mehr getragen werden und [a:kaufte|kauften] sich Stiefel.
{a} [a:steht|stehen] auf, [a:lächelt|lächeln] und [a:hat|haben] eine Frage zum Abendessen.
Geht aufrecht, trägt {acc b}, zahlt keine Miete: willkommen in der WG.
{a} [a:lieh|liehen] sich {acc b}, ein Paar Stiefel und ein sehr menschliches Grinsen.
Jemand musste {acc b} ja tragen, und {a} [a:hatte|hatten] gerade nichts vor.
Werktags ist alles normal; sonntags gibt es Stiefel und {acc b}.
{name} wünschte sich, {a} könnte reden. Laufen ging schneller.
Stiefel an, Kinn hoch: {The a} [a:holt|holen] {acc b} heute persönlich ab.
Niemand kommt zu spät, wenn {a} mit {dat b} vor der Tür [a:steht|stehen].
{a} {does a}. Und das in voller Größe.
Zwei Beine, ein Lächeln, und es ist {hour a}.
""",
    "ride": """
{b} kam wegen der Aussicht auf {acc a} und blieb wegen des Nickerchens.
{a} [a:gehörte|gehörten] mal {name}. Dann setzte sich {b}.
Außer Betrieb, bis {b} aufwacht: {a}.
Der beste Platz im Haus, sagt {b}, und das Haus gibt nach.
Niemand hat {dat b} gesagt, dass {a} kein Bett [a:ist|sind].
{b} {does b}, nur eine Etage höher als sonst.
{name} bekommt {acc a} nach dem Schläfchen zurück. Vielleicht.
Von allen Kissen der Welt hat sich {b} für {acc a} entschieden.
{a} [a:hat|haben] jetzt einen neuen Boss, und der schläft.
Seit heute früh reserviert, und {b} teilt nicht.
Für {acc b} ist es ein Zuhause, für alle anderen weiterhin {a}.
{a} [a:war|waren] schon schön. Mit {dat b} obendrauf: perfekt.
""",
    "peek": """
{b} hatte gehört, dass {a} irgendwohin [a:geht|gehen], wo es schön ist.
Ist da noch Platz? {b} hat gar nicht erst gefragt.
{name} hatte alles eingepackt, nur {acc b} nicht. Das ist jetzt erledigt.
{a} [a:hatte|hatten] mal eine richtige Arbeit, aber {b} war schneller.
Wer {acc b} zu Hause lassen will, muss früher aufstehen.
{b} hat eingecheckt: Vollpension, Aussicht, keine Abreise.
Bitte nicht stören: {The b} wohnt seit Dienstag hier und findet es gut.
Der blinde Passagier wurde gefunden. Der blinde Passagier bleibt.
Ein Blick über den Rand, und {dat b} war verziehen.
{a} [a:kommt|kommen] jetzt immer mit {dat b}, ganz ohne Aufpreis.
Klein, gemütlich, und {b} nennt es Penthouse.
{name} wollte {acc a} holen. {b} guckte heraus und sagte nein.
""",
    "perch": """
{b} [b:wollte|wollten] größer sein, und {a} [a:hatte|hatten] nichts vor.
{a} [a:trägt|tragen] {acc b}, bisher ohne eine einzige Klage.
Keiner weiß, wer sie gestapelt hat, aber {a} und {b} verstehen sich.
Hüte sind out: {The a} [a:trägt|tragen] jetzt {acc b}.
Oben {b}, unten {a}, und die Miete zahlt die gute Laune.
{b} [b:wollte|wollten] mitfahren, und {a} [a:ist|sind] zu höflich für ein Nein.
{name} konnte sich nie entscheiden, also [b:kam|kamen] {b} obendrauf.
{b} auf {dat a}: Aufräumen für Fortgeschrittene.
Eine gute Idee von {name}: {b}, erster Klasse, auf {dat a}.
Angefangen hat es als Wette zwischen {dat a} und {dat b}.
{a} [a:hält|halten] ganz still, denn {b} {does b}.
Jeder Berg braucht einen Gipfel; {a} [a:nahm|nahmen] {acc b}.
""",
    "planet": """
Auf diesem Planeten ist es immer {hour a}.
Oben {a}, gleich um die Ecke {b}, Montage abgeschafft.
Eine kleine Welt mit einem Gesetz: erst {a}, dann alles andere.
Er dreht sich langsam, damit {a} und {b} gleich viel Sonne bekommen.
Gesucht wurde Leben im All, gefunden wurde hier {a}.
Wer zweimal an {dat b} vorbeikommt, war einmal um die Welt.
Keine Schlange, keine Mails, nur {a}, {b} und sehr viel Himmel.
Schwerkraft ist hier freiwillig, {a} und {b} sind Pflicht.
Willkommen auf dem Planeten {name}: Hier ist es immer {hour a}.
Entdeckt von {name}, und nirgends sonst gilt: {The a} {does a}.
Wetter heute: heiter, mit Aussicht auf {acc b}.
{name} wollte den Mond und bekam etwas Besseres, mit {dat a}.
Weit weg von allen Montagen: {The a} {does a}.
Hier oben gilt: {The a} {does a}, und {b} {does b}.
""",
    "totem": """
{a} ganz oben, denn irgendwer muss ja auf {acc b} aufpassen.
{a} [a:bewacht|bewachen] das Haus, {b} [b:bewacht|bewachen] die Kekse.
Errichtet für {acc a} und gegen Montage.
{acc a} berühren bringt Glück, {acc b} berühren macht Mut, dann los.
Es heißt: Wer sich vor {dat a} verneigt, bekommt früher Abendessen.
{b} [b:trägt|tragen] alles, {a} [a:bekommt|bekommen] den Applaus. Familie eben.
Früher betete man die Sonne an. {name} hat {acc a}.
Schützt vor Regen, schlechter Laune und Wochenenden ohne {acc a}.
Von oben nach unten: {a}, {b} und die gute Laune von {name}.
Zuerst {a}, dann {b}, und ganz unten irgendwann der Abwasch.
In tausend Jahren wird man sagen: Hier liebte jemand {acc a}.
Von da oben sieht man es gut: {The a} {does a}.
""",
    "medallion": """
Verliehen für {feat a}.
Erster Preis für {feat a}, einen zweiten gab es nicht.
Für {name}, und zwar für {feat a}.
Für {feat a}, mit lobender Erwähnung für {feat b}.
Die Jury sah {acc a}, lächelte und ging essen.
Geprägt zu Ehren von {dat a}, {dat b} und jedem schönen Sonntag.
Gültiges Zahlungsmittel, wo immer {a} mehr [a:zählt|zählen] als Geld.
In dieser Familie mehr wert als Gold, und zwar für {feat a}.
Einstimmiger Beschluss des Küchentischs: ein Orden für {feat a}.
{name} hat ihn verdient, Jahr für Jahr, für {feat a}.
Für {feat a}. Platz zwei erholt sich noch.
Andere bekommen eine Uhr. Das hier gibt es für {feat a}.
""",
}

GEMS = """
cat>mountain: Das Schläfchen über den Wolken
  | Die Katze hat den Gipfel besetzt. Die Fahne war auch bequem.
dog>mountain: Gipfelhund | Als Erster oben, als Erster eingeschlafen.
cat>hiking_boot: Blinder Passagier | Die Katze, die nie zu Hause bleiben will.
dog>hiking_boot: Der Gestiefelte, nur anders
  | Der Hund ist eingezogen, damit keiner ohne ihn losgeht.
cat>coffee_cup: Katzuccino | Wenig Schaum, dafür ziemlich viel Katze.
dog>coffee_cup: Hund im Becher | Klein, warm und weg, wenn man nicht hinsieht.
bird>coffee_cup: Der frühe Vogel | Erst der Wurm, dann der Kaffee. Andersrum wäre schöner.
fish>coffee_cup: Kleinster See der Stadt
  | Keine Angler, kein Regen, und das Wasser duftet nach Frühstück.
fish>beer_mug: Feierabend, ganztägig | Der eine, der entwischt ist, kam nicht sehr weit.
fish>wine_glass: Ein edler Tropfen | Noten von Kirsche, Eiche und, oh, guten Tag.
cat>wine_glass: Samtig im Abgang
  | Passt sich jedem Glas an und wird mit den Jahren nicht bescheidener.
cat>book: Lesezeichen | Die Katze liegt nicht im Weg. Sie ist das Lesezeichen.
cat>laptop: Sitzung beendet | Die Katze hat "ffffffff" getippt und steht zu jedem Wort.
cat>piano: Auf leisen Tasten | Opus eins: vier Pfoten, keine Zugabe, alle wach.
cat>guitar: Schnurren in G | Andere Gitarren werden gezupft. Auf dieser wird geschlafen.
bird>guitar: Gefiederter Kapodaster | Dritter Bund, keine Ahnung, absolutes Gehör.
bird>car: Rückenwind | Warum flattern, wenn andere den Tank voll haben?
dog>car: Beifahrer | Kann keine Karte lesen, weiß aber, wo die Wurst ist.
dog>tent: Platz für einen mehr | Im Zelt schlafen zwei. Der Hund schläft quer.
cat>tent: Fünf-Sterne-Katze | Die Katze zeltet nicht. Die Katze war zuerst da.
owl>book: Nachtschicht | Weiß, wie es ausgeht, verrät aber nicht, wer es war.
bird>tree: Dachgeschoss im Grünen | Hell, ruhige Lage, ab fünf Uhr früh etwas laut.
cat>bicycle: Treten? Ich? | Einer tritt. Der andere ist die Katze.
dog>bicycle: Beifahrer mit Meinung | Bellt an jedem Hügel und nennt es Helfen.
dog>sailboat: Seehund | Fürchtet die Badewanne und liebt das Meer.
cat>cake: Qualitätskontrolle | Die Katze wollte nur wissen, ob er weich ist. Ist er.
cat+mountain: Höchste Katze weit und breit | Nur wegen des Nickerchens hinaufgestiegen.
cat+yarn: Wolle und Wahn | Seit die Katze hilft, dauert dieser Pullover etwas länger.
cat+dog: Waffenruhe | Einig sind sie sich nur über das Sofa.
cat+fish: Nur gute Freunde | Sie reden nur. Das Gucken übernimmt die Katze.
cat+bird: Wer zuerst blinzelt | Der eine singt. Die andere denkt nach.
cat+book: Die stille Hälfte des Sofas | Einer liest. Die Katze liegt auf der spannenden Stelle.
cat+coffee_cup: Guten Morgen, Majestät | Erst die Katze, dann der Kaffee, dann der Rest der Welt.
cat+piano: Nachtmusik auf vier Pfoten | Die Katze spielt nachts, und nur die tiefen Töne.
cat+laptop: Kurz nicht am Platz | Jemand hat sich draufgesetzt, und jemand bereut nichts.
cat+watering_can: Zwei im Beet | Die eine gießt die Keimlinge. Die andere schläft darauf.
dog+hiking_boot: Auf sechs Füßen bergauf | Zwei Stiefel, vier Pfoten, und einer kennt die Abkürzung.
dog+mountain: Gleich oben, Braver | Der Hund war dreimal oben, bevor das Schild gelesen war.
dog+coffee_cup: Erst Gassi, dann reden
  | Der eine braucht einen Baum, der andere eine Tasse. Es klappt.
dog+running_shoe: Privattrainer | Der Trainer hat vier Beine und hält an jeder Laterne.
dog+football: Torwart mit Schwanz | Hält jeden Ball und gibt keinen wieder her.
dog+guitar: Zum Mitheulen | Die zweite Stimme lernt nach Gehör. Mit beiden Ohren.
dog+camera: Sitz. Bleib. Lächeln! | Vierhundert Bilder, und auf einem ist er sogar scharf.
dog+car: Vorne ist meins | Über den Fensterplatz wurde nie verhandelt.
dog+tent: Der beste Wecker | Sonnenaufgang um fünf. Der Hund hat schon nachgesehen.
dog+book: Ein Auge offen | Einer liest. Der andere wartet auf das Wort "Gassi".
guitar+coffee_cup: Ohne Strom, mit Koffein
  | Starker Kaffee, leise Akkorde, und keiner wach zum Meckern.
guitar+mountain: Echo im Refrain | Spielt fürs Tal, und das Tal will eine Zugabe.
guitar+tent: Lieder, die der Bär kennt | Das Feuer ist klein, die Lieder sind lang.
guitar+beer_mug: Zwei Akkorde, eine Runde | Das Publikum summt, der Schaum hält den Takt.
guitar+book: Zwischen den Zeilen | Drei Akkorde, eine Geschichte, keine Moral.
guitar+motorcycle: Laut, dann lauter | Die eine will gestimmt werden, das andere will Sonntag.
piano+wine_glass: Nocturne im Abgang | Die linke Hand spielt, die rechte hat andere Pläne.
mountain+coffee_cup: Gipfel, schwarz | Kaffee schmeckt da am besten, wo nie ein Café aufmacht.
mountain+hiking_boot: Bis gleich da oben | Der Gipfel sieht immer näher aus. Das ist der Trick.
mountain+camera: Warten aufs Licht | Sechs Stunden rauf, ein Klick, hat sich gelohnt.
mountain+bicycle: Bergauf aus Prinzip | Runter kann jeder. Runter ist ja auch die Belohnung.
tent+hiking_boot: Schuhe bleiben draußen | Fünf Sterne bei Nacht und eine strenge Regel für Socken.
book+coffee_cup: Ein Kapitel, zwei Tassen | Der Kaffee wird genau da kalt, wo es spannend wird.
book+wine_glass: Vollmundiger Roman | Eine Seite, ein Schluck, und plötzlich ist Donnerstag.
book+tent: Ausgabe mit Taschenlampe | Nur bis zum Kapitelende, den Batterien versprochen.
laptop+coffee_cup: Macht aus Kaffee Code | Es läuft. Keiner weiß, warum. Finger weg von der Tasse.
game_controller+coffee_cup: Neustart | Noch ein Level, noch eine Tasse, ach, die Sonne.
game_controller+cat: Pausetaste | Weich, warm und genau vor dem Bildschirm.
camera+bird: Stillhalten, Kleiner | Drei Stunden in der Hecke, und weg war er beim "Bitte lächeln".
fish+beer_mug: Petri Heil, zum Wohl | Gefangen: ein Sonnenuntergang, zwei Geschichten, kein Fisch.
fish+sailboat: Flüchtige Bekannte | Einer oben, einer unten, und beide gucken weg.
fish+chef_hat: Die Karte hat Fragen | Das Tagesgericht möchte über die Karte sprechen.
chef_hat+wine_glass: Etwas für die Soße | Ein Schuss für den Topf, einer für die Kunst.
chef_hat+cake: Wer braucht Hauptgänge? | Serviert wird rückwärts, und keiner beschwert sich.
cake+coffee_cup: Nachmittags um vier | Die einzige Besprechung, die noch nie jemand kürzen wollte.
cake+running_shoe: Ausgewogene Ernährung | Läuft, damit Kuchen reinpasst. Den Plan macht der Kuchen.
football+beer_mug: Der zwölfte Mann | Vom Sofa aus noch nie einen Fehlpass gespielt.
running_shoe+book: Schnelle Beine, lange Sätze | Läuft schneller heim, um zu erfahren, wer es war.
bicycle+cake: Watt und Waffel | Hundert Kilometer für ein Stück, und die Rechnung geht auf.
skis+mountain: Einmal runter, bitte | Eine Stunde rauf, drei Minuten runter, ein Leben lang wieder.
watering_can+flower: Sag es mit Wasser | Sie treffen sich jeden Abend um sechs.
yoga+cat: Vorturnerin | Zwanzig Jahre Übung, und die Katze kann es immer noch besser.
yarn+coffee_cup: Zwei Zucker, zwei Nadeln | Eine Masche, ein Schluck, und beides falsch gezählt.
violin+piano: Übung macht Nachbarn | Streit gibt es nur darüber, wer zuerst atmet.
plane+globe: Koffer weg, Welt gefunden | Drehen, tippen, packen. Das Packen ist der schwere Teil.
rocket+star: Fast zum Winken nah | Die eine hat es eilig, der andere wartet schon eine Weile.
car+wrench: Das war schon so | Das Geräusch ist weg. Zwei Schrauben auch. Läuft.
horse+heart: Liebe auf die erste Möhre | Es fing mit einem Apfel an und wurde ernst.
"""
