"""The words that hold each language together, by which a text's language is guessed; and letters that few languages have.

Short words that do not depend on what is talked about, and some that people use of films. Those that several languages
share count less (web/text/languages.py).
"""

LATIN = {
    "af": "die en nie het is van dit wat vir met hy sy ek maar om te op was ook hulle ons kan sal baie hierdie jou so nog",
    "az": "və bir bu da də ki üçün ilə çox o mən amma ən daha kimi olan nə var yox hər sonra idi isə biz onun deyil film",
    "ca": "i el la els les de que en un una amb és per no al del més però com ho aquest aquesta molt són va tot ha seva seu pel·lícula quan res també sense cada on altre pot fer seus meva dels pels pel perquè aquests",
    "cs": "a je se v na že to s z do o i ale jako si za jsem by ve ta byl jen jak tak po pro která který není film mi jeho už když než nebo ani více mě mně ze bez jeden sebe kteří dny hlavy proto kde tu",
    "cy": "y yr a yn i o ar mae ei am ac nid ond gyda wedi hyn hon fel oedd yw bod gan eu chi fod cael ffilm mewn neu hwn",
    "da": "og i at det en den er til af for på med de ikke som jeg et har var der om han så men fra sig kan skal efter hvor noget mig også meget blev hvad ud mere eller når filmen være nogle mit min mine flere dage fordi gennem uden selv godt hvis både hoved mellem bør første hvordan ingen musik nu",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an aus er hat dass sie nach wird bei einer um noch wie einem so aber ich nur wenn war man mehr sehr schon kann diese dieser oder film kein keine diesen durch bis über einen mich mir ihr dann doch immer beim zum zur habe",
    "en": "the of and to in a is that it was for on as with his they at be this from have by but not what all were we when your can there an which their if will about out so just like film movie you i my me it's one has her he she who more how into than then only some been would could no do does don't film's its there's most much",
    "eo": "la kaj de en al ne estas mi vi kiu tio por kun sed ĝi ĉi tiu oni pri kiel estis pli ili iĝas havas tre el ĉu kio aŭ",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque película qué nada ni así tan cada donde ante otra otro puede hace tiene todos",
    "et": "ja on ei et see ta ma kui ka oli mis aga nii siis oma või kes ning kõik väga seda ole film veel sest nagu ainult tema mida pole selle",
    "eu": "eta da ez du bat dira zen ere baina izan hau oso dute dago egin bere edo nire gabe batez film beste baino daiteke",
    "fi": "ja on ei se että hän oli en mutta kun niin joka mitä tai myös ole kuin vain nyt sen jos hyvin ovat elokuva tämä minä olla sekä jo vielä ollut elokuvan mukaan kaikki ihan aina koko vaikka vai kanssa ilman joita jotka jonka paljon minun enää siitä sitä kuten päässäni elokuvasta",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec mais on comme ou si leur y été cette ses nous je vous fait tout très bien aux film d'un c'est j'ai elle même sans deux être chaque où autre peut mes ma ces leurs encore trop quand rien",
    "ga": "an na agus a ar i is ní do go tá le ag bhí sé sí ach é seo sin mar leis chun faoi nó den scannán atá gan mé tú",
    "gl": "de a o que e do da en un unha os as non para con por é no na ao máis pero como se súa seu é foi moi tamén esta este película cando hai xa sobre dos das ser",
    "hr": "i je u se na da su za s od a to koji iz kao o ne ali sam film bi što samo kako po do nije bio ili jer može još ima te svoj koja ako sve mi biti gdje ovaj mene moj nakon bez jedan sebe smo ste ovo tako dok kroz zbog njegov prije",
    "hu": "a az és hogy nem is egy van ez meg de csak mint volt már azt én ha még ki el kell lehet vagy nagyon minden film sem be mert olyan ezt után akkor most aki úgy",
    "id": "yang dan di itu dengan untuk dari ini tidak dalam akan pada juga saya ke karena ada oleh sudah bisa atau seperti mereka film sangat adalah tapi lebih hanya kita telah bahwa banyak harus bahkan tetapi saat tak kami secara para menjadi belum hari kepala",
    "is": "og að í á er sem það um ekki við en til af með var hann ég fyrir hún því eru þetta frá svo þá eða þegar hafa mjög ef verið mynd mér upp",
    "it": "di e che la il un a per in è una non sono mi con si da ho lo ma le come del i al nel della ha dei gli più anche se questo ci film molto tutto alla dal suo sua perché quando o era essere delle stato ogni così dove altri può senza mia dalla nella sulla sul poi ancora",
    "la": "et in est non ad ut cum sed qui quod ex si sunt esse quae per hoc aut enim etiam atque ab nec quam",
    "lt": "ir yra kad į su tai ne iš bet kaip buvo aš o jo nuo apie tik jau labai už per filmas jis dar kai ji ar savo taip mano po",
    "lv": "un ir ar par no ka kas tas bet arī ne kā es uz tā viņš bija lai vai ļoti tikai jau filma šī vēl pēc nav to kad pie savu",
    "nl": "de het een van en in is dat op te zijn met voor niet die aan er maar om ook als dan was nog bij wordt uit ik je naar heeft hij ze wel deze meer door zo geen al over veel kan worden film wat mijn tot hem",
    "no": "og i det som en på er til av for å at med de ikke den han jeg et har var om så men fra seg kan skal etter hvor noe meg også mye ble hva ut mer eller når filmen være noen opp enn veldig bare mitt min mine flere dager fordi gjennom uten selv bra hvis både hodet mellom bør første hvordan ingen musikk",
    "pl": "i w na się nie z do to że jest jak o co ale po tak za od już tylko tym przez dla jego czy sobie bardzo film może był być było mnie przy jej ten która który oraz jako są ma filmu tego tej bez jeden siebie którzy gdy kiedy więc też tu",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela filme você são meu cada onde outro pode tão sem meus minha minhas quem esse essa isto ainda",
    "ro": "de și în a la cu că nu o pe un este din mai ce care să pentru dar sunt se fost ca lui el ei sau foarte când al îi prin după am film așa doar fi cum fără",
    "sk": "a je sa v na že to s z do o aj ale ako si za som by vo tá bol len tak po pre ktorá ktorý nie film mi jeho už keď než alebo ani viac sú čo iba",
    "sl": "in je v se na da so za s z ki pa kot iz o ne ali sem bi pri ni film tudi po do še samo ko bil kar vse lahko več zelo mi to ter ima",
    "sq": "dhe e në të një për me që nga është nuk i se si ka por do ai më ky kjo janë edhe kur film shumë tij ishte unë ose deri",
    "sv": "och i att det som en på är av för med den till inte om ett han jag har de var sig så men från kan när ska efter mycket nu också något mig eller ut man vara hur mer hade filmen bara någon vad blev alla mitt min mina flera dagar eftersom genom utan själv bra både mellan första ingen musik",
    "sw": "na ya wa kwa ni katika la za kuwa hii cha lakini yake kama sana hiyo huyo au yangu filamu wake kutoka ambayo alikuwa hakuna mimi yeye",
    "tl": "ang ng sa na at ay mga hindi ko ito siya para kung ako niya pero may lang rin kaya isang naman wala pelikula nang din ni sila",
    "tr": "bir ve bu da de için çok ile en o ama ne daha gibi kadar olan var sonra ben mi her film olarak değil ki diye hiç iyi şey ya filmi olduğu ise bana bunu kendi bütün ancak gün üzerine gerçekten sadece nasıl hem",
    "vi": "và của là có không được cho một trong người với này đã để các những khi tôi phim rất đó như cũng về ra nhưng thì mà lại từ nhiều",
}
CYRILLIC = {
    "be": "і ў на не што з гэта як але я ён да у яго было ад так для ці яна фільм вельмі калі толькі мы ёсць пра таксама яны мяне мой быць які якая ўжо дзень потым без адзін сябе са",
    "bg": "на и да в за се от не с е че са по но като си до това той ще или при към само има още много беше филм един която който аз ми то са",
    "kk": "және бұл да де мен бір үшін емес деп бар болып ол біз өте көп осы туралы оның сияқты кейін еді фильм",
    "mk": "и на во да за се од не со е дека ја го по но како што тоа ќе или само има многу беше филм еден која кој јас ми",
    "ru": "и в не на я что с он по это как но а из у к за от так о же бы то все ее его только было или фильм очень если меня еще ещё уже для мне когда ни мы есть нет вы их этот эта мой тебя быть чтобы который которая день потом без один себя во",
    "sr": "и је у се на да су за с од а то који из као о не али сам филм би што само како по до није био или јер може још има те ја",
    "uk": "і в не на що з я це як але та у до за від так він про його бо або ще вже для коли мені дуже фільм які який була був є й щоб лише її вони мене мій тебе бути яка день потім без один себе же із після свою",
}
# A letter of these counts half of what a word does that no other language has, shared among its languages.
LETTERS = {
    "ß": "de", "ñ": "es gl tl", "¿¡": "es", "ãõ": "pt", "ő": "hu", "ű": "hu", "łżźśćń": "pl", "ąę": "pl lt", "řěů": "cs",
    "ľĺŕ": "sk", "ø": "da no", "æ": "da no is", "å": "sv da no", "ðþ": "is", "ğ": "tr az", "ı": "tr az", "ə": "az",
    "șț": "ro", "ăâî": "ro", "ķļņģāēī": "lv", "ėįų": "lt", "õ": "et pt", "ä": "fi et sv de", "ö": "fi sv de hu tr", "ü": "de tr et hu", "đ": "hr vi",
    "ơưạảấầậắặẹểễệịọỏốồộớờợụủứừựỳỹ": "vi", "ŵŷ": "cy", "ĉĝĥĵŝŭ": "eo", "çë": "sq", "ô": "sk fr vi", "êèâùû": "fr",
    "ç": "fr pt ca tr", "ò": "it ca", "ù": "it fr", "ћђ": "sr", "љњ": "sr mk", "ј": "sr mk", "ѓќѕ": "mk", "іїєґ": "uk", "і": "be kk uk",
    "ў": "be", "ы": "ru be kk", "ъ": "bg", "э": "ru be", "әғқңөұүһ": "kk", "č": "cs sk hr sl lt lv", "š": "cs sk hr sl lt lv et", "ž": "cs sk hr sl lt lv",
    "ìàè": "it", "ë": "nl sq", "á": "es pt cs sk hu is ga vi", "í": "es pt cs sk hu is ga", "ó": "es pt pl hu is ga",
}  # fmt: skip
