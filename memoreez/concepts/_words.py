"""Words that carry no hobby: what a sentence is built of, in English, German, French, Spanish.

All are folded: lower case, without accents, "ß" as "ss", without apostrophes.
"""

from __future__ import annotations

from typing import Literal

from memoreez.concepts._small_talk import EVENTS, MEASURES

Language = Literal["en", "de", "fr", "es"]


def listed(text: str) -> frozenset[str]:
    """The words of a text between its spaces."""
    return frozenset(text.split())


# Articles, pronouns, prepositions, auxiliaries: skipped inside phrases, and what tells languages
# apart. Words of two languages ("la", "des", "es") count for both.
FUNCTION: dict[Language, frozenset[str]] = {
    "en": listed(
        """
        a an the my your his her hers their our its this that these those i you he she it we they
        me him them us who whose which what whom there here to of in on at by for from with into
        onto about over under after before during through near around between along as than like
        up out off down again too also very so just only even more most much many lot lots some
        any all every each both few other another own same such or but if then when while because
        since where how why am is are was were be been being have has had having do does did doing
        done will would can could should may might must shall s t re ve ll m d im hes shes theyre
        ive hed shed theyve whos its thats together mine yours hers nothing none and not no
        """
    ),
    "de": listed(
        """
        der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner
        meines dein deine deinem sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser
        unsere unserer unserem euer eure ich du er sie es wir ihm ihn mir mich dir uns sich man
        wer was wo wenn weil dass als wie zu zum zur im am an in auf aus bei beim mit von vom vor
        nach fur uber unter um durch ins ans aufs gegen bis ohne hinter neben zwischen seit
        wahrend und oder aber auch noch sehr so nur mehr viel viele vielen alle allem alles immer
        ist sind war bin bist hat haben hatte habe wird werden wurde kann konnen muss mag soll
        will mochte da dann denn doch schon mal ja ganz total einfach dort hier ob sowie etwas
        seiner daheim nicht kein keine keinen
        """
    ),
    "fr": listed(
        """
        le la les l un une des du de d au aux mon ma mes ton ta tes son sa ses notre nos
        votre vos leur leurs je j tu il elle on nous vous ils elles me m te t se s lui y en
        ce c cet cette ces qui que qu quoi dont ou et mais si a avec dans pour par sur sous
        chez vers entre depuis pendant apres avant sans an ans comme plus tres trop aussi
        bien tout tous toute toutes est sont etait suis es etes ai as ont avons avez fait
        faire fais font peut n ne pas quand alors donc ni puis meme encore ainsi lorsqu
        lorsque
        """
    ),
    "es": listed(
        """
        el la los las un una unos unas lo al del de mi mis tu tus su sus nuestro nuestra nuestros
        yo ella ellos ellas nosotros usted me te se le les nos que quien como cuando donde y e o u
        pero si con en por para sin sobre entre desde hasta hacia muy mucho mucha muchos muchas
        mas tambien todo toda todos todas es son era fue esta estan estar ser soy eres ha han he
        hay hace hacer tiene tener a porque mientras ya asi este esta ese esa sino ni
        """
    ),
}

# Verbs and nouns of loving and doing: the hobby is what stands beside them.
LOVING = listed(
    """
    love loves loved loving lover lovers enjoy enjoys enjoyed enjoying adore adores adored likes
    liked liking fan fans fond crazy mad nuts passionate passion passions interest interests
    interested keen enthusiast enthusiasts favourite favorite favourites favorites hobby hobbies
    pastime pastimes obsessed addicted addict prefers prefer dream dreams freak nerd geek junkie
    buff fanatic aficionado admirer hooked liebt lieben liebe gern gerne mag mogen liebhaber
    liebhaberin freund begeistert begeisterte begeisterter begeisterung leidenschaft
    leidenschaftlich leidenschaftliche leidenschaftlicher lieblings hobbys interessiert
    interessen verruckt traumt lieblingshobby steht schwarmt freut fanatiker suchtig
    interessiere vernarrt geniesst geniessen aime aimes aimer aiment aimait adorer adorent
    adorait passionne passionnee passionnes raffole fou folle folles fana amateur amatrice
    amoureux amoureuse prefere preferes loisir loisirs reve accro fondu dingue kiffe gusta
    gustan gustaba encanta encantan encantaba ama aman amar amante amantes adora adoran fanatico
    fanatica aficionada aficionados apasiona apasionan apasionado apasionada aficion aficiones
    pasion pasiones entusiasta entusiasma disfruta disfrutan disfruto disfrutar sueña suena
    prefiere chifla flipa mola liebte liebten geliebt adoraba adoraban amaba amaban fascinated
    fascinates fasziniert obsede obsedee vuelve vuelven loca loco fascina fascinan mordu mordue
    adicta adicto adictos
    """
)

