"""French words for stories; `_bank` says what the columns are."""

MOTIFS = """
guitar: f guitare | Encore une petite dernière / Feu de camp en mi mineur
  | prend les demandes, en quatre accords
  / est presque accordée | accorde deux minutes, joue trois minutes et sourit toute la soirée
  | une rare bravoure devant l'accord de fa | l'heure de la toute dernière chanson
piano: m piano | 88 bonnes raisons / Doucement, les voisins | connaît tous les secrets par cœur
  / n'a jamais déménagé de son plein gré | joue fort les passages doux, et tout le reste par cœur
  | deux mains et un voisin patient | l'heure du mouvement lent
violin: m violon | Quatre cordes et du cran / Premier violon du couloir
  | pleure très bien aux mariages
  / tient la note jusqu'aux bravos | répète jusqu'à ce que les voisins fredonnent
  | avoir fait pleurer un bout de bois | l'heure des rappels
microphone: m micro | Un, deux, on m'entend ? / Rappel sous la douche
  | sait déjà le deuxième couplet
  / attend le refrain | chante d'abord sous la douche, ensuite partout
  | la note que personne n'osait | l'heure du refrain
drum: m tambour | Pardon, les voisins / Boum, dit le mardi | part trop tôt, mais avec fierté
  / compte jusqu'à quatre, en général | compte jusqu'à quatre et oublie les voisins
  | un son qui porte jusqu'à trois rues d'ici | minuit moins quatre coups
headphones: m casque | Volume onze / Ne pas déranger, je danse | n'a rien entendu, désolé
  / remet le bon passage | entend tout, sauf "à table"
  | n'avoir jamais entendu la sonnette | l'heure du bon passage
camera: m appareil photo | Encore une, sans cligner / Souriez, dit l'appareil | attend la lumière
  / ne cligne jamais en premier | dit "encore une" et en fait quarante
  | 4000 photos du même coucher de soleil | l'heure dorée
palette: f palette | Encore un peu de bleu / Peindre d'abord, dîner après | n'a déjà plus de bleu
  / voit du vert là où l'on voit de l'herbe | recule, plisse les yeux et rajoute un peu de bleu
  | des services rendus à la couleur bleue | l'heure de rajouter du bleu
chess_knight: m cavalier | Échec, et thé ? / Deux tout droit, un de côté | ne va jamais tout droit
  / a déjà six coups d'avance | prévoit six coups d'avance, puis propose un thé
  | un sacrifice de dame sans ciller | l'heure de jouer le prochain coup
game_controller: f manette | Un dernier niveau / Pause goûter | se réveille à minuit
  / accuse la connexion | dit "encore cinq minutes" depuis neuf heures du soir
  | avoir sauvé le monde avant le dîner | l'heure du dernier niveau
laptop: m ordinateur | Chez moi, ça marche / Quarante onglets | marche, si personne ne respire
  / a quarante onglets ouverts, tous vitaux | éteint, rallume et salue sous les bravos
  | un point-virgule retrouvé à deux heures du matin | l'heure du dernier bug
book: m livre | Encore un chapitre / Entre deux couvertures | s'arrête encore au meilleur moment
  / sent un peu les vacances | lit encore un chapitre, puis trois, puis il fait jour
  | le chapitre neuf à la lampe de poche | l'heure du dernier chapitre
scroll: m parchemin | Il était une fois / Les petites lignes | était là avant Internet
  / met du temps à en venir au fait | écrit à la main et rature avec dignité
  | des lettres plus longues que les vacances | l'heure d'une vieille histoire
book+: m livre | {Word}, chapitre un / Le grand livre : {word} | s'ouvre toujours à la bonne page
  / en sait plus qu'Internet | pourrait écrire un livre sur {word}, et ça ne saurait tarder
  | des services exceptionnels rendus à la cause {word} | l'heure de parler de {word}
heart: m cœur | Un peu plus grand que nature / Livré avec un câlin
  | bat un peu plus fort aujourd'hui
  / a encore une place de libre | porte son cœur là où tout le monde le voit
  | des câlins bien au-delà du devoir | l'heure du câlin
star: f étoile | Vœu exaucé / Couchée après tout le monde | refuse d'être modeste
  / brille sans électricité | fait un vœu à chaque étoile, par prudence
  | avoir brillé sans qu'on le demande | l'heure de faire un vœu
football: m ballon | Temps additionnel / Deux pulls font un but
  | avait franchi la ligne, c'est clair
  / ne vise que la lucarne | dit "on tape la balle" et joue une finale
  | de précieux conseils donnés au téléviseur | l'heure des prolongations
basketball: m ballon de basket | Sans toucher le cercle / Prolongation dans la cour
  | rebondit par principe
  / ne connaît que le chemin du panier | lance tout dans des paniers, chaussettes comprises
  | un panier à trois points avec le linge | l'heure du dernier tir
tennis_racket: f raquette | Avantage nous / Balles neuves, merci | a vu la balle dedans, c'est clair
  / a un revers redoutable | dit "un set" et rentre trois heures plus tard
  | un revers qui a fait taire le club | l'heure de la balle de match
dumbbell: m haltère | Muscles légers, gros goûter / Encore une. La dernière | prend du poids exprès
  / évite surtout les escaliers | soulève du lourd, le repose et rayonne
  | toutes les courses en un seul voyage | l'heure de la dernière série
running_shoe: f basket | Juste un petit tour / Dix kilomètres, puis des crêpes
  | connaît chaque flaque par son nom / est déjà chaude | fait un petit tour, en passant par la mer
  | avoir quitté un lit chaud un dimanche | l'heure des crêpes, moins dix kilomètres
bicycle: m vélo | En côte, et exprès / Deux roues, pas pressées | sonne pour les écureuils
  / prend toujours le grand détour | prend le détour, puis un autre, puis un gâteau
  | chaque côte, sans un mot sur le vent | l'heure de la descente
skis: mp skis | Première trace / Descendre, c'est facile | pointent vers le bas, au cas où
  / ne reconnaissent pas l'été | tombe avec style, se relève en bonhomme de neige, repart
  | des chutes d'une rare élégance | l'heure de la première descente
surfboard: f planche de surf | De retour à marée basse / La prochaine est pour nous
  | est encore pleine de sable / n'a jamais connu de mauvais lundi
  | attend une vague toute la journée et trouve ça parfait
  | avoir tenu debout, un instant, devant témoins | l'heure de la grande vague
dance_shoe: m chausson de danse | Encore une valse / Dernier de la piste
  | bat la mesure sous la table
  / mène, quel que soit le cavalier | danse dans la cuisine, et la soupe attendra
  | l'élégance sur les pieds des autres | l'heure de la dernière danse
yarn: f pelote | Ça ne tient qu'à un fil / Je finis mon rang | a roulé exprès sous le canapé
  / sera un pull un jour | tricote "encore un rang" depuis jeudi
  | sept écharpes pour un seul cou | l'heure du dernier rang
golf: f balle de golf | Retrouvée ! / Un trou en neuf | préfère l'étang
  / a vu le drapeau et tourné à gauche | tape loin, cherche plus loin et appelle ça marcher
  | avoir retrouvé la balle avant le pique-nique | l'heure du dix-neuvième trou
yoga: m tapis de yoga | Inspire, pouffe / Le lundi tête en bas | est en paix avec les miettes
  / a vu vaciller bien des arbres | tient sur un pied et respire l'air de rien
  | avoir touché ses deux pieds, l'un après l'autre | l'heure de respirer
boxing_glove: m gant de boxe | Tendre après le gong / Premier round : tartines
  | fait des câlins en cachette
  / attend le gong | sautille dans la cuisine et enlace dans chaque coin
  | une victoire aux points contre le réveil | l'heure du douzième round
cake: m gâteau | Juste une petite part / Des miettes à conviction | était plus grand tout à l'heure
  / compte comme petit déjeuner | lèche la cuillère, par souci de qualité
  | un gâteau pour les invités, un autre pour la nuit | l'heure du goûter
wine_glass: m verre | Des notes de vendredi / Tchin, dit le verre | perçoit un soupçon de cerise
  / est toujours à moitié plein | fait tourner, hume, hoche la tête et dit "intéressant"
  | avoir reconnu le cassis sans rire | l'heure de trinquer
beer_mug: f chope | De la mousse et du style / La moitié tranquille | porte sa mousse avec dignité
  / connaît toutes les blagues | raconte la même histoire chaque vendredi, en mieux
  | un sens infaillible de l'apéro | l'heure de l'apéro
chef_hat: f toque | Encore une pincée / À table, ou presque | en a vu flamber d'autres
  / goûte d'abord, ne mesure jamais | goûte deux fois, sale une fois et nourrit toute la rue
  | avoir nourri toute la rue avec une casserole | l'heure de passer à table
coffee_cup: f tasse de café | Un café d'abord / Noir, sans questions | ne se laisse pas bousculer
  / a toujours le premier mot | ne dit rien avant le premier café, et tout après
  | avoir eu du charme avant neuf heures | l'heure de la première gorgée
rocket: f fusée | Dix, neuf, huit / Petit pas, grand sourire | a décollé depuis longtemps
  / compte à l'envers pour s'amuser | regarde si souvent le ciel que les étoiles font coucou
  | avoir quitté le sol des deux pieds | l'heure du décollage
car: f voiture | On arrive bientôt ? / Seconde vitesse, premier amour
  | démarre quand on lui parle gentiment
  / prend la route panoramique | lave à la main et encourage en seconde
  | un créneau réussi du premier coup | l'heure du départ en vacances
plane: m avion | Côté hublot, merci / La tête dans les nuages | salue encore chaque nuage
  / connaît tous les raccourcis | réserve le hublot et commente les nuages
  | une longue fidélité au hublot | l'heure du décollage
sailboat: m bateau | Retour avec la marée / Parti au vent, là pour le thé | se dispute avec le vent
  / se penche pour mieux entendre | fait des nœuds que personne ne sait défaire
  | avoir appelé le calme plat "un défi" | l'heure du vent, sans terre en vue
motorcycle: f moto | Virages en vue / Dimanche, plein gaz | s'éclaircit la voix à chaque feu
  / ne connaît que les virages | va chercher le pain en passant par trois cols
  | n'avoir jamais pris la ligne droite | l'heure du dernier virage
wrench: f clé | C'était déjà comme ça / Serre encore un peu | va partout, sauf ici
  / sait d'où venait ce bruit | répare tout, et il ne reste que deux vis
  | une réparation avec seulement deux vis en trop | presque l'heure d'avoir fini
watering_can: m arrosoir | Pousse, s'il te plaît / Pluie sur commande
  | tient parole devant les tomates
  / apporte sa propre météo | parle aux tomates et jure qu'elles répondent
  | de belles conversations avec des tomates | l'heure d'arroser
globe: m globe | Quelque part là-bas / À gauche à l'équateur | a déjà fait plusieurs tours
  / tourne quand personne ne regarde | part léger et revient avec des épices et un chapeau
  | l'art de se perdre sur cinq continents | l'heure d'embarquer
mountain: f montagne | On y est presque, promis / Debout avant le soleil
  | fait croire que c'est le dernier virage
  / est encore plus belle vue d'en haut | dit "on y est presque" depuis le petit déjeuner
  | "on y est presque", répété à chaque virage | l'heure du dernier virage avant le refuge
tent: f tente | Cinq étoiles, toutes dehors / Deux places et un insecte
  | ne rentrera plus jamais dans son sac
  / loge deux personnes polies | la monte dans le noir et trouve ça douillet
  | l'avoir fait rentrer dans son sac | l'heure d'une histoire près du feu
hiking_boot: f chaussure de rando | Ampoules et bonheur / Le long chemin d'en haut
  | sait où habitent les vaches / a rapporté la moitié du sentier
  | prend le sommet par le long chemin et la tarte au refuge
  | des ampoules portées avec fierté | l'heure de la soupe au refuge
tree: m arbre | Pas pressé du tout / Des cernes, mais en forme | attendait ici depuis le début
  / murmure quand il y a du vent | enlace les arbres et regarde après si on l'a vu
  | une immobilité remarquable | l'heure de l'ombre
flower: f fleur | Fraîche comme la rosée / Abeilles bienvenues | s'ouvre plus tôt le dimanche
  / se retourne sur tout le monde | sait les noms latins et préfère "ma jolie"
  | une orchidée en vie depuis un an | l'heure de sortir au soleil
dog: m chien | La balade, tout de suite / C'est qui, la bonne équipe ? | a déjà trouvé les saucisses
  / surveille tous les lacets | part en promenade ; c'est le chien qui choisit où
  | 4000 lancers du même bâton | l'heure de la balade
cat: m chat | Le patron, c'est lui / La sieste de quatre heures | fait semblant de s'en moquer
  / a pris la meilleure place | ne bouge plus, car le chat était là d'abord
  | quarante ouvertures de porte par jour | l'heure de la sieste
horse: m cheval | Les carottes d'abord / Du calme, l'humain
  | s'arrête pour les photos et les carottes
  / connaît le chemin, et les pommiers | sent le foin et sourit au galop
  | des mots doux à une demi-tonne d'opinions | l'heure du galop
bird: m oiseau | Lève-tôt, et fier / Gazouiller à l'ancienne | chante avant le réveil
  / a un avis sur les miettes | se lève à quatre heures pour un oiseau gros comme une prune
  | une immobilité parfaite dans une haie, dès l'aube | l'heure d'avant le réveil
fish: m poisson | Grand comme ça ! / Silence au bord du lac | grandit chaque fois qu'on le raconte
  / se tait admirablement | passe la journée au lac et appelle ça du sport
  | un poisson qui grandit à chaque récit | l'heure où ça mord
rabbit: m lapin | Tout ouïe / De la salade pour tous | a déjà compté les carottes
  / écoute des deux oreilles | partage sa salade, et pas par choix
  | un partage équitable de la salade | l'heure des carottes
turtle: f tortue | Rien ne presse / Chez moi, c'est ici | arrive, faites-lui confiance
  / porte sa maison sans se plaindre | arrive, et en voit plus que nous en chemin
  | l'art d'arriver sans se presser | l'heure qu'on veut, à peu près
owl: m !hibou | Pas sommeil, merci / Hou, toi aussi ? | sait, mais ne dira rien
  / déjeune à minuit | devient génial après minuit et dort à neuf heures
  | de bonnes idées à de drôles d'heures | minuit dix
"""

