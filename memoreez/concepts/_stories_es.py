"""Spanish words for stories; `_bank` says what the columns are."""

MOTIFS = """
guitar: f guitarra | La última y nos vamos / Hoguera en mi menor
  | acepta peticiones, de cuatro acordes
  / está casi afinada | afina dos minutos, toca tres y sonríe toda la noche
  | su valentía ante el acorde de fa | la hora de la última canción
piano: m piano | 88 buenas razones / Bajito, por los vecinos | se sabe todos los secretos de memoria
  / nunca se ha mudado por gusto | toca fuerte lo suave, y lo demás de memoria
  | dos manos y un vecino con paciencia | la hora del movimiento lento
violin: m violín | Cuatro cuerdas y mucho arte / Primer violín del pasillo
  | llora muy bien en las bodas
  / aguanta la nota hasta la ovación | ensaya hasta que los vecinos tararean
  | hacer llorar a un trozo de madera | la hora de los aplausos
microphone: m micrófono | Uno, dos, ¿se me oye? / Bis en la ducha | ya se sabe la segunda estrofa
  / espera el estribillo | canta primero en la ducha y luego en todas partes
  | la nota que nadie se atrevía a dar | la hora del estribillo
drum: m tambor | Perdón, vecinos / Bum, dijo el martes | entra antes de tiempo, pero con orgullo
  / cuenta hasta cuatro, casi siempre | cuenta hasta cuatro y se olvida de los vecinos
  | hacerse oír a tres calles de aquí | la hora de hacer ruido
headphones: mp auriculares | Volumen once / No molestar, estoy bailando | no han oído nada, perdón
  / vuelven a poner la mejor parte | lo oye todo, menos "a comer"
  | no haber oído jamás el timbre | la hora de la mejor parte
camera: f cámara | Otra, que alguien parpadeó / Patata, dijo la cámara | espera la luz
  / nunca parpadea primero | dice "otra más" y hace cuarenta
  | 4000 fotos de la misma puesta de sol | la hora dorada
palette: f paleta | Un poco más de azul / Primero pintar, luego cenar | ya no tiene azul otra vez
  / ve verde donde otros ven césped | se aleja, entorna los ojos y añade un poco de azul
  | sus servicios al color azul | la hora de añadir más azul
chess_knight: m caballo de ajedrez | ¿Jaque, y un té? / Dos al frente, uno al lado
  | nunca va en línea recta
  / va seis jugadas por delante | piensa seis jugadas y luego ofrece un té
  | sacrificar la dama sin pestañear | la hora de mover ficha
game_controller: m mando | Un nivel y a dormir / Pausa para merendar | despierta a medianoche
  / le echa la culpa a la conexión | lleva desde las nueve diciendo "cinco minutos más"
  | salvar el mundo antes de cenar | la hora del último nivel
laptop: m portátil | En mi mesa funciona / Cuarenta pestañas | funciona, si nadie respira
  / tiene cuarenta pestañas, todas vitales | apaga, enciende y saluda entre aplausos
  | un punto y coma hallado a las dos de la mañana | la hora del último error
book: m libro | Un capítulo más / Entre dos tapas | se queda siempre en lo mejor
  / huele un poco a vacaciones | lee un capítulo, luego tres, y luego amanece
  | el capítulo nueve, con linterna | la hora del último capítulo
scroll: m pergamino | Érase una vez / La letra pequeña | ya estaba antes que internet
  / tarda un poco en ir al grano | escribe a mano y tacha con dignidad
  | cartas más largas que las vacaciones | la hora de una vieja historia
book+: m libro | {Word}, capítulo uno / El gran libro de {word}
  | se abre siempre por la mejor página
  / sabe más que internet | podría escribir un libro sobre {word}, y casi lo ha hecho
  | sus servicios a la causa de {word} | la hora de hablar de {word}
heart: m corazón | Algo más que tamaño real / Con abrazo incluido | hoy late un poco más fuerte
  / tiene sitio para uno más | lleva el corazón donde todos lo ven
  | abrazos más allá del deber | la hora del abrazo
star: f estrella | Deseo concedido / Despierta hasta tarde | se niega a ser modesta
  / brilla sin electricidad | pide un deseo a cada estrella, por si acaso
  | brillar sin que nadie lo pida | la hora de pedir un deseo
football: m balón | Tiempo añadido / Dos abrigos son portería | entró, está clarísimo
  / solo quiere la escuadra | dice "una pachanga" y juega una final
  | sus sabios consejos al televisor | la hora de la prórroga
basketball: m balón de baloncesto | Sin tocar el aro / Prórroga en el patio | bota por principios
  / solo conoce el camino al aro | lo encesta todo, calcetines incluidos
  | un triple con la ropa sucia | la hora del último tiro
tennis_racket: f raqueta | Ventaja para la casa / Pelotas nuevas, por favor
  | vio la bola dentro, clarísimo
  / tiene un revés temible | dice "un set" y vuelve tres horas después
  | un revés que dejó mudo al club | la hora de la bola de partido
dumbbell: f mancuerna | Peso pluma, merienda pesada / Una más. De verdad | gana peso a propósito
  / evita sobre todo las escaleras | levanta peso, lo deja y resplandece
  | toda la compra en un solo viaje | la hora de la última repetición
running_shoe: f zapatilla | Una vueltecita y vuelvo / Diez kilómetros y churros
  | se sabe el nombre de cada charco / ya ha calentado | da una vueltecita, pasando por el mar
  | dejar una cama caliente un domingo | la hora de los churros, menos diez kilómetros
bicycle: f bicicleta | Cuesta arriba y a gusto / Dos ruedas, ninguna prisa
  | toca el timbre a las ardillas
  / siempre coge el camino largo | da un rodeo, luego otro y luego hay tarta
  | cada cuesta, sin quejarse del viento | la hora de la bajada
skis: mp esquís | Primera huella / Bajar es lo fácil | apuntan cuesta abajo, por si acaso
  / no reconocen el verano | se cae con estilo, se levanta nevado y repite
  | unas caídas de rara elegancia | la hora de la primera bajada
surfboard: f tabla de surf | Vuelvo con la marea / La próxima es la nuestra | sigue llena de arena
  / nunca ha tenido un mal lunes | espera una ola todo el día y le parece perfecto
  | mantenerse en pie, un instante, ante testigos | la hora de la gran ola
dance_shoe: m zapato de baile | Un vals más / Lo último de la pista | lleva el ritmo bajo la mesa
  / lleva siempre, baile quien baile | baila en la cocina, y la sopa que espere
  | su elegancia sobre pies ajenos | la hora del último baile
yarn: m ovillo | Todo pende de un hilo / Acabo esta vuelta | rodó a propósito bajo el sofá
  / será un jersey algún día | teje "una vuelta más" desde el jueves
  | siete bufandas para un solo cuello | la hora de la última vuelta
golf: f bola de golf | ¡La encontré! / Hoyo en nueve | prefiere el estanque
  / vio la bandera y giró a la izquierda | pega lejos, busca más lejos y lo llama paseo
  | encontrar la bola antes que el bocadillo | la hora del hoyo diecinueve
yoga: f esterilla | Inspira, ríe / El lunes boca abajo | está en paz con las migas
  / ha visto temblar muchos árboles | se aguanta sobre un pie y respira como si nada
  | tocarse los dos pies, uno detrás de otro | la hora de respirar
boxing_glove: m guante de boxeo | Blandito tras la campana / Asalto uno: tostadas
  | abraza cuando nadie mira
  / espera la campana | da saltitos por la cocina y abraza en cada esquina
  | ganarle a los puntos al despertador | la hora del duodécimo asalto
cake: f tarta | Solo un trocito / Las migas del delito | era más grande hace un rato
  / cuenta como desayuno | chupa la cuchara por control de calidad
  | una tarta para las visitas y otra para la noche | la hora de merendar
wine_glass: f copa | Notas de viernes / Chinchín, dijo la copa | detecta un toque de cereza
  / está siempre medio llena | la gira, la huele, asiente y dice "interesante"
  | detectar grosellas sin reírse | la hora de brindar
beer_mug: f jarra | Espuma con estilo / La mitad tranquila | lleva la espuma con dignidad
  / se sabe todos los chistes | cuenta la misma historia cada viernes, pero mejor
  | su instinto infalible para el aperitivo | la hora del aperitivo
chef_hat: m gorro de cocina | Una pizquita más / A la mesa, o casi
  | ha visto arder unas cuantas cosas
  / prueba primero y nunca mide | prueba dos veces, sala una y da de comer a la calle
  | dar de comer a toda la calle con una olla | la hora de comer
coffee_cup: f taza de café | Primero, café / Solo, sin preguntas | no se deja meter prisa
  / siempre habla primero | no dice nada antes del primer café, y después todo
  | su encanto antes de las nueve | la hora del primer sorbo
rocket: m cohete | Diez, nueve, ocho / Pasito, gran sonrisa | despegó hace años
  / cuenta hacia atrás por gusto | mira tanto al cielo que las estrellas ya saludan
  | tener los dos pies lejos del suelo | la hora del despegue
car: m coche | ¿Falta mucho? / Segunda marcha, primer amor | arranca si le hablan con cariño
  / coge la ruta con vistas | lo lava a mano y le da ánimos en segunda
  | aparcar a la primera | la hora de irse de vacaciones
plane: m avión | Ventanilla, por favor / Cabeza en las nubes | saluda a cada nube
  / se sabe todos los atajos | pide ventanilla y comenta las nubes
  | su larga fidelidad a la ventanilla | la hora de despegar
sailboat: m barco | Vuelvo con la marea alta / Viento en popa y a merendar | discute con el viento
  / se inclina para oír mejor | hace nudos que nadie más sabe deshacer
  | llamar "reto" a la calma chicha | la hora del viento, sin tierra a la vista
motorcycle: f moto | Curvas a la vista / Domingo a todo gas | carraspea en cada semáforo
  / solo conoce las curvas | va a por el pan pasando por tres puertos
  | no haber ido nunca en línea recta | la hora de la última curva
wrench: f llave inglesa | Eso ya estaba así / Un poquito más y rompe | encaja en todo, menos aquí
  / sabe de dónde venía ese ruido | lo arregla todo, y solo sobran dos tornillos
  | un arreglo con solo dos tornillos de sobra | casi la hora de terminar
watering_can: f regadera | Crece, por favor / Lluvia por encargo
  | cumple lo que promete a los tomates
  / trae su propio clima | habla con los tomates y jura que contestan
  | sus buenas charlas con los tomates | la hora de regar
globe: m globo terráqueo | En algún lugar, ahí fuera / En el ecuador, a la izquierda
  | ya ha dado varias vueltas / gira cuando nadie mira
  | va con poco equipaje y vuelve con especias y sombrero
  | perderse con arte en cinco continentes | la hora de embarcar
mountain: f montaña | Ya casi estamos, de verdad / Arriba antes que el sol
  | finge que esa es la última curva
  / es aún más bonita desde arriba | dice "ya casi estamos" desde el desayuno
  | decir "ya casi estamos" en cada curva | la hora de la última curva antes del refugio
tent: f tienda de campaña | Cinco estrellas, todas fuera / Para dos y un bichito
  | no volverá a caber en su funda / aloja a dos, si son educados
  | la monta a oscuras y dice que es acogedora | haberla metido otra vez en la funda
  | la hora de un cuento junto al fuego
hiking_boot: f bota de montaña | Ampollas y alegría / Por el camino largo
  | sabe dónde viven las vacas
  / se trajo medio sendero a casa | sube por el camino largo y baja por la tortilla
  | cada ampolla, llevada con orgullo | la hora del caldo en el refugio
tree: m árbol | Sin prisa ninguna / Anillos con historia | llevaba todo el rato aquí
  / susurra cuando hay viento | abraza árboles y solo después mira quién lo vio
  | su arte de no moverse | la hora de la sombra
flower: f flor | Recién levantada / Abejas, pasen | se abre más tarde los domingos
  / se gira para mirar a todos | sabe los nombres en latín y prefiere "bonita"
  | una orquídea viva desde hace un año | la hora de salir al sol
dog: m perro | El paseo, y ya / ¿Quién es buen equipo? | ya ha encontrado las salchichas
  / vigila todos los cordones | sale a pasear; el perro decide adónde
  | lanzar 4000 veces el mismo palo | la hora del paseo
cat: m gato | Aquí manda él / La siesta de las cuatro | hace como que no le importa
  / se ha quedado el mejor sitio | no se mueve, porque el gato llegó antes
  | abrir la misma puerta cuarenta veces al día | la hora de la siesta
horse: m caballo | Primero, las zanahorias / Tranquilo, humano | solo se detiene por fotos y
  zanahorias
  / conoce el camino, y los manzanos | huele a heno y sonríe al galope
  | susurrar a media tonelada de opiniones | la hora del galope
bird: m pájaro | Madrugador, y a mucha honra / Trinar a la antigua | canta antes que el despertador
  / tiene opinión sobre las migas | se levanta a las cuatro por un pájaro como una ciruela
  | no moverse de un seto desde el alba | la hora de antes del despertador
fish: m pez | ¡Era así de grande! / Silencio junto al lago | crece cada vez que se cuenta
  / calla de maravilla | pasa el día en el lago y lo llama deporte
  | un pez que crece cada vez que se cuenta | la hora en que pican
rabbit: m conejo | Todo oídos / Lechuga para todos | ya ha contado las zanahorias
  / escucha con las dos orejas | comparte la ensalada, y no por gusto
  | repartir cada ensalada con justicia | la hora de las zanahorias
turtle: f tortuga | Sin ninguna prisa / Mi casa es esta | llega, hay que confiar
  / lleva la casa y nunca se queja | llega, y por el camino ve más que nadie
  | el arte de llegar sin prisa | la hora que sea, más o menos
owl: m búho | Sin sueño, gracias / ¿Uh, y tú? | lo sabe, pero no lo dirá
  / desayuna a medianoche | se vuelve genial a medianoche y bosteza a las nueve
  | buenas ideas a malas horas | la hora de las grandes ideas
"""