# Verbs that say only that something is done; the thing itself says what.
DOING = listed(
    """
    go goes going gone went play plays playing played make makes making made take takes taking
    took get gets getting got watch watches watching watched see sees seeing drink drinks
    drinking eat eats eating work works working worked spend spends spending spent listen
    listens listening practise practises practice practices practicing learn learns learning try
    tries trying start started starts visit visits visiting want wants need needs use uses using
    know knows think thinks say says keep keeps come comes coming tell bring brings let meet
    meets meeting collect collects collecting sammelt sammle collectionne colecciona look looks
    looking hang hanging wake wakes stay stays staying rest begin began call called named geht
    gehen gehe ging gegangen spielt spielen spiele spielte macht machen mache machte gemacht
    trinkt trinken trinke isst essen fahrt fahren fahre fuhr schaut schauen schaue sieht sehen
    hort horen hore arbeitet arbeiten verbringt verbringen lernt lernen ubt besucht kommt kommen
    braucht treibt treiben treffen trifft weiss findet heisst hangt unternimmt unternehmen
    beschaftigt joue jouer jouent jouait fait faire va vais vont aller allait boit boire bois
    mange manger regarde regarder ecoute ecouter travaille travailler passe passer pratique
    pratiquer prendre prend apprend apprendre voir visite visiter sais sait appelle sort sortir
    juega jugar juegan jugaba toca tocar tocan tocaba hace hacer hacen ir van voy iba bebe beber
    toma tomar comer ve ver escucha escuchar trabaja trabajar pasa pasar practica practicar
    aprende aprender aprendiendo mira mirar visita visitar sale salir se llama sabe liegt liegen
    sitzt sitzen sits sitting relaxing relaxes relax entspannt cuddling cuddles cuddle kuschelt
    kuscheln chilling chillt leave leaves leaving give gives giving gave shut shuts talk talks
    talking talked speak speaks speaking spricht sprechen redet guckt gucken reden parle parler
    parlent habla hablar hablan
    """
)

# A name or a word for the person, in front of what they love.
PEOPLE = listed(
    """
    dad daddy father mum mom mummy mommy mother grandma granny grandmother grandpa granddad
    grandfather nan parents grandparents boyfriend girlfriend husband wife son daughter brother
    sister sibling uncle aunt auntie nephew niece cousin friend friends bestie colleague
    colleagues coworker boss neighbour neighbor partner fiance fiancee kid kids child children
    grandson granddaughter grandkids grandchildren family man woman men women boy girl guy guys
    lady person people someone somebody everyone everybody mr mrs ms dr twins buddy buddies mate
    mates papa vater vati mama mutter mutti oma opa grossmutter grossvater freundin freunde
    freunden mann frau sohn tochter bruder schwester onkel tante neffe nichte cousine kollege
    kollegin kollegen chef chefin nachbar nachbarin kind kinder kindern enkel enkelin enkeln
    enkelkinder familie eltern schwiegermutter schwiegervater junge madchen leute jemand
    verlobte verlobter kumpel pere maman mere mamie papi papy grandpere grandmere mari femme
    fils fille frere soeur oncle tata tonton neveu ami amie amis amies copain copine copains
    collegue collegues voisin voisine enfant enfants homme garcon gens famille parrain marraine
    patron beau belle padre madre abuelo abuela abuelos marido esposo esposa mujer novio novia
    hijo hija hijos hijas hermano hermana tio tia sobrino sobrina primo prima amigo amiga amigos
    amigas jefe jefa vecino vecina nieto nieta nietos nino nina ninos hombre gente familia
    suegra suegro chico chica companero companera cunado cunada yerno nuera gendre bru schwager
    schwagerin schwiegersohn schwiegertochter schwiegermama madels jungs zwillinge profe prof
    lieblingsmensch azubi azubine cherie chouchou joueur joueuse joueurs jugador jugadora
    jugadores trainer hubby wifey nanny godmother godfather godson goddaughter stepdad stepmum
    stepmom roommate flatmate mitbewohner mitbewohnerin coloc patentante patenonkel patenkind
    baby bebe jubilar brautpaar braut brautigam bride groom maries papas mamas omas opas dads
    moms mums cuate tocayo yayo yaya directeur directrice director directora direktor direktorin
    patronne instit nana nonna nonno omi opi abuelito abuelita gf bf herr monsieur madame senor
    senora gemelos gemelas mellizos jumeaux jumelles
    """
)

