"""French templates for stories; `_bank` says what the slots are."""

TITLES = {
    "character": """
{name}, version week-end / Flagrant délit de bonheur / !Jamais sans {a} / {name} et {a} /
Merci de ne pas déranger / Tête de week-end / La gloire de la rue / Mention spéciale : {noun a} /
Sourire numéro un / Tout pour {a}
""",
    "companions": """
{Noun a} et compagnie / Toute la bande / {a} [a:invite|invitent] / {name} et sa bande /
On se serre un peu / {Noun a}, {noun b} et les autres / Personne ne reste à la maison /
Petite fête autour {de a} / Les amis {de a} / Réunion autour {de a}
""",
    "alive": """
{Noun a} en vadrouille / {a} [a:prend|prennent] l'air / Qui a réveillé {a} ? /
Dernière image : tout sourire / {Noun a} en congé / Ça marche, ça sourit / Des bottes pour {a} /
{name} cherche {a} / Deux jambes, une idée / {a} [a:a|ont] un plan
""",
    "creature": """
Promotion au rang d'humain / {a} se lève / {Noun a} au rapport / Bottes neuves /
Qui a chaussé {a} ? / {name} a de la visite / {Noun a} debout / Juste une petite course
""",
    "ride": """
Le meilleur lit de la ville / {Noun b}, première classe / Ne pas réveiller {b} / C'est à moi /
Réservé pour {b} / {Noun b} au sommet / La place {de name} ? Prise / La sieste de l'année /
Loge pour {noun b} / La place {de b}
""",
    "peek": """
Passager clandestin / {Noun b} à bord / {Noun b} [b:inclus|incluse|inclus|incluses] /
Service en chambre / Coucou, {name} / Surprise à l'intérieur / Complet, désolé /
Qui a emballé {b} ? / {b} emménage / La cachette {de b}
""",
    "perch": """
Dessus, dessous / {Noun b} à l'étage / Ne pas éternuer / Empilé avec amour /
Nouveau chapeau pour {a} / {b} [b:passe|passent] devant / {name} en équilibre /
C'était mieux là-haut / Question d'équilibre / {b} [b:monte|montent] en grade
""",
    "planet": """
Planète {noun a} / Petit monde, grand bonheur / Prochain arrêt : planète {noun a} /
La petite planète {de name} / Autour {de a} / Ici, pas de lundi / Gravité facultative /
Un monde à part / {Noun a} au pôle Nord / Le tour du monde avant midi
""",
    "totem": """
Le grand esprit {de a} / {a} [a:veille|veillent] sur nous / {Noun a} tout en haut /
Esprit de la maison / Le porte-bonheur {de name} / La légende {de a} / Sous la protection {de a} /
Gardien de la bonne humeur / Salut {à a} / Plus haut que {a}, rien
""",
    "medallion": """
L'ordre {de a} / De l'or pour {a} / Mieux que de l'or / {name} en or / Gloire de la maison /
Chevalier {de a} / {Noun a}, mention très bien / Premier prix, sans discussion /
Du jamais vu au petit déjeuner / La médaille {de a}
""",
}

