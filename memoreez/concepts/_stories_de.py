"""German words for stories; `_bank` says what the columns are."""

MOTIFS = """
guitar: f Gitarre | Nur noch ein Lied / Lagerfeuer in e-Moll
  | erfüllt Wünsche, kann aber vier Akkorde
  / ist fast gestimmt | stimmt zwei Minuten, spielt drei und strahlt den ganzen Abend
  | Tapferkeit beim Barré-Griff | kurz vor der letzten Zugabe
piano: n Klavier | 88 gute Gründe / Leise, die Nachbarn | kennt alle Geheimnisse auswendig
  / ist noch nie freiwillig umgezogen | spielt Leises laut und Lautes auswendig
  | zwei Hände und einen geduldigen Nachbarn | Zeit für den langsamen Satz
violin: f Geige | Gestrichen gut / Erste Geige, Reihe eins | weint auf Hochzeiten am schönsten
  / hält den Ton, bis jemand klatscht | übt, bis die Nachbarn mitsummen
  | Gänsehaut auf nur vier Saiten | ein Takt vor dem Applaus
microphone: n Mikrofon | Hört man mich? / Zugabe unter der Dusche | kennt schon die zweite Strophe
  / wartet auf den Refrain | singt erst unter der Dusche und dann überall
  | den hohen Ton, den sonst keiner wagte | gleich Refrain
drum: f Trommel | Entschuldigung, Nachbarn / Bumm, sagte der Dienstag | kommt zu früh, aber stolz
  / zählt bis vier, meistens jedenfalls | zählt bis vier und vergisst dann die Nachbarn
  | Hörbarkeit bis drei Straßen weiter | vier Schläge vor Mitternacht
headphones: m Kopfhörer | Lautstärke elf / Bitte nicht stören, ich tanze | hat leider nichts gehört
  / spult zur schönsten Stelle zurück | hört alles, nur nicht "Essen ist fertig"
  | konsequentes Überhören der Türklingel | gleich die schönste Stelle
camera: f Kamera | Noch eins, keiner blinzelt / Bitte recht freundlich | wartet auf das Licht
  / blinzelt nie als Erste | sagt "nur noch eins" und meint vierzig
  | 4000 Bilder vom selben Sonnenuntergang | kurz vor Sonnenuntergang
palette: f Palette | Noch etwas mehr Blau / Erst malen, dann essen | hat schon wieder kein Blau mehr
  / sieht Grün, wo andere Gras sehen | tritt zurück, blinzelt und nimmt noch etwas mehr Blau
  | Verdienste um die Farbe Blau | fünf Minuten vor dem Trocknen
chess_knight: m Springer | Schach, und Kaffee? / Zwei vor, eins zur Seite | geht nie geradeaus
  / ist schon sechs Züge weiter | denkt sechs Züge voraus und bietet dann Tee an
  | ein Damenopfer ohne Wimpernzucken | der andere am Zug
game_controller: m Controller | Nur noch ein Level / Pause für Proviant
  | drückt um Mitternacht Start
  / gibt dem Netz die Schuld | sagt seit neun Uhr "nur noch fünf Minuten"
  | die Rettung der Welt vor dem Abendbrot | ein Level vor dem Schlafengehen
laptop: m Laptop | Bei mir läuft's / Vierzig offene Tabs | läuft, solange keiner atmet
  / hat vierzig Tabs offen, alle wichtig
  | schaltet es aus, wieder ein und nimmt den Applaus entgegen
  | ein Semikolon, gefunden um zwei Uhr nachts | noch ein Fehler bis zum Frühstück
book: n Buch | Nur noch ein Kapitel / Zwischen zwei Deckeln | hört schon wieder im Spannendsten auf
  / riecht ein wenig nach Urlaub | liest noch ein Kapitel, dann drei, dann ist es hell
  | Kapitel neun bei Taschenlampenlicht | ein Kapitel vor Licht aus
scroll: f Schriftrolle | Es war einmal ein Hobby / Das Kleingedruckte | war vor dem Internet da
  / kommt nur langsam zur Sache | schreibt von Hand und streicht mit Würde durch
  | Briefe, länger als der Urlaub selbst | höchste Zeit für eine alte Geschichte
book+: n Buch | {Word}, erstes Kapitel / Alles über {word} | klappt immer an der besten Stelle auf
  / weiß mehr als das Internet | könnte ein Buch über {word} schreiben, und hat fast
  | besondere Verdienste um {word} | Zeit für {word}
heart: n Herz | Etwas mehr als lebensgroß / Mit Umarmung liefern | klopft heute etwas lauter
  / hat noch Platz für einen mehr | trägt das Herz da, wo es alle sehen
  | Umarmungen weit über die Pflicht hinaus | Zeit für eine Umarmung
star: m Stern | Wunsch erfüllt / Länger auf als alle | denkt nicht daran, bescheiden zu sein
  / leuchtet ganz ohne Strom | wünscht sich bei jedem Stern etwas, sicher ist sicher
  | Strahlen ohne Aufforderung | kurz nach Sonnenuntergang
football: m Ball | Nachspielzeit / Zwei Jacken sind ein Tor | war ganz klar hinter der Linie
  / will nur in den Winkel | nennt es Bolzen und spielt wie im Finale
  | fachkundiges Anschreien des Fernsehers | letzte Minute der Nachspielzeit
basketball: m Basketball | Ohne den Ring zu berühren / Verlängerung im Hof | springt aus Prinzip
  / kennt nur den Weg nach drinnen | wirft alles in Körbe, auch Socken
  | einen Dreier mit der Schmutzwäsche | ein Wurf vor der Sirene
tennis_racket: m Tennisschläger | Vorteil wir / Neue Bälle, bitte
  | hat den Ball ganz klar drin gesehen
  / hat eine tückische Rückhand | sagt "ein Satz" und kommt nach drei Stunden heim
  | eine Rückhand, bei der das Clubhaus schweigt | Matchball
dumbbell: f Hantel | Leicht gehoben, gut gegessen / Noch einmal. Wirklich | nimmt mit Absicht zu
  / lässt kein Training aus, nur Treppen | hebt Schweres, legt es wieder hin und strahlt
  | alle Einkäufe in einem Gang | Zeit für noch eine Wiederholung
running_shoe: m Laufschuh | Nur um den Block / Erst zehn Kilometer, dann Kuchen
  | kennt jede Pfütze beim Namen / ist längst warm | läuft um den Block, notfalls bis zum Meer
  | das Verlassen warmer Betten am Sonntag | ein Kilometer vor dem Frühstück
bicycle: n Fahrrad | Freiwillig bergauf / Zwei Räder, keine Eile | klingelt für Eichhörnchen
  / kennt nur Umwege | fährt den Umweg, dann noch einen, dann zum Kuchen
  | jeden Hügel ohne ein Wort über den Wind | bergab mit Rückenwind am schönsten
skis: p Skier | Erste Spur / Runter ist der leichte Teil | zeigen vorsichtshalber bergab
  / erkennen den Sommer nicht an | fällt mit Stil, steht voller Schnee auf, fährt weiter
  | Stürze in hervorragender Haltung | kurz vor der ersten Abfahrt
surfboard: n Surfbrett | Bin bis zur Flut weg / Die nächste ist unsere | ist noch voller Sand
  / hatte noch nie einen schlechten Montag | wartet den ganzen Tag auf eine Welle und ist selig
  | kurzes Stehen vor Zeugen | eine Welle vor Feierabend
dance_shoe: m Tanzschuh | Noch ein Walzer / Zuletzt von der Tanzfläche | wippt schon unterm Tisch
  / führt, egal wer führt | tanzt in der Küche, und die Suppe muss warten
  | Eleganz auf fremden Zehen | kurz vor dem letzten Tanz
yarn: n Wollknäuel | Läuft wie am Faden / Nur noch die eine Reihe
  | ist mit Absicht unters Sofa gerollt
  / wird mal ein Pullover | strickt seit Donnerstag noch schnell eine Reihe
  | sieben Schals für einen einzigen Hals | eine Reihe vor dem Schlafengehen
golf: m Golfball | Gefunden! / Loch in neun | bevorzugt den Teich
  / sah die Fahne und bog links ab | schlägt weit, sucht weiter und nennt es Spaziergang
  | das Finden des Balls vor dem Picknick | Zeit fürs neunzehnte Loch
yoga: f Yogamatte | Einatmen, auskichern / Der herabschauende Montag
  | ruht in sich, trotz der Krümel
  / hat schon wacklige Bäume gesehen | steht auf einem Bein und atmet, als wäre nichts
  | das Berühren beider Zehen, nacheinander | ein Atemzug vor dem Wackeln
boxing_glove: m Boxhandschuh | Weich nach dem Gong / Runde eins: Frühstück
  | umarmt, wenn keiner guckt
  / wartet auf den Gong | tänzelt durch die Küche und umarmt in jeder Ecke
  | einen Punktsieg gegen den Wecker | gleich Runde zwölf
cake: m Kuchen | Nur ein kleines Stück / Krümel als Beweis | war eben noch größer
  / gilt als Frühstück | leckt den Löffel ab, aus Gründen der Qualität
  | einen Kuchen für die Gäste und einen für nachts | ein halbes Stück vor Mitternacht
wine_glass: n Weinglas | Noten von Freitag / Zum Wohl, sagte das Glas
  | erkennt einen Hauch von Kirsche
  / ist immer halb voll | schwenkt, schnuppert, nickt und sagt "interessant"
  | Johannisbeere, mit ernster Miene erkannt | Freitagabend
beer_mug: m Krug | Schaum mit Haltung / Die ruhige Halbe | trägt seinen Schaum mit Würde
  / kennt alle Witze schon | erzählt jeden Freitag dieselbe Geschichte, nur besser
  | ein untrügliches Gespür für Feierabend | kurz nach Feierabend
chef_hat: f Kochmütze | Noch eine Prise / Essen ist gleich fertig | hat schon manches brennen sehen
  / probiert zuerst und misst nie | probiert zweimal, salzt einmal und macht die Straße satt
  | eine satte Straße aus einem einzigen Topf | zehn Minuten vor dem Essen
coffee_cup: f Kaffeetasse | Erst mal Kaffee / Schwarz, ohne Fragen | lässt sich nicht hetzen
  / hat heute als Erste das Wort | sagt vor der ersten Tasse nichts und danach alles
  | Charme vor neun Uhr morgens | Zeit für den ersten Schluck
rocket: f Rakete | Noch zehn, neun, acht / Kleiner Schritt, großes Grinsen | ist längst abgehoben
  / zählt zum Spaß rückwärts | guckt so oft hoch, dass die Sterne schon zurückwinken
  | das Abheben mit beiden Beinen | zehn Sekunden vor dem Start
car: n Auto | Sind wir bald da? / Zweiter Gang, erste Liebe | springt nur an, wenn man nett fragt
  / nimmt die schöne Strecke | wäscht von Hand und redet im zweiten Gang gut zu
  | rückwärts eingeparkt beim ersten Versuch | erster Ferientag
plane: n Flugzeug | Fensterplatz, bitte / Kopf in den Wolken | grüßt noch jede Wolke einzeln
  / kennt alle Abkürzungen | bucht den Fensterplatz und kommentiert die Wolken
  | langjährige Treue zum Fensterplatz | zehn Minuten vor dem Abflug
sailboat: n Boot | Zurück mit der Flut / Vom Winde, aber zum Kaffee da | streitet mit dem Wind
  / legt sich schräg, um besser zu hören | macht Knoten, die sonst keiner aufbekommt
  | Geduld bei völliger Flaute | windig und kein Land in Sicht
motorcycle: n Motorrad | Kurven voraus / Sonntag, Vollgas | räuspert sich an jeder Ampel
  / kennt nur kurvige Straßen | holt Brötchen über drei Alpenpässe
  | das Meiden jeder geraden Straße | eine Kurve vor zu Hause
wrench: m Schraubenschlüssel | Nach fest kommt ab / Das war schon so
  | passt auf alles, nur hier nicht
  / weiß, woher das Geräusch kam | repariert alles, und nur zwei Schrauben bleiben übrig
  | eine Reparatur mit nur zwei Schrauben übrig | gleich fertig, ganz bestimmt
watering_can: f Gießkanne | Wachst doch, bitte / Regen auf Bestellung | hält Wort gegenüber Tomaten
  / macht ihr Wetter selbst | redet mit den Tomaten und schwört, sie antworten
  | gute Gespräche mit Tomaten | fünf Minuten vor dem Regen
globe: m Globus | Irgendwo da draußen / Am Äquator links | war schon öfter einmal rum
  / dreht sich, wenn keiner guckt | packt wenig ein und bringt Gewürze und einen Hut mit
  | das Verlaufen auf fünf Kontinenten | Zeit zum Einsteigen
mountain: m Berg | Gleich da, ehrlich / Vor der Sonne oben | tut so, als wäre er gleich zu Ende
  / sieht von oben noch besser aus | sagt seit dem Frühstück "gleich sind wir da"
  | "gleich da" an jeder einzelnen Kurve | eine Kurve vor der Hütte
tent: n Zelt | Fünf Sterne, alle draußen / Platz für zwei und einen Käfer
  | passt nie wieder in die Hülle
  / schläft zwei, wenn beide höflich sind | baut es im Dunkeln auf und nennt es gemütlich
  | das Zurückpacken in die Hülle | eine Geschichte nach Lagerfeuer
hiking_boot: m Wanderschuh | Blase gut, alles gut / Der lange Weg nach oben
  | weiß, wo die Kühe wohnen
  / hat den halben Weg mitgebracht | nimmt oben den Gipfel und unten den Kaiserschmarrn
  | Blasen, mit Stolz getragen | ein Kilometer vor der Suppe
tree: m Baum | Hat keine Eile / Ringe mit Geschichte | hat hier die ganze Zeit gewartet
  / flüstert, wenn es windig ist | umarmt Bäume und guckt erst danach, wer zusieht
  | besonders schönes Stillstehen | Nachmittag im Schatten
flower: f Blume | Frisch aus dem Beet / Bienen willkommen | blüht sonntags etwas früher auf
  / dreht sich nach jedem um | kennt die lateinischen Namen und sagt "Schätzchen"
  | eine Orchidee, die ein ganzes Jahr überlebt hat | der erste warme Frühlingstag
dog: m Hund | Gassi, aber sofort / Wer ist ein braves Team? | hat die Würstchen schon gefunden
  / bewacht alle Schnürsenkel | geht spazieren; wohin, bestimmt der Hund
  | 4000 Würfe mit demselben Stöckchen | Zeit für die große Runde
cat: f Katze | Chefin von allen / Das Vier-Uhr-Schläfchen | tut so, als wäre es ihr egal
  / hat den besten Platz besetzt | sitzt ganz still, weil die Katze zuerst da war
  | vierzigmal Tür auf am Tag, dieselbe Tür | Zeit für ein Nickerchen
horse: n Pferd | Erst die Möhren / Ruhig, Mensch | hält nur für Fotos und Möhren
  / kennt den Heimweg und die Apfelbäume | duftet nach Heu und grinst im Galopp
  | Flüstern mit einer halben Tonne Meinung | ein Galopp vor dem Frühstück
bird: m Vogel | Früh, und stolz darauf / Zwitschern wie früher | singt vor dem Wecker
  / hat zu Krümeln eine klare Haltung | steht um vier auf für einen Vogel, klein wie eine Pflaume
  | regloses Stehen in der Hecke seit Sonnenaufgang | zehn Minuten vor dem Wecker
fish: m Fisch | So groß war der! / Ruhe am See | wächst mit jedem Erzählen
  / schweigt, und das wunderschön | sitzt den ganzen Tag am See und nennt es Sport
  | einen Fisch, der mit jedem Erzählen wächst | kurz vor dem Anbiss
rabbit: n Kaninchen | Ganz Ohr / Salat für alle | hat die Möhren schon gezählt
  / hört mit beiden Ohren zu | teilt den Salat, wenn auch nicht freiwillig
  | gerechtes Teilen jedes Salats | kurz nach den Möhren
turtle: f Schildkröte | Nur keine Hast / Zu Hause ist, wo ich bin | ist schon unterwegs, bestimmt
  / trägt ihr Haus und klagt nie | kommt an, und sieht unterwegs mehr als wir alle
  | entspanntes Ankommen | Viertel nach gemütlich
owl: f Eule | Hellwach, danke / Uhu, du auch? | weiß es, sagt es aber nicht
  / frühstückt um Mitternacht | wird nach Mitternacht klug und um neun müde
  | gute Einfälle zu schlechten Zeiten | zehn nach Mitternacht
"""