# When, how often, how much, and what one says of anybody.
FILLER = listed(
    """
    day days week weeks weekend weekends weekday morning mornings evening evenings night nights
    afternoon afternoons today tomorrow tonight monday mondays tuesday tuesdays wednesday
    wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays january
    february march april june july august september october november december year years month
    months old age aged young summer summers winter winters spring autumn time times always often
    sometimes usually mostly never ever now still really totally absolutely especially mainly
    simply daily holiday holidays vacation birthday christmas anniversary present gift retirement
    retired free spare care birthdays geburtstagsgeschenk weihnachtsgeschenk mitbringsel hour
    hours minute minutes home outside well little bit big great good nice best better beautiful
    funny lovely sweet cute happy cool awesome amazing long new big huge small kind everything
    anything something things thing stuff etc whatever ones one two three four five six seven
    eight nine ten first lot loads tons bunch couple pair anywhere everywhere life whole world
    soon turning turns turned born lives live living married years please thanks thank hello hi
    hey dear maybe perhaps probably actually certainly surely definitely quite pretty rather
    almost enough favourite true once twice away back ago until than plus everyday regularly tag
    tage tagen woche wochen wochenende wochenenden morgen morgens abend abends abende nacht nachts
    nachmittag mittag montag dienstag mittwoch donnerstag freitag samstag sonntag sonntags
    samstags montags freitags januar februar marz april mai juni juli august jahr jahre jahren alt
    alter sommer herbst fruhling zeit freizeit oft manchmal meistens taglich jeden jede jedes
    jeder geburtstag weihnachten geschenk hochzeitstag rentner rente stunde stunden hause draussen
    gut gute guten guter gutes grosse grosser grosses grossen kleine kleiner kleines kleinen schon
    schone schonen schoner lieb lustig besonders vor allem uberhaupt gerade jetzt nie etwas dinge
    sachen leben lebt wohnt geboren verheiratet bisschen liebsten lieber am meisten uber herzlich
    zwei drei vier funf ganze ganzen neue neuen neuer alte alten altes toll tolle super bitte
    danke hallo vielleicht eigentlich wirklich ausserdem dazu zusammen regelmassig nebenbei nichts
    nix jour jours semaine semaines matin matins soir soirs nuit nuits midi lundi mardi mercredi
    jeudi vendredi samedi samedis dimanche dimanches mois annee annees an ans age agee jeune ete
    hiver printemps automne temps libre toujours souvent parfois surtout chaque beaucoup
    enormement vraiment anniversaire noel cadeau retraite retraitee heure heures maison dehors bon
    bonne bons petit petite petits petites grand grande grands grandes belle beau gentil gentille
    vie vit habite ne nee marie mariee peu choses chose tout monde aujourd hui bientot deux trois
    quatre cinq nouveau nouvelle vieux vieille vieilles merci bonjour peut etre fois folie
    regulierement rien dia dias semana semanas fin fines manana mananas tarde tardes noche noches
    lunes martes miercoles jueves viernes sabado sabados domingo domingos mes meses ano anos edad
    joven verano invierno primavera otono tiempo libre siempre menudo veces mucho muchisimo cada
    cumpleanos navidad regalo aniversario jubilado jubilada hora horas casa fuera bueno buena
    buenos buenas pequeno pequena grande grandes bonito bonita simpatico simpatica vida vive nacio
    casado casada poco cosas cosa mundo dos tres cuatro cinco nuevo nueva viejo vieja viejos
    gracias hola quiza realmente sobre todo especialmente ratos locura normalmente nada vivre
    vivir without
    """
).union(MEASURES)

# A clause about where or how long somebody lives, or what happened to them, holds no hobby.
LIVING = listed(
    """
    lives lived living born moved grew turning turns turned married weighs wohnt wohnte lebt
    geboren aufgewachsen zog verheiratet habite vit nee marie mariee vive nacio casado casada
    cumple
    """
).union(EVENTS)

ALL_FUNCTION = frozenset().union(*FUNCTION.values())
EMPTY = ALL_FUNCTION | LOVING | DOING | PEOPLE | FILLER  # never a hobby by themselves

# First names that people give presents to, so that "Anna, 34, yoga" is not a hobby "anna".
NAMES = listed(
    """
    anna anne annie emma marie maria sophie sofia sophia lena laura lisa julia lea lara hannah
    hanna mia clara klara sarah sara eva nina katharina petra sabine monika susanne claudia karin
    ursula helga ingrid birgit heike andrea martina stefanie nicole christine christina elisabeth
    charlotte camille chloe manon julie juliette louise alice ines jeanne nathalie isabelle sylvie
    valerie celine carmen lucia elena pilar isabel cristina marta paula carla ana rosa teresa mary
    linda susan karen nancy betty helen emily olivia amelia jessica ashley amanda megan kate katie
    rachel rebecca grace ella zoe ruth jane jenny maggie max paul tom thomas tim jan jonas lukas
    leon finn felix noah elias ben luca luis peter michael klaus wolfgang hans jurgen dieter
    stefan andreas markus martin christian sebastian alexander daniel david florian tobias philipp
    matthias uwe bernd ralf frank pierre jean jacques michel louis lucas hugo gabriel arthur jules
    antoine nicolas julien francois philippe olivier laurent jose juan carlos miguel pablo pedro
    javier diego sergio alejandro manuel antonio francisco fernando jorge john james robert
    william richard joseph charles george edward henry harry oliver sam ryan kevin steve steven
    brian matthew andrew joe bob mike dave chris alex nick tony jim ed fred simon oscar emil anton
    theo leo liam mateo lorenzo marco mario giulia
    """
)