TALES = {
    "character": """
{person a}.
{person a}.
{name} {person a}.
{person a}. {b} {does b}.
Une main pour {a}, une pour {b}, aucune pour le téléphone.
Ne posez de questions sur {a} que si vous avez toute la soirée.
Il est {hour a}, et personne ici ne veut rentrer.
D'autres ont un hobby. {name} a {a}, {b} et plus un week-end de libre.
Prix d'excellence de la rue pour {feat a}.
{name}, célèbre à la maison pour {feat a}.
!Le bonheur tient à deux choses : {a} et {b}. Plus une sieste.
!Devait rester cinq minutes près {de a}. C'était samedi.
{b} {does b}, mais ce sourire-là vient {de a}.
Parle volontiers {de a}, et {de b} sans même qu'on le demande.
""",
    "companions": """
{a} {does a} ; {b} {does b}.
{a} {does a}, et {b} {does b}.
{a} [a:raconte|racontent], et {b} [b:fait|font] les bruitages.
{a} [a:a|ont] convoqué tout le monde ; {b} et {c} ont apporté le goûter.
{b} [b:est venu|est venue|sont venus|sont venues] pour {a}, tous les autres pour le goûter.
Tout le monde s'est réuni autour {de a}, et {b} {does b}.
Il est {hour a}, et {b} [b:a|ont] gardé une place à chacun.
{name} a invité {a}. {b} [b:a|ont] tout entendu.
Sans {b}, on s'ennuierait du côté {de a}, mais personne ne l'avouera.
Les meilleures fêtes sont petites : {a}, {b}, et pas de discours.
Pas de préférence chez {name}. Simplement, {a} {does a}.
~{a} {does a}. On applaudit, merci.
~En bonne compagnie, même en solo : {a} {does a}.
~Une étagère n'en demande pas plus : {a} {does a}.
{name} les aime tous pareil, mais au milieu, c'est {a}.
Photo de groupe : {a} au centre, pendant que {b} {does b}.
""",
    "alive": """
Des jambes ont poussé {à a}, qui [a:est parti|est partie|sont partis|sont parties] avec {b}.
Bottes aux pieds, sourire aux lèvres, {b} à la main : de retour pour dîner.
{a} [a:est sorti|est sortie|sont sortis|sont sorties] prendre l'air avec {b}.
Il fallait bien porter {b}, et {a} [a:a|ont] levé la main.
Personne n'a appris {à a} à marcher. {b} [b:avait|avaient] juste l'air si seul[b:|e|s|es].
Bottes neuves, grand sourire : {a} [a:prend sa journée|prennent leur journée].
{a} [a:a|ont] trouvé des jambes, et plus personne n'arrive à suivre.
Une seconde d'inattention, {name}, et {a} [a:file|filent] avec {b}.
Vu devant chez {name} : {a} et {b}, bras dessus bras dessous.
{a} {does a}. Sur deux jambes, maintenant.
Ah, des jambes pour {a}, disait-on, et plus rien ne l'arrête. C'est fait.
En route chez les voisins, avec {b} en cadeau.
Deux jambes, un sourire, et il est {hour a}.
""",
    "creature": """
{a} en avait assez des petits pas : voici des bottes.
{a} se lève, sourit et a une question au sujet du dîner.
Marche debout, porte {b}, ne paie pas de loyer : bienvenue en colocation.
{a} a emprunté {b}, des bottes et un sourire très humain.
Il fallait bien porter {b}, et {a} n'avait rien de prévu.
En semaine, rien à signaler ; le dimanche, {a} sort les bottes et {b}.
{name} rêvait d'entendre parler {a}. Marcher, c'était plus simple.
Bottes aux pieds, menton levé : {a} vient chercher {b} en personne.
Personne n'est en retard quand {a} sonne à la porte avec {b}.
{a} {does a}. Et cette fois, debout.
Deux jambes, un sourire, et il est {hour a}.
""",
    "ride": """
{b} y monte pour la vue et y reste pour la sieste.
{a} [a:était|étaient] à {name}. Puis {b} s'y est installé[b:|e|s|es].
Hors service jusqu'au réveil {de b} : {a}.
La meilleure place de la maison, d'après {b}, et la maison approuve.
Personne n'a dit {à b} que {a} n'[a:est|sont] pas un lit.
{b} {does b}, mais un étage plus haut que d'habitude.
{name} pourra récupérer {a} après la sieste. Peut-être.
De tous les coussins du monde, {b} a choisi {a}.
{a} [a:a|ont] trouvé son maître, et ce maître dort.
Réservé depuis ce matin, et {b} ne partage pas.
{b} appelle ça son chez-soi ; les autres disent encore "{noun a}".
C'était déjà bien avec {a}. Avec {b} par-dessus, c'est parfait.
""",
    "peek": """
{b} a entendu dire que {a} [a:partait|partaient] quelque part de bien.
Une petite place ? {b} n'a même pas demandé.
{name} avait tout emballé, sauf {b}. C'est réglé.
{a} [a:avait|avaient] un vrai métier, mais {b} passait par là.
Pour laisser {b} à la maison, il faudra se lever plus tôt.
{b} a pris une chambre : pension complète, belle vue, aucun départ prévu.
Ne pas déranger : {b} vit là depuis mardi et s'y plaît.
On a retrouvé le passager clandestin. Il reste.
Un regard par-dessus bord, et tout fut pardonné {à b}.
{a} [a:se livre|se livrent] désormais avec {b}, sans supplément.
C'est petit, c'est douillet, et {b} appelle ça un duplex.
{name} venait chercher {a}. {b} a sorti la tête et dit non.
""",
    "perch": """
{b} [b:voulait|voulaient] voir plus loin, et {a} n'[a:avait|avaient] rien de prévu.
{a} [a:porte|portent] {b}, sans une plainte à ce jour.
On ne sait pas qui les a empilés, mais {a} et {b} s'entendent bien.
Les chapeaux, c'est fini : {a} [a:porte|portent] {b}.
En haut {b}, en bas {a}, et le loyer se paie en bonne humeur.
{b} [b:voulait|voulaient] monter, et {a} [a:est|sont] d'une politesse !
{name} n'a jamais su choisir, alors {b} par-dessus.
{b} au-dessus {de a} : le rangement, version artiste.
Une bonne idée {de name} : {b} en première classe, {a} en dessous.
Tout a commencé par un pari entre {a} et {b}.
{a} ne [a:bouge|bougent] plus, car {b} {does b}.
À chaque montagne son sommet ; {à a}, {b}.
""",
    "planet": """
Sur cette planète, il est toujours {hour a}.
En haut {a}, juste après {b}, et les lundis sont abolis.
Un petit monde, une seule loi : d'abord {a}, le reste après.
Elle tourne doucement, pour que {a} et {b} aient autant de soleil.
On cherchait de la vie dans l'espace, on a trouvé {a}.
Croiser {b} deux fois, c'est avoir fait le tour du monde.
Ni file d'attente ni courriel, rien que {a}, {b} et beaucoup de ciel.
La gravité est facultative, {a} et {b} non.
Bienvenue sur la planète {name} : il y est toujours {hour a}.
Une découverte {de name}, le seul endroit où {a} {does a}.
Météo du jour : soleil, avec de bonnes chances de voir {b}.
{name} voulait la lune et a eu mieux, avec {a}.
Loin de tous les lundis, {a} {does a}.
Là-haut, {a} {does a}, et {b} {does b}.
""",
    "totem": """
{a} tout en haut, car il faut bien que quelqu'un surveille {b}.
{a} [a:veille|veillent] sur la maison, {b} [b:veille|veillent] sur les biscuits.
Dressé en l'honneur {de a} et contre les lundis.
Toucher {a} porte chance, toucher {b} donne du courage, et en route.
On dit que saluer {a} fait arriver le dîner plus tôt.
{b} [b:soutient|soutiennent] tout, {a} [a:a|ont] les bravos. La famille, quoi.
Jadis, on adorait le soleil. Chez {name}, c'est {a}.
Protège de la pluie, de la mauvaise humeur et des week-ends sans {a}.
De haut en bas : {a}, {b} et la bonne humeur {de name}.
D'abord {a}, ensuite {b}, et tout en bas, un jour, la vaisselle.
Dans mille ans, on dira : ici, on aimait {a}.
De là-haut, {a} {does a}, et la mauvaise humeur reste dehors.
""",
    "medallion": """
Médaille d'or pour {feat a}.
Premier prix pour {feat a}. De second, il n'y en eut pas.
À {name}, pour {feat a}.
Pour {feat a}, avec mention spéciale pour {feat b}.
Le jury a vu {a}, a souri, et est parti déjeuner.
Frappée en l'honneur {de a}, {de b} et de chaque beau dimanche.
Monnaie légale partout où {a} [a:vaut|valent] plus que l'argent.
Dans cette famille, plus précieux que l'or : {feat a}.
À l'unanimité de la table de la cuisine, pour {feat a}.
{name} l'a bien mérité, d'année en année, pour {feat a}.
Pour {feat a}. La deuxième place s'en remet encore.
D'autres reçoivent une montre. Ceci, c'est pour {feat a}.
""",
}