KINDS = """
animal: m compagnon | {Noun}, de la famille / {Noun} sur la photo | tient à être sur la photo
  / dirige la maison | fait ici partie du personnel, et avec joie
  | savoir lire chaque regard à travers la cuisine | l'heure du repas
instrument: m instrument | {Noun}, encore une fois / Plus fort, merci | a répété pour ça
  / fredonne dès le dîner | joue comme si les voisins avaient payé leur place
  | avoir répété fenêtres ouvertes | l'heure d'une dernière chanson
sport: m porte-bonheur | Encore un tour / Jeu, set et {noun} | est prêt quand vous voulez
  / ne rate aucun entraînement | s'entraîne dur, s'étire fort et goûte en champion
  | une présence même sous la pluie | l'heure de la dernière minute
vehicle: m bolide | En voiture ! / {Noun} prend le détour | ne connaît que la belle route
  / est garé, mais pas pour longtemps | n'a besoin que d'un week-end libre, sans carte
  | des détours faits exprès | l'heure du départ
place: m endroit préféré | De retour au couchant / On y serait bien | valait chaque marche
  / change à chaque visite | préfère les endroits sans réseau
  | l'art de se perdre avec bonheur | l'heure de la belle vue
plant: m ami vert | Vert, et ça pousse / Un peu d'eau | a poussé exprès pour la photo
  / ne demande qu'un peu de soleil | parle aux plantes et leur laisse le temps de répondre
  | une main verte jusqu'au coude | l'heure d'arroser
food: m délice | Encore, s'il vous plaît / Gardez-m'en un bout | ne survivra pas à la photo
  / embaume jusque dans la rue | partage la dernière bouchée en la suivant des yeux
  | le partage de la dernière bouchée | l'heure de passer à table
thing: m trésor | Pas touche, on l'aime / {Noun} pour toujours | a sa propre étagère
  / sort à chaque anniversaire | répond à tout, même à ce que personne n'a demandé
  | un enthousiasme bien au-delà du mode d'emploi | l'heure calme après le dîner
"""

