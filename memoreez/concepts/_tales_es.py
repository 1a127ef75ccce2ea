"""Spanish templates for stories; `_bank` says what the slots are."""

TITLES = {
    "character": """
{name}, versión fin de semana / Felicidad in fraganti / !Nunca sin {a} / {name} y {a} /
No molestar, por favor / Cara de domingo / La gloria de la calle / Mención especial: {noun a} /
Sonrisa número uno / Cosas {de a}
""",
    "companions": """
{Noun a} y compañía / Toda la pandilla / [a:Invita|Invitan] {a} / {name} y su gente /
Un poco más juntos / {Noun a}, {noun b} y los demás / Nadie se queda en casa /
Fiesta pequeña con {a} / Los amigos {de a} / Reunión en torno {al a}
""",
    "alive": """
{Noun a} de paseo / {Noun a} por su cuenta / ¿Quién despertó {al a}? / Última foto: sonriendo /
{a} [a:libra|libran] hoy / Anda y sonríe / Botas para {a} / {name} busca {obj a} /
Dos piernas y una idea / {a} [a:tiene|tienen] un plan
""",
    "creature": """
Ascenso a ser humano / {Noun a} en pie / {a} se presenta al servicio / Botas nuevas /
¿Quién calzó {al a}? / {name} tiene visita / {Noun a} con botas / Solo un recado
""",
    "ride": """
La mejor cama de la ciudad / {Noun b} en primera clase / No despertar {al b} / Esto es mío /
Reservado para {b} / {Noun b} en la cima / El antiguo sitio {de name} / La siesta del año /
Palco para {noun b} / El trono {de b}
""",
    "peek": """
Polizón / {Noun b} a bordo / {Noun b} de regalo / Servicio de habitaciones / Cucú, {name} /
Sorpresa dentro / Completo, lo siento / ¿Quién metió {al b}? / {b} se muda /
El escondite {de b}
""",
    "perch": """
Arriba y abajo / {Noun b} en el ático / No estornudar / Apilados con cariño /
{Noun a} con sombrero / {b} [b:sube|suben] de nivel / {name} en equilibrio /
Quedaba mejor arriba / Cuestión de equilibrio / Lo que lleva encima {a}
""",
    "planet": """
Planeta {noun a} / Mundo pequeño, gran alegría / Próxima parada: planeta {noun a} /
El pequeño planeta {de name} / Alrededor {de a} / Aquí no hay lunes / Gravedad opcional /
Un mundo aparte / {Noun a} en el polo norte / La vuelta al mundo antes de comer
""",
    "totem": """
El gran espíritu {de a} / {a} [a:vela|velan] por todos / {Noun a} en lo más alto /
Espíritu de la casa / El amuleto {de name} / La leyenda {de a} / Bajo la protección {de a} /
Guardián del buen humor / Reverencia {al a} / Más alto que {a}, nada
""",
    "medallion": """
La orden {de a} / Oro para {a} / Mejor que el oro / {name} de oro / Gloria de la casa /
Honor y {noun a} / {Noun a}, matrícula de honor / Primer premio, sin discusión /
Sin rival desde el desayuno / La medalla {de a}
""",
}

