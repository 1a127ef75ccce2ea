"""Real words that look like, but are not, a misspelling, inflection or compound of a motif's word.

Found by reading the 12,000 commonest words of each language and sorting out what was misread.
Folded as in `_words`.
"""

from __future__ import annotations

from memoreez.concepts._words import listed

STRANGERS = listed(
    """
    house houses start starts started starting cap caps care caring carer planetarium planet
    planets facebook toothbrush hairbrush cauliflower motto horror hours heard hearth tender
    tenders carpet plan plans planned planning plate plates program programs programme programmes
    programmed codes racist forget fort wooden weighs male males pants painted pointing drawer
    pains angeles pieces anger angle angles poison signs chapter signing charter sinking swings
    swinging blessings flown flowing wander wandered waking romance widespread booked booking
    brooks butcher lectures lecturer latter permission bacteria batteries batting hearted banking
    cooling backed backing backs cohen aerospace rocking torn speakers sneak corridor ruining
    courier smiling stairs stare starring stats point points rises flour liver beats losen rasen
    stirn kotzen deckel pointer malin chine espece lutte carre lier poche basque tenus tunis bouts
    levres bords caches sangre redes chaval tenes busque pasas globos botes singe singes chantage
    courage courts gardent fixes chan caen skies violate violent violence plantation tool forests
    printing printer photoshop weighted ready library roads render words random hiding hiring
    climate claiming alien submit remaining requiring retaining coffin chest chester violet suffer
    spice autonomy gates cases caves cares roles ropes roses risen blame count corner speak drugs
    cast glove villa singh charger content competent percentage bread hopping shopping shipping
    whine winner winter dine wing wings canter canteen carton cartoon cater cattle battle bottle
    bottles gutter flood champ champs stamp stamps cramp golfing surface surge service mounting
    fountain fountains handel handeln handle handles root roots look hook court wand wande
    baumarkt baumeister weit weite weinen weine weint dessen zeichen arten ausgezeichnet
    gekennzeichnet unterzeichnet aufgezeichnet verzeichnet planen geplant fliehen flieger fliege
    leer leere leeren worterbuch drehbuch jahrbuch handbuch lehrbuch forst foren frisch pech
    spezifisch spezifische verbreitet vorbereitet fusse schwach schauspiel schauspieler klicken
    segen montage microsoft knochen marchen wundern wundert wanden waldern tschechien einzelt
    vereinzelt garde dummer retten rettet tuch suche kuche kuchenchef toren becken halt halten
    halte wenden hande wurde hundert magen mahlen fahren zahlen stein steine sterben zeiten seiten
    lauter leiten reichen gehen nurnberg heidelberg schwestern fenster autor autoren autors mauer
    wien schwein schreiben geschrieben kader ketten kisten forte planete plat plante plantes
    plaine planter voila viol violer viole viols violents compter compteur portail garder gardes
    gardien gard changer signer chantier chantiers hors cheveux excitation fiche fiches penche
    pencher peches courant courants courante courantes couleur couleurs courte courtes coree
    couvrir paient plaint arene livrer livret livree boucher tenter trente teinte chier cloche
    cloches couche couches cache tort tirees berger montant montants choeur battant cle race races
    racines romaine romains manche voix cadeau cadeaux chateau chateaux chapeau chapeaux bateleur
    gateux avocat avocats cafard programa programas camino trata tarea tarde torre pesar peso
    pesos gastos escolar escapar escuela romanos repiten fuese teneis tenias sufren leyenda
    leyendas lees libra libras libre libres pinto cabello cabellos cocaina cobre pecho pieza
    piezas roja rojas rocas risas ropa cargo cargos cerro banco bancos barro gritar gustar contar
    montar monta perdido estrecha naturales poner corte cortes toques punta violar state states
    group groups according accord accordance luther exports chair chairs operate operates
    operation speaks presents presented presenting presenter developer stores faction friction
    lester laser loser lesser strong alot altar sting stings beast beasts border fathers binding
    bidding composite competitor check checks checked checking strategies springs beta bean beck
    crap salon mint ability retrieved stable stables island islands dress dressed dressing dresses
    nightmare roma romania control controlled controlling controls controllers heads toilet
    toilets teile fuhlen fehlen porto austritt stabile ruder lachen kampfen gebrochen frischen
    traut frischer spezifischen operationen technologie technologien taten testen zucker streng
    streichen streich kampfe bande banden springen springt strategien checken strategischen beate
    feine objektive schicht schichten lehren lehrt gelehrt leiser autoritat romantisch romantische
    romantischen langes autant autour autorite autorites autorise autorises autoriser auteure
    longues nouvel accorde accorder accordee gratte presente presentee presentees presentes
    presentait presentant chiant canton opere songe controle controler controles controlee
    controleur jouant joyeuse tiens tienne tien melange meuse moise toucher touchant composee
    composes composants composantes couler coule meler traite lacher lache laches basse basses
    formelle objectifs cliches casser sable maree dresse dresser equite bacteries baguette mousse
    cantine arche tienen tienes roban canaria canarias nivel cuentas cuantos cuanto cientos
    escritura ficcion romano romana idiotas conto presento operar operan comerciante orador casos
    caso casco techo manos mano manda mandar mandaron mandando alta altos cuello fidel arcos
    retraso objetivos objetiva estable pones amazonas petro parra acorde acordo bando bonos cajas
    estrategia estrategias estrategica presa gotas compone componen pinos pecado pesado present
    fest feste west weste wert worte worten orte karte karten kanten kosten kasten posten masten
    lasten rasten moment momente mutter butter wetter vetter retter blatt glatt platt matt ratte
    ratten matches patch patches batch watch watched witch bitch ditch pitch waiting letting
    career carrying cherry compromise compromises compromised engage engaged engaging engages
    engager clarity armour hears recht rechte rechter rechnung rechnungen rechnen rechnet gerecht
    gerechnet gesicht gedacht gericht gerichte letzter gewicht dicht dichte schreien
    unterschreiben scheiben schutz schatzen geschatzt schatzt schatzung schatzungen entwicklung
    entwicklungen beaten touch touched touching taste tasted tastes foot letter litter lutter
    ceder faille chere ki pote marier compromis engagees mares mouse becker meiste rader cuarta
    corta cortas robinet presentar presenten obrador mundos bacterias retrieve briefing diplomat
    dario informativa paja romantica autoridad historicas
    """
)