MORE = """
fox: m renard, penguin: m pingouin, elephant: m éléphant, hedgehog: m !hérisson, mouse: f souris,
butterfly: m papillon, bear: m ours, duck: m canard, frog: f grenouille, lion: m lion,
unicorn: f licorne, dinosaur: m dinosaure, dragon: m dragon, snail: m escargot, cow: f vache,
parrot: m perroquet, whale: f baleine, dolphin: m dauphin, bee: f abeille, pizza: f pizza,
burger: m burger, ice_cream: f glace, cupcake: m petit gâteau, croissant: m croissant,
teapot: f théière, cocktail: m cocktail, pan: f poêle, lighthouse: m phare, castle: m château,
house: f maison, campfire: m feu de camp, camper: m camping-car, bus: m bus, train: m train,
tractor: m tracteur, helicopter: m hélicoptère, scooter: f trottinette, skateboard: m skate,
snowboard: m snowboard, volleyball: m ballon de volley, baseball: f balle de baseball,
fishing_rod: f canne à pêche, saxophone: m saxophone, trumpet: f trompette, flute: f flûte,
accordion: m accordéon, harp: f !harpe, puzzle: m puzzle, telescope: m télescope,
crown: f couronne, sewing_machine: f machine à coudre, anchor: f ancre, compass: f boussole,
backpack: m sac à dos, gear: m engrenage, hammer: m marteau, cactus: m cactus,
mushroom: m champignon, beehive: f ruche, bread: m pain, dice: mp dés, ice_skate: m patin à glace,
hot_air_balloon: f montgolfière, record_player: m tourne-disque, suitcase: f valise,
robot: m robot, fire_engine: m camion de pompiers, hamster: m !hamster
"""