TALES = {
    "character": """
{person a}.
{person a}.
{name} {person a}.
{person a}. {b} {does b}.
Una mano para {a}, otra para {b}, ninguna para el teléfono.
Pregunta por {a} solo si tienes toda la tarde.
Es {hour a}, y aquí nadie quiere irse a casa.
Otros tienen una afición. {name} tiene {a}, {b} y ningún fin de semana libre.
Premio de honor de esta calle por {feat a}.
{name} tiene fama en casa por {feat a}.
!Para ser feliz bastan dos cosas: {a} y {b}. Y una siesta.
!Iba a estar cinco minutos con {a}. Eso fue el sábado.
{b} {does b}, pero esa sonrisa viene {de a}.
Habla con gusto {de a}, y {de b} sin que nadie pregunte.
""",
    "companions": """
{a} {does a}; {b} {does b}.
{a} {does a}, y {b} {does b}.
{a} [a:cuenta|cuentan] la historia, y {b} [b:pone|ponen] los ruidos.
{a} [a:convocó|convocaron] la reunión; {b} y {c} trajeron la merienda.
{b} [b:vino|vinieron] por {a}, y los demás, por la merienda.
Todos se reúnen en torno {al a}, y {b} {does b}.
Es {hour a}, y {b} [b:ha|han] guardado sitio para todos.
{name} invitó {al a}. {b} lo [b:oyó|oyeron] todo.
Sin {b}, todo sería aburrido para {a}, pero nadie lo va a admitir.
Las mejores fiestas son pequeñas: {a}, {b} y ningún discurso.
En casa {de name} no hay favoritos. Eso sí, {a} {does a}.
~{a} {does a}. Un aplauso, por favor.
~Buena compañía, incluso a solas: {a} {does a}.
~Una estantería no pide más: {a} {does a}.
{name} los quiere a todos igual, pero en el centro [a:está|están] {a}.
Foto de grupo: {a} en el centro, mientras {b} {does b}.
""",
    "alive": """
{al a} le[a:|s] salieron piernas, y ya no hay quien pare esto.
Botas puestas, sonrisa puesta y {b} en la mano: de vuelta para cenar.
{a} [a:salió|salieron] a tomar el aire con {b}.
Alguien tenía que llevar {obj b}, y {a} se [a:ofreció|ofrecieron].
Nadie enseñó a andar {al a}. Es que {b} [b:estaba|estaban] tan lejos.
Botas nuevas, gran sonrisa: {a} se [a:toma|toman] el día libre.
{a} [a:estrenó|estrenaron] piernas, y ya nadie puede seguir el ritmo.
Un descuido, {name}, y {a} se [a:fue|fueron] con {b}.
Última pista, junto a la casa {de name}: {a}, silbando, con {b}.
{a} {does a}. Ahora, sobre dos piernas.
Si {a} [a:tuviera|tuvieran] piernas, decían, no habría quien pare esto. Exacto.
Camino de casa de los vecinos, con {b} de regalo.
Dos piernas, una sonrisa, y es {hour a}.
""",
    "creature": """
{a} ya no quería ir en brazos, y aquí están las botas.
{a} se levanta, sonríe y tiene una pregunta sobre la cena.
Anda derecho, trae {obj b} y no paga alquiler: así da gusto compartir piso.
{a} tomó prestado algo: {b}, unas botas y una sonrisa muy humana.
Alguien tenía que llevar {obj b}, y {a} no tenía planes.
Entre semana, nada raro; los domingos, {a} saca las botas y {b}.
{name} soñaba con oír hablar {al a}. Andar fue más fácil.
Botas puestas, cabeza alta: {a} viene a por {b} en persona.
Nadie llega tarde cuando {a} llama a la puerta con {b}.
{a} {does a}. Y esta vez, de pie.
Dos piernas, una sonrisa, y es {hour a}.
""",
    "ride": """
{b} subió por las vistas y se quedó por la siesta.
{a} [a:era|eran] {de name}. Luego se sentó {b}.
Fuera de servicio hasta que despierte {b}: {a}.
El mejor sitio de la casa, según {b}, y la casa está de acuerdo.
Nadie le ha dicho {al b} que {a} no [a:es|son] una cama.
{b} {does b}, pero un piso más arriba.
{name} podrá recuperar {obj a} después de la siesta. Quizá.
De todos los cojines del mundo, {b} eligió {obj a}.
{a} ya [a:tiene|tienen] dueño, y el dueño duerme.
Reservado desde esta mañana, y {b} no comparte.
{b} lo llama hogar; los demás siguen diciendo "{noun a}".
Con {a} ya era bonito. Con {b} encima, perfecto.
""",
    "peek": """
{b} oyó que {a} se [a:iba|iban] a un sitio bonito.
¿Queda sitio? {b} ni preguntó.
{name} lo había guardado todo, menos a un polizón. Ya está arreglado.
{a} [a:tenía|tenían] un trabajo serio, pero {b} llegó antes.
Quien quiera dejar {al b} en casa tendrá que madrugar más.
{b} ha cogido habitación: pensión completa, vistas y sin fecha de salida.
No molestar: {b} vive aquí desde el martes y está a gusto.
Hemos encontrado al polizón. El polizón se queda.
Una mirada por encima del borde, y todo perdonado {al b}.
{a} ahora [a:viene|vienen] con {b} de regalo, sin recargo.
Es pequeño, es acogedor, y {b} lo llama ático.
{name} vino a por {a}. {b} asomó la cabeza y dijo que no.
""",
    "perch": """
{b} [b:quería|querían] ver más lejos, y {a} no [a:tenía|tenían] planes.
{a} [a:lleva|llevan] encima {b}, y hasta hoy ni una queja.
Nadie sabe quién los apiló, pero {a} y {b} se llevan bien.
Se acabaron los sombreros: {a} [a:lleva|llevan] {b}.
Arriba {b}, abajo {a}, y el alquiler se paga en buen humor.
{b} [b:quería|querían] subir, y {a} no [a:sabe|saben] decir que no.
{name} nunca supo elegir, así que {b} [b:va|van] arriba.
{b} encima {de a}: ordenar, versión artista.
Una buena idea {de name}: {b} en primera clase, {a} debajo.
Todo empezó con una apuesta entre {a} y {b}.
{a} no se [a:mueve|mueven], porque {b} {does b}.
Cada montaña tiene su cima; {a} [a:tiene|tienen] {b}.
""",
    "planet": """
En este planeta siempre es {hour a}.
Arriba {a}, a la vuelta {b}, y los lunes, abolidos.
Un mundo pequeño con una sola ley: primero {a}, lo demás después.
Gira despacio, para que a todos les dé el sol: {al a} y {al b}.
Buscaban vida en el espacio y encontraron {obj a}.
Si te cruzas dos veces con {b}, has dado la vuelta al mundo.
Sin colas, sin correos, solo {a}, {b} y muchísimo cielo.
La gravedad es opcional; {a} y {b}, no.
Te damos la bienvenida al planeta {name}, donde siempre es {hour a}.
Un hallazgo {de name}, y el único sitio donde {a} {does a}.
El tiempo: sol, con buenas opciones de ver pasar {obj b}.
{name} pedía la luna y salió ganando con {a}.
Lejos de todos los lunes, {a} {does a}.
Aquí arriba {a} {does a}, y {b} {does b}.
""",
    "totem": """
{a} en lo más alto, porque alguien tiene que vigilar {obj b}.
{a} [a:cuida|cuidan] de la casa, {b} [b:cuida|cuidan] de las galletas.
Levantado en honor {de a} y en contra de los lunes.
Tocar {obj a} da suerte, tocar {obj b} da valor, y a la calle.
Dicen que saludar {al a} adelanta la cena.
{b} lo [b:sostiene|sostienen] todo, y {a} se [a:lleva|llevan] el aplauso. Como en familia.
Antes se adoraba al sol. En casa {de name} [a:está|están] {a}.
Protege de la lluvia, del mal humor y de los findes sin {a}.
De arriba abajo: {a}, {b} y el buen humor {de name}.
Primero {a}, después {b} y, abajo del todo, algún día, los platos.
Dentro de mil años dirán que aquí alguien amaba esto: {a}.
Desde ahí arriba {a} {does a}, y el mal humor no pasa.
""",
    "medallion": """
Medalla de oro por {feat a}.
Primer premio por {feat a}. Segundo no hubo.
Para {name}, por {feat a}.
Por {feat a}, con mención especial por {feat b}.
El jurado miró {obj a}, sonrió y se fue a comer.
Acuñada en honor {de a}, {de b} y de cada buen domingo.
De curso legal donde {a} [a:vale|valen] más que el dinero.
En esta familia vale más que el oro, y todo por {feat a}.
Por unanimidad de la mesa de la cocina: un premio por {feat a}.
{name} la merece, año tras año, por {feat a}.
Por {feat a}. El segundo puesto aún se está recuperando.
A otros les dan un reloj. Esto es por {feat a}.
""",
}