KINDS = """
animal: m compañero | {Noun}, de la familia / {Noun} en la foto | quiere salir en la foto
  / manda en casa | aquí solo es parte del servicio, y con mucho gusto
  | entender cada mirada desde la otra punta de la cocina | la hora de comer
instrument: m instrumento | {Noun}, otra vez / Más alto, por favor | ha ensayado para esto
  / tararea desde la cena | toca como si los vecinos hubieran pagado entrada
  | ensayar con las ventanas abiertas | la hora de una última canción
sport: m amuleto | Una ronda más / Juego, set y {noun} | está listo cuando quieran
  / no falta a un entrenamiento | entrena fuerte, se estira y merienda a lo campeón
  | no faltar ni con lluvia | la hora del último minuto
vehicle: m bólido | ¡Al volante! / {Noun} da un rodeo | solo conoce la ruta bonita
  / está aparcado, pero no por mucho tiempo | solo necesita un finde libre, y ningún mapa
  | dar rodeos a propósito | la hora de salir
place: m rincón favorito | De vuelta al atardecer / Quién estuviera allí | valía cada paso
  / cambia en cada visita | prefiere los sitios sin cobertura
  | perderse con alegría | la hora de las vistas
plant: m amigo verde | Verde, y creciendo / Un poquito de agua | ha crecido para la foto
  / solo pide algo de sol | habla a las plantas y les deja tiempo para contestar
  | su mano verde hasta el codo | la hora de regar
food: m manjar | ¿Se puede repetir? / Guárdame un bocado | no sobrevivirá a la foto
  / huele que alimenta | comparte el último bocado, pero lo sigue con la mirada
  | compartir el último bocado | la hora de comer
thing: m tesoro | Se mira, no se toca / {Noun} para siempre | tiene su propia estantería
  / sale en cada cumpleaños | contesta a todo, incluso a lo que nadie ha preguntado
  | un entusiasmo más allá del manual | la hora tranquila tras la cena
"""

