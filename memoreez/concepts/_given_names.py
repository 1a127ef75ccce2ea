"""Given names that in most places are of women, or of men; those of both are in neither list."""

FEMALE = """
abigail ada adele adriana agata agathe agnes agnieszka aicha aisha alba aleksandra alessandra
alexandra alice alicia alina aline alma amalia amanda amber amelia amelie amina amira amy ana
anastasia angela angelika angelina anita anja anke anna annabel anne annegret anneliese annette
annika antje antonia anuschka astrid audrey aurelie aurora ava ayse barbara beate beatrice beatriz
bella bettina bianca birgit birgitta blanca brenda bridget brigitte britta camila carina carla
carmen carol carole caroline catalina catherine cecile cecilia celia celina celine chantal
charlotte chiara chloe christa christel christiane christina christine cindy claire clara claudia
colette concepcion consuelo cordula corinna cristina cynthia dagmar daisy daniela deborah denise
diana dolores dora doreen doris dorothea dorothy edith ekaterina elaine eleanor elena eleonora
elfriede elif elisa elisabeth eliza elizabeth elke ella ellen elodie eloise elsa elvira emilia
emilie emily emma emmanuelle erika erna esmeralda esperanza estelle esther eugenia eva eve evelyn
fabienne fatima fatma felicitas fernanda fiona flora florence franziska freya frieda gabriela
gabriella gabrielle genevieve georgia gerda gertrud gina giovanna gisela giulia gloria grace greta
gudrun hana hanna hannah hanne hatice heidi heike helen helena helene helga henriette hermine
hilda hilde hildegard ida ilse imke ines inga inge ingeborg ingrid irene irina iris irma irmgard
isabel isabella isabelle ivana ivonne jacqueline jana jane janet janina jasmin jasmine jeanette
jeanne jennifer jenny jessica joanna johanna josefa josefine josephine juana judith julia juliana
juliane julie juliette jutta karen karin karla karolina katarina katarzyna katharina katherine
kathleen kathrin katja katrin kerstin khadija kirsten klara klaudia kristin kristina lara larissa
laura lavinia layla lea leila lena leni leonie leonor leticia lidia lieselotte lilian lilly lily
lina linda lisa liselotte livia lola lore lorena lotta lotte louise lucia lucie lucille lucy
ludmilla luisa luise luna lydia mabel madeleine magda magdalena maja malgorzata mandy manon
manuela mara mareike margaret margarete margarita margaux margit margot margret marguerite maria
mariam mariana marianne marie mariella marina marion marisol marlene marta martha martina mary
maryam mathilda mathilde matilda maud maya megan melanie melissa mercedes meryem mia michaela
michelle mila mildred milena mina mira miranda miriam mona monica monika monique monja nadia
nadine nadja nancy naomi natalia natalie natascha natasha nathalie nele nicole nieves nina nora
nuria odile olga olivia ophelia paloma pamela pepa patricia paula pauline penelope petra phoebe pia
pilar pili polly priscilla rachel ramona raquel rebecca regina renate rita roberta rocio romina rosa
rosalie rose rosemarie rosemary roswitha roxana ruby ruth sabina sabine sabrina sandra sara sarah
saskia selena selin selma severine shirley sibylle sigrid silke silvia simona sina sofia sofie
soledad solene sonia sonja sophia sophie stefanie stella stephanie susan susana susanna susanne
susi suzanne svenja svetlana sylvia sylvie tabea tamara tanja tatiana tatjana teresa thea theresa
therese tina ulrike ursula uschi uta ute valentina valerie vanessa vera verena veronica veronika
victoria viktoria viola violeta virginia virginie viviane waltraud wanda wiebke wilhelmine wilma
xenia yasmin ylva yolanda yvette yvonne zara zelda zeynep zoe zofia zuzanna
"""

MALE = """
aaron abdul abdullah abel achim adam adrian ahmed ahmet alain alan albert alberto alejandro
aleksander alessandro alexander alexandre alfons alfonso alfred ali alois alvaro amir anders andre
andreas andrei andres andrew andy angelo ansgar anthony antoine anton antonio armin arne arnold
arthur arturo attila august axel baptiste bartosz bastian bastien ben benedikt benjamin benno
bernard bernd bernhard bert berthold bertram bill bjorn bob boris brandon brian bruno burkhard
carl carlo carlos carsten cedric cesar charles christian christoph christophe christopher clemens
clement conrad constantin cornelius craig curt cyril damian damien dan daniel dario dave david
denis dennis detlef didier diego dieter dietmar dietrich dirk domingo dominic dominik donald
douglas duncan eberhard eckart edgar eduard eduardo edward edwin egon elias emanuel emil emilio
emmanuel emre enrico enrique enzo eric erich erik ernst erwin etienne eugen fabian fabien fabio
fabrice felipe felix ferdinand fernando filip finn florian francesco francisco francois frank
frans franz fred frederic frederik friedhelm friedrich fritz gabriel gareth gary gaston geoffrey
georg george georges gerald gerard gerd gerhard gerrit gilbert giovanni giuseppe gonzalo gordon
graham greg gregor gregory guido guillaume guillermo gunnar gunter gustav guy hannes hans harald
harold harry hartmut hassan hector heiko heiner heinrich heinz helmut hendrik henri henrik henry
herbert heribert hermann holger horst howard hubert hugo hussein ian ibrahim ignacio igor ingo
isaac ismail ivan jack jacob jacques jakob james jan janek jannik jason jasper javier jeff jens
jeremias jeremy jerome jesus jim joachim joaquin jochen joe joel joerg johan johann johannes john
jonas jonathan jorg jorge jose josef joseph joshua juan julian julien julio jurgen justin kai
karim karl karsten kaspar keith kenneth kevin kilian klaus konrad konstantin kurt lars laurent
laurenz leandro lennard lennart leo leon leonard leonardo leonhard leopold levi liam linus lionel
lorenz lorenzo lothar louis luc lucas luciano ludwig luigi luis lukas luke lutz magnus malik malte
manfred manolo manuel marc marcel marco marcos marcus mariano marius mark marko markus martin
marvin mateo mathias mathieu mathis matteo matthew matthias matthieu maurice mauricio max maxime
maximilian mehmet meinhard michael michal michel miguel mike mikhail milan milo mirko miroslav mo
mohamed mohammed moritz moses muhammad murat mustafa nathan neil nelson nico nicolas niels nigel
niklas nikolai nikolas nikolaus nils norbert oliver olivier omar orlando oscar oskar osman oswald
otto owen pablo paco pascal patrice patrick patrik paul pavel pedro peer pepe peter philip philipp
philippe pierre piotr quentin rafael raimund rainer ralf ralph ramon raphael raul raymond reinhard
reinhold remi rene ricardo richard rob robert roberto roderich rodrigo roger roland rolf romain
roman ronald ronny ruben rudi rudiger rudolf rupert russell salvador salvatore samuel santiago
scott sean sebastian sebastien sepp sergei sergio severin siegfried sigmund silas silvio simon
soeren soren stefan stefano steffen sten stephan stephane stephen steve steven stuart svante sven
sylvain tadeusz theo theodor thibault thierry thomas thomasz thorben thorsten tim timo tobias tom
tomas tomasz tommy torben torsten tristan udo ulf uli ulrich umberto urs uwe valentin veit victor
viktor vincent vinzenz vladimir volker waldemar walter werner wilfried wilhelm will willi william
willy winfried wolf wolfgang wolfram xaver xavier yann yannick yusuf yves zacharias
"""