KINDS = """
animal: n Tier | {Noun} gehört zur Familie / {Noun} im Bild | will unbedingt mit aufs Bild
  / führt den Haushalt | gehört hier nur zum Personal, und das gern
  | das Verstehen jedes Blicks quer durch die Küche | gleich Fütterung
instrument: n Instrument | {Noun}, noch einmal / Lauter, bitte | hat extra dafür geübt
  / summt schon beim Abendbrot | spielt, als hätten die Nachbarn Karten gekauft
  | fleißiges Üben bei offenem Fenster | ein Lied vor dem Schlafengehen
sport: m Glücksbringer | Noch eine Runde / Spiel, Satz, {noun} | ist schon bereit
  / fehlt bei keinem Training | trainiert hart, dehnt laut und isst danach wie im Finale
  | Erscheinen auch bei Regen | letzte Minute
vehicle: n Gefährt | Bitte einsteigen / {Noun} nimmt den Umweg | kennt nur die schöne Strecke
  / steht, aber nicht mehr lange | braucht keine Karte, nur ein freies Wochenende
  | Umwege, mit Absicht gefahren | fünf Minuten vor der Abfahrt
place: m Lieblingsort | Zurück bei Sonnenuntergang / Wären wir jetzt da | war jeden Schritt wert
  / sieht jedes Mal anders aus | ist da am liebsten, wo kein Netz ist
  | schönes Verlaufen | gleich die Aussicht
plant: n Gewächs | Grün und im Werden / Nur noch Wasser | ist extra fürs Foto gewachsen
  / will nur ein bisschen Sonne | redet mit Pflanzen und lässt ihnen Zeit zum Antworten
  | einen grünen Daumen bis zum Ellbogen | Zeit zum Gießen
food: m Leckerbissen | Nachschlag, bitte / Lass mir was übrig | überlebt dieses Foto nicht
  / duftet bis auf die Straße | teilt den letzten Bissen, schaut ihm aber lange nach
  | das Teilen des letzten Bissens | zehn Minuten vor dem Essen
thing: n Lieblingsstück | Finger weg, geliebt / {Noun} für immer | hat ein eigenes Regal
  / kommt zu jedem Geburtstag mit | beantwortet jede Frage dazu, auch die, die keiner gestellt hat
  | Begeisterung weit über die Anleitung hinaus | die stille Stunde nach dem Essen
"""