MORE = """
fox: m zorro, penguin: m pingüino, elephant: m elefante, hedgehog: m erizo, mouse: m ratón,
butterfly: f mariposa, bear: m oso, duck: m pato, frog: f rana, lion: m león, unicorn: m unicornio,
dinosaur: m dinosaurio, dragon: m dragón, snail: m caracol, cow: f vaca, parrot: m loro,
whale: f ballena, dolphin: m delfín, bee: f abeja, pizza: f pizza, burger: f hamburguesa,
ice_cream: m helado, cupcake: f magdalena, croissant: m cruasán, teapot: f tetera,
cocktail: m cóctel, pan: f sartén, lighthouse: m faro, castle: m castillo, house: f casa,
campfire: f hoguera, camper: f autocaravana, bus: m autobús, train: m tren, tractor: m tractor,
helicopter: m helicóptero, scooter: m patinete, skateboard: m monopatín, snowboard: f tabla de
nieve,
volleyball: m balón de voleibol, baseball: f pelota de béisbol, fishing_rod: f caña de pescar,
saxophone: m saxofón, trumpet: f trompeta, accordion: m acordeón, flute: f flauta, harp: m arpa,
puzzle: m rompecabezas, telescope: m telescopio, crown: f corona, sewing_machine: f máquina de
coser,
anchor: m ancla, compass: f brújula, backpack: f mochila, gear: m engranaje, hammer: m martillo,
cactus: m cactus, mushroom: f seta, beehive: f colmena, bread: m pan, dice: mp dados,
ice_skate: m patín de hielo, hot_air_balloon: m globo aerostático, record_player: m tocadiscos,
suitcase: f maleta, robot: m robot, fire_engine: m camión de bomberos, hamster: m hámster
"""