GEMS = """
cat>mountain: La siesta sobre las nubes | El gato ha tomado la cima. La bandera también era mullida.
dog>mountain: Cima con cola | El primero en llegar y el primero en dormirse.
cat>hiking_boot: Polizón | El gato que nunca quiere quedarse en casa.
dog>hiking_boot: El perro con bota | El perro se ha instalado para que nadie salga sin él.
cat>coffee_cup: Gatuccino | Muy poca espuma y bastante gato.
dog>coffee_cup: Un perrito bien cargado | Pequeño, calentito y, si te despistas, ya no está.
bird>coffee_cup: Quien madruga | Primero el gusano y luego el café. Al revés sería mejor.
fish>coffee_cup: El lago más pequeño | Ni pescadores ni lluvia, y el agua huele a desayuno.
fish>beer_mug: Aperitivo sin fin | El que se escapó no llegó muy lejos.
fish>wine_glass: Un caldo con escamas | Notas de cereza, de roble y, oh, buenas tardes.
cat>wine_glass: Un gato con cuerpo | Se adapta a cualquier copa y mejora durmiendo.
cat>book: Marcapáginas | El gato no estorba. El gato marca la página.
cat>laptop: Fin de la reunión | El gato ha escrito "ffffffff" y lo mantiene todo.
cat>piano: Con pies de gato | Opus uno: cuatro patas, ningún bis y todos despiertos.
cat>guitar: Ronroneo en sol | Hay guitarras que se tocan. En esta se duerme.
bird>guitar: Cejilla con plumas | Tercer traste, ni idea, oído absoluto.
bird>car: Viento de cola | ¿Para qué aletear si otros tienen el depósito lleno?
dog>car: Copiloto | No sabe leer mapas, pero sabe dónde está el chorizo.
dog>tent: Uno más cabe | En la tienda duermen dos. El perro duerme atravesado.
cat>tent: Gato de cinco estrellas | El gato no acampa. El gato ya estaba aquí.
owl>book: Turno de noche | Sabe cómo acaba, pero no dirá quién fue.
bird>tree: Ático con mucha luz | Zona verde, buenas vistas y algo de ruido a las cinco.
cat>bicycle: ¿Pedalear? ¿Yo? | Uno de los dos pedalea. El otro es el gato.
dog>bicycle: Pasajero con opinión | Ladra en cada cuesta y lo llama ayudar.
dog>sailboat: Lobo de mar | Le asusta la bañera y adora el océano.
cat>cake: Control de calidad | El gato solo quería saber si estaba blandita. Lo está.
cat+mountain: El gato más alto del lugar | ¿Subir hasta aquí? Solo por la siesta.
cat+yarn: Gato por hilo | Desde que ayuda el gato, este jersey va un poco lento.
cat+dog: Tregua | Solo están de acuerdo en el sofá.
cat+fish: Solo amigos | Solo hablan. De mirar se encarga el gato.
cat+bird: A ver quién parpadea | Uno canta. El otro se lo está pensando.
cat+book: El lado tranquilo del sofá | Uno lee. El otro duerme sobre la mejor parte.
cat+coffee_cup: Buenos días, majestad | Primero el gato, luego el café y luego el resto del mundo.
cat+piano: Pequeña música nocturna | El gato toca de noche, y solo las graves.
cat+laptop: Vuelvo en un minuto | Alguien se ha sentado encima y no se arrepiente de nada.
cat+watering_can: Dos jardineros | Una riega los brotes. El otro duerme encima.
dog+hiking_boot: Seis pies cuesta arriba | Dos botas, cuatro patas, y uno conoce un atajo.
dog+mountain: Ya casi, campeón | El perro ha subido tres veces antes de que se leyera el cartel.
dog+coffee_cup: Primero pasear, luego hablar | Uno quiere un árbol, y la otra, un sorbo. Se apañan.
dog+running_shoe: Entrenador personal | El entrenador tiene cuatro patas y para en cada farola.
dog+football: Portero con cola | Lo para todo y no devuelve nada.
dog+guitar: Segunda voz | La aprendió de oído. De los dos oídos.
dog+camera: Sienta. Quieto. ¡Sonríe! | Cuatrocientas fotos, y en una hasta sale nítido.
dog+car: Delante voy yo | Lo de la ventanilla nunca se ha negociado.
dog+tent: El mejor despertador | Amanece a las cinco. El perro ya lo ha comprobado.
dog+book: Con un ojo abierto | Uno lee. El otro espera la palabra "paseo".
guitar+coffee_cup: Acústico y bien cargado
  | Café fuerte, acordes suaves y nadie despierto para protestar.
guitar+mountain: Eco en el estribillo | Toca para el valle, y el valle pide otra.
guitar+tent: Canciones que sabe el oso | El fuego es pequeño, las canciones son largas.
guitar+beer_mug: Dos acordes y una ronda | El público tararea, la espuma lleva el compás.
guitar+book: Entre líneas | Tres acordes, una historia y ninguna moraleja.
guitar+motorcycle: Alto y luego más | Una pide que la afinen, la otra pide domingo.
piano+wine_glass: Nocturno de final largo | La izquierda toca, la derecha tiene otros planes.
mountain+coffee_cup: Cima con café solo | El café sabe mejor donde nadie abrirá nunca un bar.
mountain+hiking_boot: Nos vemos arriba | La cima siempre parece más cerca. Ese es su truco.
mountain+camera: Esperando la luz | Seis horas de subida, un clic y ningún reproche.
mountain+bicycle: Subir por principios | Bajar sabe cualquiera. Además, es el premio.
tent+hiking_boot: Las botas, fuera | Cinco estrellas de noche y una norma estricta sobre calcetines.
book+coffee_cup: Un capítulo, dos tazas | El café se enfría justo donde la trama se calienta.
book+wine_glass: Novela con cuerpo | Una página, un sorbo y, de pronto, jueves.
book+tent: Edición con linterna | Solo hasta el fin del capítulo, palabra de pilas.
laptop+coffee_cup: Del café al código | Funciona. Nadie sabe por qué. La taza no se toca.
game_controller+coffee_cup: Nueva partida | Un último nivel, una última taza y, vaya, el sol.
game_controller+cat: Botón de pausa | Suave, calentito y justo delante de la pantalla.
camera+bird: Quieto, pequeño | Tres horas en un seto, y se fue al decir "patata".
fish+beer_mug: No pican, salud | Capturas: un atardecer, dos historias y ningún pez.
fish+sailboat: Simples conocidos | Uno arriba, otro abajo, y los dos miran a otro lado.
fish+chef_hat: El menú tiene dudas | El plato del día quiere hablar de la carta.
chef_hat+wine_glass: Un poco para la salsa | Un chorrito para la olla y otro para el artista.
chef_hat+cake: ¿Y el segundo plato? | Se sirve al revés, y nadie se queja.
cake+coffee_cup: A las cuatro en punto | La única reunión que nadie ha querido acortar jamás.
cake+running_shoe: Dieta equilibrada | Corre para que quepa la tarta. El plan lo hace la tarta.
football+beer_mug: El jugador número doce | Desde el sofá, jamás ha fallado un pase.
running_shoe+book: Piernas rápidas, novela larga | Corre más para saber antes quién fue.
bicycle+cake: Vatios y bizcocho | Cien kilómetros por un trozo, y la cuenta sale.
skis+mountain: Abajo, por favor | Una hora subiendo, tres minutos bajando, y otra vez.
watering_can+flower: Dilo con agua | Se ven todas las tardes a las seis.
yoga+cat: Profesor de estiramientos | Veinte años de práctica, y el gato lo hace mejor.
yarn+coffee_cup: Dos azúcares, dos agujas | Un punto, un sorbo, y se pierde la cuenta de ambos.
violin+piano: Música para vecinos | Solo discuten sobre quién respira primero.
plane+globe: Maleta perdida, mundo hallado | Girar, señalar, doblar. Lo difícil es doblar.
rocket+star: Casi para saludarse | Uno tiene prisa, la otra lleva un rato esperando.
car+wrench: Eso ya estaba así | El ruido se ha ido. Dos tornillos también. Todo en orden.
horse+heart: Amor a primera zanahoria | Empezó con una manzana y se puso serio.
"""