GEMS = """
cat>mountain: La sieste au-dessus des nuages
  | Le chat a pris le sommet. Le drapeau aussi était moelleux.
dog>mountain: Premier de cordée | Premier en haut, premier endormi.
cat>hiking_boot: Passager clandestin | Le chat qui ne veut jamais rester à la maison.
dog>hiking_boot: Le chien botté | Le chien s'est installé là pour qu'on ne parte pas sans lui.
cat>coffee_cup: Chapuccino | Très peu de mousse, pas mal de chat.
dog>coffee_cup: Un toutou bien serré | Petit, chaud, et parti si l'on détourne les yeux.
bird>coffee_cup: L'oiseau du matin | D'abord le ver, ensuite le café. L'inverse serait mieux.
fish>coffee_cup: Le plus petit lac de la ville
  | Ni pêcheurs ni pluie, et l'eau sent le petit déjeuner.
fish>beer_mug: L'apéro sans fin | Celui qui s'est échappé n'est pas allé bien loin.
fish>wine_glass: Un cru tout en écailles | Des notes de cerise, de chêne et, oh, bonjour.
cat>wine_glass: Un chat de caractère | Épouse tous les verres et se bonifie en dormant.
cat>book: Marque-page | Le chat ne gêne pas. Le chat marque la page.
cat>laptop: Réunion terminée | Le chat a tapé "ffffffff" et assume chaque mot.
cat>piano: À pas de velours | Opus un : quatre pattes, pas de rappel, tout le monde debout.
cat>guitar: Ronron en sol | Il y a des guitares qu'on gratte. Sur celle-ci, on dort.
bird>guitar: Un capodastre à plumes | Troisième case, aucune idée, oreille absolue.
bird>car: Vent dans le dos | Pourquoi battre des ailes quand d'autres ont fait le plein ?
dog>car: Copilote | Ne sait pas lire la carte, mais sait où est le saucisson.
dog>tent: Une place de plus | La tente dort deux personnes. Le chien dort en travers.
cat>tent: Un chat cinq étoiles | Le chat ne campe pas. Le chat était là avant.
owl>book: Équipe de nuit | Sait comment ça finit, mais ne dira pas qui.
bird>tree: Dernier étage, plein sud | Lumineux, verdoyant, un peu bruyant à cinq heures du matin.
cat>bicycle: Pédaler ? Moi ? | L'un des deux pédale. L'autre, c'est le chat.
dog>bicycle: Passager avec avis | Aboie dans chaque côte et appelle ça aider.
dog>sailboat: Loup de mer | Peur du bain, amoureux de l'océan.
cat>cake: Contrôle qualité | Le chat voulait juste savoir si c'était moelleux. Ça l'est.
cat+mountain: Le chat le plus haut du coin | L'ascension ? Uniquement pour la sieste.
cat+yarn: Le fil et le félin | Depuis que le chat aide, ce pull prend un peu de temps.
cat+dog: Cessez-le-feu | Ils ne sont d'accord que sur le canapé.
cat+fish: Juste bons amis | Ils ne font que parler. Le chat se charge de regarder.
cat+bird: Qui clignera le premier | L'un chante. L'autre réfléchit.
cat+book: Le côté calme du canapé | L'un lit. L'autre dort sur le passage important.
cat+coffee_cup: Bonjour, Majesté | D'abord le chat, ensuite le café, puis le reste du monde.
cat+piano: Petite musique de nuit | Le chat joue la nuit, et seulement les graves.
cat+laptop: De retour dans une minute | Quelqu'un s'est assis dessus et ne regrette rien.
cat+watering_can: Deux jardiniers | L'un arrose les semis. L'autre dort dessus.
dog+hiking_boot: Six pieds en montée | Deux chaussures, quatre pattes, et l'un connaît un raccourci.
dog+mountain: Presque en haut, brave bête
  | Le chien est monté trois fois pendant qu'on lisait le panneau.
dog+coffee_cup: Sortir, puis parler | L'un veut un arbre, l'autre une tasse. On s'arrange.
dog+running_shoe: Coach particulier | Le coach a quatre pattes et s'arrête à chaque réverbère.
dog+football: Gardien à queue | Arrête tout et ne rend rien.
dog+guitar: Deuxième voix | Apprise d'oreille. Des deux oreilles, même.
dog+camera: Assis. Pas bouger. Souris ! | Quatre cents photos, et il est net sur l'une d'elles.
dog+car: Place avant | Le côté fenêtre n'a jamais été négociable.
dog+tent: Le meilleur réveil | Lever du soleil à cinq heures. Le chien a déjà vérifié.
dog+book: Un œil ouvert | L'un lit. L'autre attend le mot "balade".
guitar+coffee_cup: Acoustique et bien torréfié
  | Café fort, accords doux, et personne d'assez réveillé pour râler.
guitar+mountain: Écho au refrain | Joue pour la vallée, et la vallée redemande.
guitar+tent: Chansons connues des ours | Le feu est petit, les chansons sont longues.
guitar+beer_mug: Deux accords, une tournée | Le public fredonne, la mousse bat la mesure.
guitar+book: Entre les lignes | Trois accords, une histoire, pas de morale.
guitar+motorcycle: Fort, puis plus fort | L'une demande un accordeur, l'autre un dimanche.
piano+wine_glass: Nocturne, longue en bouche | La main gauche joue, la droite a d'autres projets.
mountain+coffee_cup: Un sommet bien serré | Le café est meilleur là où personne n'ouvrira de café.
mountain+hiking_boot: Rendez-vous là-haut | Le sommet paraît toujours plus près. C'est son truc.
mountain+camera: En attendant la lumière | Six heures de montée, un clic, aucun regret.
mountain+bicycle: Grimper par principe | Descendre, c'est pour tout le monde. Et pour la récompense.
tent+hiking_boot: Les chaussures dehors
  | Cinq étoiles la nuit, et une règle stricte sur les chaussettes.
book+coffee_cup: Un chapitre, deux tasses | Le café refroidit pile quand l'histoire chauffe.
book+wine_glass: Un roman bien charpenté | Une page, une gorgée, et soudain c'est jeudi.
book+tent: Édition lampe de poche | Juste la fin du chapitre, promis aux piles.
laptop+coffee_cup: Du café au code | Ça marche. Nul ne sait pourquoi. Ne touchez pas la tasse.
game_controller+coffee_cup: Nouvelle partie
  | Un dernier niveau, une dernière tasse, tiens, le soleil.
game_controller+cat: Touche pause | Doux, chaud, et juste devant l'écran.
camera+bird: Ne bouge plus, petit | Trois heures dans une haie, et parti au mot "souriez".
fish+beer_mug: Rien ne mord, santé | Pris : un coucher de soleil, deux histoires, zéro poisson.
fish+sailboat: De simples connaissances | L'un dessus, l'autre dessous, et chacun regarde ailleurs.
fish+chef_hat: Le menu a une question | Le plat du jour aimerait revoir la carte.
chef_hat+wine_glass: Un peu pour la sauce | Une goutte pour la casserole, une pour l'artiste.
chef_hat+cake: À bas le plat principal | On sert dans le désordre, et personne ne se plaint.
cake+coffee_cup: Quatre heures pile | La seule réunion que personne n'a jamais voulu écourter.
cake+running_shoe: Régime équilibré | Court pour mériter le gâteau. Le gâteau fait le planning.
football+beer_mug: Le douzième homme | Depuis le canapé, jamais une passe ratée.
running_shoe+book: Jambes vives, longs romans | Court plus vite pour savoir qui a fait le coup.
bicycle+cake: Le braquet et la tarte | Cent kilomètres pour une part, et le compte y est.
skis+mountain: En bas, s'il vous plaît
  | Une heure de montée, trois minutes de bonheur, on recommence.
watering_can+flower: Dites-le avec de l'eau | Ils se voient tous les soirs à six heures.
yoga+cat: Professeur de souplesse | Vingt ans de pratique, et le chat fait encore mieux.
yarn+coffee_cup: Deux sucres, deux aiguilles
  | Une maille, une gorgée, et on perd le compte des deux.
violin+piano: L'oreille des voisins | Ils ne se disputent que pour savoir qui respire d'abord.
plane+globe: Valise perdue, monde trouvé | Tourner, pointer, plier. Plier, c'est le plus dur.
rocket+star: Presque à portée de coucou | L'une est pressée, l'autre attend depuis un moment.
car+wrench: C'était déjà comme ça | Le bruit est parti. Deux vis aussi. Tout va bien.
horse+heart: Coup de foudre à la carotte | Ça a commencé par une pomme, et c'est devenu sérieux.
"""
