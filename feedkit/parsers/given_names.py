"""Names that people are given, to know a person's name where nothing else says that it is one.

A text is known by its first word, so names that are also words of headings, months or places are left out:
"Grace", "April", "Florence". No list of names is whole; what is read with it is judged over a whole list.
"""

from __future__ import annotations

import re
from functools import lru_cache

GIVEN_NAMES = frozenset(
    """
    aaron abbie abigail adam adrian alan albert alec alex alexander alexandra alexis alfred alice alicia
    alison allison alyssa amanda amelia amy andrea andrew andy angela angus anita ann anna anne annie
    anthony antony archie arthur ashley barbara barry beatrice becky ben benjamin bernard beth bethany
    betty beverly billy bobby brandon brenda brendan brent brett brian bridget bruce bryan caitlin caleb
    callum calvin cameron carl carla carly carol caroline carolyn carrie catherine cathy cecilia charles
    charlie chelsie cheryl chloe chris christina christine christopher cindy claire clara clare clark
    clive colin colleen connie connor conor corey courtney craig curtis cynthia daniel danielle danny
    darren dave david deborah declan denise dennis derek diana diane dominic don donald donna doris
    dorothy doug douglas duncan dylan ed eddie edgar edith edmund edward edwin eileen elaine eleanor
    elizabeth ella ellen ellie elliot emily emma eric erica erin ethan eugene evan evelyn fiona frances
    fred freddie frederick gareth gary gavin gemma geoff geoffrey george gerald geraldine gerard gillian
    gina glenn gordon graham greg gregory gwen hannah harold harriet harry harvey hazel heather heidi
    helen henry herbert hilary holly howard hugh hugo ian imogen irene iris isaac isabel isabella isla
    jackie jacob jacqueline jake james jamie jane janet janice jared jasmine jason jay jean jeff jeffrey
    jen jenna jennifer jenny jeremy jerry jess jesse jessica jill jim jimmy jo joan joanna joanne jodie
    joe joel john johnny jon jonathan joseph josh joshua joyce juan judith judy julia julian julie
    justin karen karl kate katherine kathleen kathryn kathy katie katy kayla keith kelly ken kenneth
    kerry kevin kieran kim kimberly kirsten kristen kristin kyle lachlan laura lauren laurence lawrence
    leah lee leigh len leo leon leonard leslie lewis liam linda lindsay lisa liz lloyd lois lorna louis
    louise lucas lucy luke lydia lynn maddie maggie malcolm marc marcus margaret maria marian marie
    marilyn marion marjorie martha martin mary matt matthew maureen maxine meg megan melanie melissa
    melvin meredith michael michelle mike millie mitchell mohammed molly monica muhammad nancy naomi
    natalie natasha nathan neil nicholas nick nicola nicole nigel noah noel nora norman olivia oscar
    owen pamela patricia patrick paul paula pauline peggy penelope pete peter phil philip phillip phoebe
    phyllis rachael rachel ralph randy raymond rebecca reginald rhys richard rick robert robin rodney
    roger roland ron ronald ronnie rory rosemary rosie ross roy russell ruth ryan sabrina sally sam
    samantha samuel sara sarah scott sean sebastian shannon sharon shaun shawn sheila shirley sian simon
    sonia sophia sophie spencer stacey stacy stella stephanie stephen steve steven stewart stuart susan
    suzanne sylvia tamara tammy tanya tara ted terence teresa terry tess thelma theo theresa thomas
    tiffany tim timothy tina toby todd tom tommy toni tony tracey tracy travis trevor tristan tyler
    vanessa vera vernon veronica vicki vicky vincent vivian walter wayne wendy wesley whitney wilfred
    william winifred yvonne zach zachary zoe zoey
    achim agnieszka alexa alfons alois anders andre andreas anette angelika anja anke annalena annegret
    anneliese annemarie annette annika ansgar antje arend arne arno astrid axel barbel bart bas bastian
    bea beate benedikt bernd bernhard bert bettina birgit birgitta bjarne bjorn björn bodo bram brigitte
    britta burkhard carina carsten catharina christa christiane christoph claas claudia claus corinna
    cornelia daan dagmar detlef dieter dietmar dietrich dirk doreen eberhard eckhard egon einar elke
    elmar emil erich erik erika ernst eva ewald fabian felix ferdinand floris frauke friederike
    friedrich fritz gabi gabriele geert georg gerd gerda gerhard gerrit gertrud gisela gitte greta
    gudrun gunnar gunter gunther gustav günter günther halvor hanna hanne hannelore hannes hans harald
    harm hartmut hedwig heide heike heiko heiner heinrich heinz helga hella helmut helmuth hendrik henk
    henning henriette henrik hermann hilde holger horst ines inga inge ingeborg ingo ingrid ivar jakob
    jan jana janina jannik jens jeroen joachim jochen johan johann johanna johannes jonas joost jorg
    joris josef josefine jurgen jutta jörg jürgen kai kaija karin karla karsten kasper katharina kathrin
    katja katrin kees kerstin kjell klaas klaus knut konrad konstantin kurt lars lasse leif lena lennart
    lieke lieselotte lina lothar lotte ludger ludwig luise lukas lutz maarten madeleine magda magnus
    maik maike manfred manuela mara marco mareike maren margarete margit margot marianne marieke marijke
    marina mario marit markus marlene marlies marloes marten martina mathias mathilde matthias matthijs
    maximilian meike melina michaela mikael mirjam monika moritz nadine nadja nicolai niels nils nina
    norbert olaf ole oliver olof ottmar otto paulina petra pia pieter rainer ralf regina reiner reinhard
    renate roel rolf rosemarie ruben rudi rudiger rudolf ruud rüdiger sabine sandra sanne sascha sibylle
    siegfried sigrid silke silvia simone sissel sjoerd sofie solveig sonja soren stefan stefanie steffen
    stephan susanne sven svenja søren tanja theodor thijs thilo thorsten till tilman tobias torben tore
    torsten trine truls udo ulf ulla ulrich ulrike ursula ute uwe valentin verena viktoria volker
    waltraud wenche werner wiebe wiebke wilhelm wim winfried wolfgang wouter yannick
    adele adrien agathe alain alexandre aline amandine ambre amelie amélie anais anatole anaïs antoine
    antoinette armand arnaud audrey aurelie aurelien aurélie aurélien baptiste bastien benoit benoît
    bernadette bertrand camille cecile celine chantal christelle christophe claude clemence clement
    clémence clément colette corentin corinne cyril cécile céline damien delphine denis didier dominique
    dorothee edouard elodie eloise emilie emmanuel emmanuelle estelle etienne fabien fabienne fabrice
    fanny florent florian francis franck francois francoise françois françoise frederic frédéric gaelle
    gaetan gauthier gaëlle genevieve geneviève georges germain ghislaine gilbert gilles gregoire
    grégoire guillaume gwenaelle gérard helene herve hervé hubert hélène isabelle jacques jean-baptiste
    jean-claude jean-françois jean-louis jean-luc jean-marc jean-marie jean-michel jean-paul
    jean-philippe jean-pierre jerome joelle josiane joëlle julien juliette justine jérôme karine
    laetitia laurent laurie leonie lise loic loïc lucie lucien ludovic léa magali marc-antoine marcel
    margaux marie-claire marie-claude marie-pierre marine marthe mathieu maud maurice maxime michel
    micheline mireille monique muriel myriam mélanie nathalie nicolas noemie noémie odile olivier pascal
    pascale patrice philippe pierre pierrick quentin raphael raphaël regis remi remy renaud rene rené
    romain régis rémi rémy sandrine sebastien serge severine solange solene stephane stéphane suzette
    sylvain sylvie sébastien séverine theodore thibault thibaut thierry ugo valentine valerie valérie
    veronique virginie véronique xavier yann yves yvette zoé édouard élodie émilie éric étienne
    abel adela adolfo adriana agustin agustín aitor alba alberto alejandra alejandro alessandra
    alessandro alessia alfonso alfredo alvaro ana ana-lucía ana-maria anabel analia andreea andrei
    andres andré andrés angelica angelo anselmo antonella antonio antónio antônio armando arturo augusto
    beatriz begoña benedetta benito bernardo bianca blanca bogdan bruno caio camila carlos carlotta
    carmen catalin catarina cecília cesar chiara ciro claudio cláudia concepcion cosimo costanza
    cristian cristiano cristina cristóbal cátia césar dani daniela daniele davide debora diogo domenico
    duarte edoardo eduardo efrain elena elisa elisabetta eloy elsa emanuele emilia emiliano emilio
    enrico enrique enzo ernesto esteban estefania esteve eugenia eugenio ezequiel fabio fabiola fabrizio
    federica federico felipe fermin fernanda fernando filipa filipe filippo flavia flavio florin
    francesca francesco francisca francisco franco fábio gabriel gabriela gael gaspar gerardo giacomo
    gian gianluca gianni gilberto giorgia giorgio giovanna giovanni giulia giuliano giulio giuseppe
    gloria gonzalo graciela graziella gregorio guido guilherme guillermo gustavo hector heloísa hernan
    hernán horacio humberto héctor ignacio igor iker ilaria inma inés inês ioana irina isidro ismael
    ivan iván iñaki jaime javier jesus jesús joana joaquim joaquin joaquín jordi jorge jose joseba
    josefina josep josé joão juana juliana julio julián júlia lautaro leandro leonardo leopoldo leticia
    letícia lidia lilian liliana livia lorena lorenzo luca lucia luciana luciano lucrecia lucía luigi
    luis luisa luiz lurdes luís magdalena maite manolo manuel marcela marcelo marcio margarita
    maria-josé mariana mariano marisa marisol marta maría massimo mateo mateus matias matilde mattia
    matías mauricio maurizio mauro michela michele miguel mihaela mihai miquel miriam mirta montserrat
    márcio natalia nerea nestor nicolás noelia norberto nuno nuria nélida néstor núria octavio olga
    oriol osvaldo pablo paco paola paolo patricio patrizia paulo pedro pere pietro pilar rafael rafaela
    raimundo raluca ramiro ramon ramón raquel raul raúl renata renato renzo ricardo riccardo roberta
    roberto rocío rodolfo rodrigo rogelio romina rosa rosana ruy salvatore samuele sandro serena sergio
    silvana silvio simona sofia sofía soledad sonsoles stefania stefano susana sérgio teodoro tiago
    tomas tommaso tomás umberto valentina valeria valerio vanda vasco vasile verónica vicente vicenç
    violeta virgilio vito vittoria vittorio viviana víctor xavi ximena yolanda zoraida álvaro íñigo
    agnes ahmet aino albin aleksandar aleksander aleksandra aleksei aleksi alena alexandros aleš
    aliaksandr alina alojz anastasia anca andrej andrejs andrius andriy andrzej aneta anete aniela anikó
    ante anton antti arkadiusz arvo attila ayse ayşe balázs barbora bartosz bartłomiej bence blanka blaž
    bogusław bohdan bojan boris borislav božena branko bronisław burak cem cezary dainis damian danica
    danijel danilo danuta darija darius dariusz darko davor dawid dejan denisa deniz dimitar dimitrios
    dimitris dmitri dmitry dmytro dora dorota dragan dusan dušan edyta eero eeva ekaterina eleni elif
    eliška elżbieta emilija emine emre endre enikő ercan erkan erzsébet esra evgeni ewa fatih fatma
    ferenc filip franjo františek gabor galina georgi georgios giannis giorgos goran gordana grażyna
    grigori grzegorz gyorgy gyula györgy gábor hakan halina hana hasan heikki hele henryk hrvoje hüseyin
    ibrahim iiro ildikó ilona ilya ilze imre ingrida ioannis irena ireneusz istvan istván ivana iveta
    ivo iwona jaak jacek jadwiga jakub janek janez janis janne janusz januš jarek jari jarkko jarmo
    jaroslav jarosław jelena jerzy jindřich jiri jitka jiří jouni jozef juha juhani jukka juraj jure
    jurij jussi józef jānis kaisa kalle kamil karel kari karolina kasia katalin katarzyna kateřina kemal
    kerem kinga klára konstantinos kostas krešimir kristjan kristóf krystyna krzysztof ksenia kyriakos
    lajos laszlo lauri leena leszek lidija liina liisa ljiljana lubomír luboš lucjan lucyna luka lászló
    maciej magdaléna marcin marek maret mari marianna mariusz marja marjan markku marko matej mateusz
    matija matjaž mats matti małgorzata mehmet mert michał miha mihail mika mikhail mikko mikołaj milan
    mileva milica miloš mirko miroslav mirosław mladen murat mustafa márton máté nada nadezhda natalya
    nataša neven nevena nikola nikolai nikolaos nikolay nikos oksana oleg oleksandr oleksii olli onur
    oskari ozan paavo panagiotis panos pavel pavle pavlo pavol paweł pekka petar petr petros petteri
    piotr predrag przemysław péter radek radosław radovan raimo raivo rasa renáta riina risto robertas
    romana ryszard róbert sami sampo sanja santeri sari saša seda selim selma sergei sergey serhii
    serkan siim sirpa slavko slavomir slađana snežana sofija sotiris spyros stanislav stanisław stavros
    stjepan svetlana sylwia szabolcs szilvia szymon tadej tadeusz taina tamas tamás tapio tarja tatiana
    tatyana teemu teppo tereza tero tihomir tiina tiit timo tomasz tomaž tomislav tomáš toomas tuomas
    tuula tünde urmas urszula urška vaclav valdis vasil vasiliki vasilis vassilis veronika vesna viktor
    ville virve vit vlad vladimir vladimír vlasta vlastimil vojtěch volkan vytautas václav vít waldemar
    wanda wiesław wioletta wojciech władysław yannis yaroslav yevgen yiannis yulia yuri yusuf zbigniew
    zdeněk zeljko zeynep zlatko zofia zoltan zoltán zoran zsolt zsófia zuzana zuzanna ágnes árpád özgür
    özlem łukasz željko
    άννα αθανάσιος αλέξανδρος αλέξης ανδρέας αντώνης βασίλης βασιλική γεωργία γεώργιος γιάννης γιώργος
    δημήτρης δημήτριος ελένη ευαγγελία ιωάννα ιωάννης κατερίνα κωνσταντίνος κώστας μαρία μιχάλης νίκος
    νικόλαος πέτρος παναγιώτης σοφία σπύρος στέλιος χρήστος χριστίνα александр александра александър
    алексей алена алина алла анастасия анатолий андрей андрій анна антон аркадий артем артём богдан
    борис вадим валентин валентина валерий валерия василий вера вероника виктор виктория виталий
    владимир владислав вячеслав галина геннадий георги георгий григорий дарья денис димитър дмитрий
    дмитро драган евгений евгения егор екатерина елена елизавета жанна зинаида зоран иван иванка игорь
    илья инна ирина йордан катерина кирилл константин ксения лариса леонид лидия людмила максим
    маргарита марина мария мартин микола милан милица михаил михайло наталия наталья наталія никита
    никола николай нина оксана олег олександр олексій олена ольга павел павло петр петро полина пётр
    роман руслан светлана світлана семен семён сергей сергій софия станислав степан стефан стоян тамара
    татьяна тетяна тимофей федор фёдор цветан эдуард элина юлия юлія юрий юрій яна ярослав іван ігор
    ірина јелена
    aarav abdul abdullah abhishek abiola adaeze adebayo adnan afzal aisha ajay akash akira akshay ali
    amina amir amit amrita anand anas anil anjali ankit anushka aparna aravind arjun arun ashish ashok
    ayaan ayesha babak bilal chandra chidi chinedu chinonso daichi deepa deepak dinesh divya duc emeka
    fahad faisal farah farhan farid fatima feng ganesh gaurav gita gopal hamid harish haruka haruki
    haruto hassan hiroki hiroshi hussein ibrahima imran iqbal ismail jamal javed jyoti kalpana kamal
    karim karthik kavita kazuki keiko kenji khalid kiran krishna kumar kunal lakshmi layla leila mahesh
    mahmoud manoj mariam masashi meera mehdi mohamed mohammad mohan mohsin mukesh nabil nadia naveed
    neha nguyen nikhil nisha nitin obinna olumide omar osama parisa parvez pooja prakash pranav prasad
    praveen preeti priya priyanka rahul raj rajesh rakesh ramesh rania rashid ravi rekha reza rohan
    rohit sachin sadia saeed sakura salma samir sandeep sanjay santosh satoshi saurabh shabnam shah
    shahid shankar shilpa shinji shivani shreya shruti siddharth sita sneha sourav sridhar subhash sumit
    sunil sunita suresh swati takashi takeshi tariq thanh tuan tunde uma usman varun venkat vijay vikas
    vikram vinay vinod vishal vivek waqas wei xiao yash yasmin yousef yuki yuko yusra zahra zainab
    zeeshan
    """.split()
)
PARTICLES = frozenset(
    "a af al ap av ben bin da das de dei del den der des di do dos du e el i ibn la le los ten ter und van von y"
    " zu zur".split()
)
MAX_WORDS = 5  # of a person's name
JOINTS = str.maketrans("", "", "'’.-‐")  # within a name: "O'Dell", "Ana-Lucía", "J.R."
HANDLE = re.compile(r"@[A-Za-z][\w.-]{1,38}")


@lru_cache(maxsize=4096)
def is_full_name(text: str) -> bool:
    """Return whether a text has the form of a whole name: some words with capitals, "Ann van Other"."""
    words = text.split()
    if not 2 <= len(words) <= MAX_WORDS or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    return all(
        (word[0].isupper() or word.casefold() in PARTICLES) and word.strip(".'’-").translate(JOINTS).isalpha()
        for word in words
    )


def is_known_person(text: str) -> bool:
    """Return whether a text is a whole name that begins with one that people are given, or "@name"."""
    first, _, rest = text.partition(" ")
    if not rest:
        return HANDLE.fullmatch(text) is not None
    return first.casefold() in GIVEN_NAMES and is_full_name(text)