MORE = """
fox: m Fuchs, penguin: m Pinguin, elephant: m Elefant+en, hedgehog: m Igel, butterfly: m
Schmetterling,
bear: m Bär+en, mouse: f Maus, duck: f Ente, frog: m Frosch, lion: m Löwe+n, unicorn: n Einhorn,
dinosaur: m Dinosaurier, dragon: m Drache+n, snail: f Schnecke, cow: f Kuh, parrot: m Papagei,
whale: m Wal, dolphin: m Delfin, bee: f Biene, pizza: f Pizza, burger: m Burger, ice_cream: n Eis,
cupcake: n Törtchen, croissant: n Croissant, teapot: f Teekanne, cocktail: m Cocktail, pan: f
Pfanne,
lighthouse: m Leuchtturm, castle: f Burg, house: n Haus, campfire: n Lagerfeuer, camper: m Camper,
bus: m Bus, train: m Zug, tractor: m Traktor, helicopter: m Hubschrauber, scooter: m Roller,
skateboard: n Skateboard, snowboard: n Snowboard, volleyball: m Volleyball, baseball: m Baseball,
fishing_rod: f Angel, saxophone: n Saxofon, trumpet: f Trompete, accordion: n Akkordeon,
flute: f Flöte, harp: f Harfe, puzzle: n Puzzle, telescope: n Teleskop, crown: f Krone,
sewing_machine: f Nähmaschine, anchor: m Anker, compass: m Kompass, backpack: m Rucksack,
gear: n Zahnrad, hammer: m Hammer, cactus: m Kaktus, mushroom: m Pilz,
beehive: m Bienenstock, bread: n Brot, dice: p Würfel, hot_air_balloon: m Heißluftballon,
ice_skate: m Schlittschuh, record_player: m Plattenspieler, suitcase: m Koffer,
robot: m Roboter, fire_engine: n Feuerwehrauto, hamster: m Hamster
"""
