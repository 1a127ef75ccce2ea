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
    dario informativa paja romantica autoridad historicas american americans express expressed
    expressing americas support supported supporting strike strikes striking porter power descent
    paste water waters former forming landscape landscapes herb merchant macro boring boxes
    punched pinch land lands county counties landed countrys tier lending landing earths traps
    relationship relationships leadership transport seeking championship championships porn
    partnership partnerships membership beating ownership derived margin ports passport township
    marking fellowship censorship capita marion citizenship scholarship scholarships flagship
    marvin skipped hell salad prints cheer brass masses bra cheering stain pinned machine
    buildings tall marker reforms fixed culture cultures listing feet desert partly poster posters
    frost sussex generally literally conduct conducted conducting naturally wage wages heres
    purchase rabbi trial trailer trials blocking halls tails wearing labor stick sticks sticking
    switching outrage sticker stickers quitting senate testing foster considerable vulnerable
    lined acre chen roll rolling copper rolls rolled shooter chopped flow flows gardner transplant
    wondering boost matching shores blade blades rent trait ultimate estimate legitimate intimate
    teammate roommate underestimate battery heartbeat files plots guiding pointed bullet ballot
    bail dense dangers intervals chiefs reverse rivers reversed medication pirates spaces mart
    wells wives nicholas waving vogue scots shouting torture potter greens greene greed greet tits
    archer chapman hast atmosphare hosen privatsphare haste wollen wollte nahe naher stecken
    nahmen strecken laune wille werben stich haken stucken laien leine nahern weber wegen fuhren
    fuhrer wangen wagt hunderte landern landes lande freien tiere tieren riesen gelandet landet
    landete landung beschwerde verweisen reis weltmeister bundeslander niederlander reissen lage
    langer masse interessante braun lagen wies massen wiese wiesen blode heller braune helle
    lagern steinen hellen steiner liechtenstein steinmeier gelagert blinde grundstein lagerung
    rolle rollen sauerstoff kunststoff wasserstoff sprechen sprach gesprachen kennenlernen
    kennenzulernen bibel markte universitat universitaten schrieben briefkasten zahlreiche
    zahlreichen vergleichen erfolgreiche erfolgreichen kennzeichen umfangreiche umfangreichen
    vergleiche ausreichen dergleichen wilder ausweichen buches voller volker fliesst fliessen
    vorhanden vorhandenen vorhandene schlagen schlagt geschlagen schlag schlage feuer kurzen toten
    suss susse sussen susser freier feiner feierabend feiertage blut bluten toiletten gefarbt
    verbrennen starten kirchen sorten willen angebote haufen haft ludwigshafen sturm sturmen brot
    farm sperre gespannt spannung spannungen blauen toller teller schreit spanier hamm bauern
    arschloch anschlag locher schatze geboten mancher boten wandte klassiker schauspielerin
    konstanz substanz substanzen akzeptanz twitch spinner batterien expres raison campagne porte
    portes rapport crise boite boites croise derive derives maries morin martine parti partis
    parties postes suisses posture tarn donner fout recente recentes poule poele panne grille
    rejette sommes somme blocs poste peste poudre travers tiers terres remise journees vocation
    exploser terreur sentir senti marches cheminee attaque attaques attaquer attaquent portant
    portait porteur porteurs portera supporte operer touche touchee compose composant composante
    synthese bouche fortes forts cartes diplomes diplomate sainte leger chers cheres musicale
    ponts demie loger construire fixe fixer cles manteau mecaniques reperer machin croiser conduit
    conduits conduites morte espaces marne lait latine coude coutume coupure ouvrant traiter
    rennes traine fermer bete herbe veritables serrer vegetale billet bulle clique balles tetes
    tiendra vole jete voleur voleurs volee plaines plats plaintes rever revues rives libere
    engagee handicapes handicape mediation meriter supermarche islande tengo putas salas pais
    traves tierras explotar variaciones mande votaciones poder nueve descanso autopista decente
    volver vuelto vuelva vuelvo planos valer cuento puntos bordo costera borrado consejo consejos
    concejo puerta puertos caballero caballeria viendo ecologia reforma ingenio pasos tratar
    correo cartera cabrera plantear delante delantera dulce canales trate verlas reportero tratas
    autores convertirse manejo campos campeon ciclo ciclos verlos saludo ponte certeza sant
    tercios entregar moscu enfrentamiento ahorro manzana manzanas comoda recta recordo cubre pica
    terremoto mitos montero golfo golpear tortura saquen saqueo pilares mediacion estallo raise
    shops sponsorship larger closer america americana americanas americanos expresa expresar
    expresan expresarse costado contado sender musse braunen bauten schrei landen erden weltbild
    weltweiten romain voyait voyant pente gardiens golfe repart reformes espacios sali mariana
    marino barra paradero tiendas estables trump trumps chain chains mile miles panel panels broad
    trans bite breed breeds corners plains himmel schwarzen beine beinen anspruche zeuge biete
    rache zugrunde trennt riche riches biens trompe tromper roche roches rocher transporter cuivre
    penal penales carnet carnets brute croissante croissantes bourbon bienes maquina maquinas
    maquinaria agricultura encuentren traen bar bars bares barren oursin oursins elegant elegante
    elegantes elegants lechuga lechugas fuchsia fuchsias fuchsie stating putin wurzeln camarade
    camarades regardes prejudice dicen dices dedo dedos dado dada dadas bagger baggers costs seat
    seats taylor champion filter coaches strict fence fences regards resist resists bare barely
    hosting bacon rewards reward colin glance wagon baron develop develops developed developing
    country countries brand brands semi component components cared angels pump pumps beans coconut
    coconuts hack supports portent neighbours neighbour neighbourhood mitte mitten steckt geandert
    frische nachteile nachteil kiste uhrzeit fahrten folter programm programms krone kronen bart
    barte brandt buchen buchte welten reisst nahere naherer wunderbare wunderbaren entdeckt
    quitter classement cites baise arrestation pavillon mette colle colline collines elue contes
    cochon cochons comedien comedienne cheville chevilles taille tailles balle perso persos
    presentent collier colliers coco ouvrent coran touchent enferme enfermes enfermee pointe crear
    creando teniendo desarrollar danos consta foros literal geografica faltar boletos boleto
    marchar morelos enfermedad enfermedades enfermo enfermos enferma enfermas costo costos costas
    diaria diarias mandan compromisos palmas mille secours schneiden schneidet equipage equipages
    gepackt
    """
)
