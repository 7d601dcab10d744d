"""The words of pages that depend on their language, a row a language: a new language is a new row.

Pages often mix languages, so the words of all languages are known on every page. Words are in lower case,
separated by "|".
"""

from __future__ import annotations

from typing import NamedTuple


class LanguageWords(NamedTuple):
    """The words of one language.

    read_more:    texts of links and buttons that say nothing of where they lead
    older:        texts of links to the page with older entries
    title:        heads of a table's column with the titles
    published:    beginnings of the heads of a column with the dates of publication
    events:       words in the title or the address of a page that lists events
    lists:        words in the title, the heading or the address of a page that lists entries
    since:        words before a year that is that of a beginning, not of what follows
    """

    read_more: str = ""
    older: str = ""
    title: str = ""
    published: str = ""
    events: str = ""
    lists: str = ""
    since: str = ""


LANGUAGES = {  # by BCP 47 tags
    "en": LanguageWords(
        since="since|founded|established|est|copyright",
        read_more=(
            "more|read more|read|read on|continue|continue reading|continue reading this post"
            "|keep reading|full story|full article|view|view article|view post|view details"
            "|details|more details|more info|learn more|see more|find out more|open|link"
            "|permalink|permanent link|comments|comment|leave a comment|no comments|reply|share"
            "|tweet|next|previous|prev|older|newer|older posts|newer posts|first|last|home|top"
            "|back|download|pdf|listen|watch|play|edit|all|show all|view all"
        ),
        older=(
            "older|older posts|older entries|older articles|older news|older stories|older items"
            "|see older posts|view older posts|earlier posts|earlier entries|next|next page"
            "|next posts|next entries|go to next page|go to the next page|more posts|more entries"
            "|more articles|more news|more stories|load more|load more posts|load more articles"
            "|show more posts|view more posts"
        ),
        title="title|name|subject|topic|talk|paper|article|headline|description",
        published="publi|releas|posted|issued",
        events="event|events|calendar|meeting|meetings|agenda|seminar|seminars|talks",
        lists=(
            "blog|weblog|posts|news|newsroom|archive|archives|articles|stories|journal|notes"
            "|writing|writings|releases|updates|announcements|jobs|careers|vacancies|openings"
            "|publications|episodes|podcast|history|changelog|incidents|press"
        ),
    ),
    "de": LanguageWords(
        since="seit|gegründet",
        read_more=(
            "erste|letzte|startseite|weiterlesen|mehr|mehr lesen|lesen|zum artikel|weiter"
            "|details anzeigen|kommentare|ältere beiträge|neuere beiträge"
        ),
        older=(
            "ältere|ältere beiträge|ältere artikel|ältere einträge|ältere posts|ältere meldungen"
            "|weitere beiträge|weitere artikel|weitere meldungen|mehr beiträge|mehr laden|nächste"
            "|nächste seite|zur nächsten seite|weiter"
        ),
        title="titel|betreff",
        published="veröffentlicht|erschienen",
        events="termine|veranstaltung|veranstaltungen|kalender",
        lists=(
            "aktuelles|neuigkeiten|nachrichten|beiträge|artikel|archiv|meldungen|stellenangebote"
            "|presse|berichte"
        ),
    ),
    "fr": LanguageWords(
        since="depuis|fondé en|fondée en",
        read_more=(
            "premier|dernier|accueil|lire|lire la suite|lire plus|lire l'article|suite"
            "|en savoir plus|commentaires|voir plus|suivant|précédent"
        ),
        older=(
            "articles plus anciens|plus anciens|articles précédents plus anciens"
            "|billets plus anciens|anciens articles|page suivante|suivant|suivante"
            "|plus d'articles|charger plus"
        ),
        title="titre|sujet",
        events="événements",
        lists=(
            "actualités|actualites|actus|articles|nouvelles|archives|publications|billets"
            "|offres d'emploi|communiqués"
        ),
    ),
    "es": LanguageWords(
        since="desde|fundado en|fundada en",
        read_more=(
            "primera|última|inicio|leer|leer más|leer mas|seguir leyendo|más|ver más"
            "|continuar leyendo|comentarios|siguiente|anterior"
        ),
        older=(
            "entradas antiguas|entradas más antiguas|más antiguas|noticias anteriores"
            "|artículos más antiguos|página siguiente|siguiente|siguiente página|siguientes"
            "|más entradas|cargar más|próxima página"
        ),
        title="título|asunto",
        events="eventos|calendario",
        lists="noticias|artículos|entradas|archivo|publicaciones|novedades|comunicados|convocatorias",
    ),
    "pt": LanguageWords(
        since="desde|fundado em|fundada em",
        read_more=("leia mais|ler mais|continue lendo|continuar lendo|mais|saiba mais|comentários|próximo"),
        older=(
            "postagens mais antigas|mensagens antigas|mais antigas|posts mais antigos|próxima"
            "|próximo|próxima página|página seguinte|seguinte|carregar mais|mais notícias"
        ),
        title="título",
        events="eventos",
        lists="notícias|artigos|arquivo|publicações|postagens|novidades",
    ),
    "it": LanguageWords(
        since="dal|fondato nel|fondata nel",
        read_more=(
            "leggi|leggi tutto|leggi di più|continua|continua a leggere|commenti|altro|successivo|precedente"
        ),
        older=(
            "post più vecchi|articoli meno recenti|meno recenti|più vecchi|pagina successiva"
            "|successiva|successivo|successivi|avanti|carica altri"
        ),
        title="titolo|oggetto",
        events="eventi|calendario",
        lists="notizie|articoli|archivio|novità|pubblicazioni|comunicati|avvisi",
    ),
    "nl": LanguageWords(
        since="sinds|opgericht",
        read_more="lees|lees meer|lees verder|verder lezen|meer|reacties",
        older=("oudere berichten|ouder|oudere|oudere artikelen|volgende|volgende pagina|meer berichten"),
        published="gepubliceerd",
        events="evenementen",
        lists="nieuws|berichten|artikelen|archief|vacatures",
    ),
    "da": LanguageWords(
        since="siden|grundlagt",
        read_more="læs videre|mere|læs mere",
        older="ældre|ældre indlæg|næste|næste side|flere indlæg",
        lists="nyheder|artikler|arkiv|indlæg",
    ),
    "no": LanguageWords(
        since="siden|grunnlagt",
        read_more="les hele|mer|les mer",
        older="eldre|eldre innlegg|neste|neste side",
        lists="nyheter|artikler|arkiv|innlegg",
    ),
    "sv": LanguageWords(
        since="sedan|grundat",
        read_more="mer|fortsätt läsa|läs mer|läs vidare",
        older="äldre|äldre inlägg|äldre artiklar|nästa|nästa sida|fler inlägg",
        title="rubrik",
        lists="nyheter|artiklar|arkiv|inlägg",
    ),
    "fi": LanguageWords(
        since="vuodesta|perustettu",
        read_more="jatka lukemista|lisää|lue lisää|lue",
        older="vanhemmat|vanhemmat artikkelit|vanhemmat tekstit|vanhempia|seuraava|seuraava sivu",
        title="otsikko",
        published="julkais",
        events="tapahtumat",
        lists="uutiset|artikkelit|arkisto|ajankohtaista",
    ),
    "is": LanguageWords(
        read_more="lesa meira|meira|lesa áfram",
        older="eldri færslur|næsta",
        lists="fréttir",
    ),
    "pl": LanguageWords(
        since="od roku|założony",
        read_more="czytaj całość|zobacz więcej|czytaj|czytaj dalej|czytaj więcej|więcej",
        older=(
            "starsze|starsze posty|starsze wpisy|starsze artykuły|następna|następna strona|następny|dalej"
        ),
        title="tytuł",
        events="wydarzenia",
        lists="aktualności|wiadomości|artykuły|wpisy|archiwum|ogłoszenia",
    ),
    "cs": LanguageWords(
        since="od roku|založeno",
        read_more="pokračovat ve čtení|více informací|celý příspěvek|číst dále|číst více|celý článek|více",
        older="starší|starší příspěvky|starší články|další|další stránka|následující",
        title="název",
        events="akce",
        lists="novinky|aktuality|zprávy|články|archiv",
    ),
    "sk": LanguageWords(
        since="od roku|založené",
        read_more="čítať viac|celý článok|čítať ďalej|viac",
        older="ďalšie|ďalšia|ďalšia strana|staršie príspevky",
        lists="novinky|aktuality|správy|články",
    ),
    "hu": LanguageWords(
        since="óta|alapítva",
        read_more="tovább olvasom|részletek|olvass tovább|tovább|bővebben|olvass tovább",
        older="régebbi|régebbi bejegyzések|korábbi bejegyzések|következő|következő oldal|tovább",
        lists="hírek|cikkek|archívum|bejegyzések",
    ),
    "ro": LanguageWords(
        since="din anul|fondat",
        read_more="citește|citeşte mai mult|citiți mai mult|continuă lectura|detalii|citește mai mult|mai mult",
        older=(
            "mai vechi|articole mai vechi|postări mai vechi|următoarea|următoarea pagină"
            "|pagina următoare|următorul"
        ),
        lists="știri|noutăți|articole|arhivă",
    ),
    "ru": LanguageWords(
        since="основан|с момента",
        read_more=(
            "читать|читать далее|читать дальше|далее|подробнее|ещё|еще|комментарии|следующая|предыдущая"
        ),
        older=(
            "старые|более старые|более старые записи|предыдущие записи|старые записи|следующая"
            "|следующая страница|следующие|вперёд|вперед|далее|показать ещё|загрузить ещё|дальше"
        ),
        title="название|заголовок|тема",
        published="опубликован|дата выхода",
        events="программа|события|афиша",
        lists="новости|статьи|записи|архив|публикации|блог",
    ),
    "uk": LanguageWords(
        since="заснован",
        read_more="читати більше|докладніше|читати повністю|читати далі|детальніше|більше",
        older="старіші|старіші записи|давніші записи|наступна|наступна сторінка|далі",
        title="назва|тема",
        lists="новини|статті|записи|архів|блог",
    ),
    "bg": LanguageWords(
        read_more="прочети повече|прочетете повече|виж повече|още|повече",
        older="по-стари статии|по-стари|по-стари публикации|следваща|следваща страница",
        lists="новини|статии",
    ),
    "sr": LanguageWords(
        read_more="прочитај више|опширније|више|pročitaj više|opširnije",
        older=(
            "старије|старији постови|старије објаве|следећа|следећа страна|sledeća|sledeća strana|starije objave"
        ),
        lists="вести|новости|vesti",
    ),
    "hr": LanguageWords(
        since="od godine|osnovan",
        read_more="čitaj dalje|nastavi čitati|pročitaj više|opširnije|više",
        older="stariji|stariji postovi|stariji članci|sljedeća|sljedeća stranica|sljedeće",
        lists="novosti|vijesti|objave",
    ),
    "sl": LanguageWords(
        since="od leta|ustanovljen",
        read_more="preberite več|več|beri naprej|preberi več",
        older="starejše|starejši prispevki|naslednja|naslednja stran",
        lists="novice|objave",
    ),
    "lt": LanguageWords(
        read_more="skaityti daugiau|skaityti toliau|plačiau|daugiau",
        older="senesni įrašai|senesni|kitas|kitas puslapis",
        lists="naujienos",
    ),
    "lv": LanguageWords(
        read_more="lasīt vairāk|lasīt tālāk|vairāk",
        older="vecāki ieraksti|nākamā lapa|vecāki|nākamā",
        lists="jaunumi|ziņas",
    ),
    "et": LanguageWords(
        read_more="loe edasi|loe lähemalt|loe rohkem",
        older="vanemad postitused|järgmine leht|vanemad|järgmine",
        lists="uudised",
    ),
    "el": LanguageWords(
        since="από το|ιδρύθηκε",
        read_more="διαβάστε τη συνέχεια|συνέχεια|δείτε περισσότερα|διαβάστε περισσότερα|περισσότερα",
        older="παλαιότερα|παλαιότερες αναρτήσεις|παλαιότερα άρθρα|επόμενη|επόμενη σελίδα|επόμενο",
        lists="νέα|άρθρα|ανακοινώσεις|ιστολόγιο",
    ),
    "tr": LanguageWords(
        since="beri|kuruluş",
        read_more="devamını gör|okumaya devam et|devamı için|devamı|devamını oku|devamını okuyun|daha fazla",
        older=("daha eski|daha eski kayıtlar|önceki yazılar|sonraki|sonraki sayfa|sonraki sayfaya git"),
        title="başlık",
        published="yayın",
        lists="haberler|yazılar|duyurular|arşiv",
    ),
    "eu": LanguageWords(
        read_more="irakurri gehiago|gehiago irakurri|jarraitu irakurtzen|sarrera osoa irakurri",
        older="hurrengoa|hurrengo orria|sarrera zaharragoak",
        lists="albisteak|berriak",
    ),
    "ca": LanguageWords(
        since="des de|des del",
        read_more="llegeix més|continua llegint|continueu llegint|llegir més|llegiu més|més",
        older="entrades més antigues|més antigues|pàgina següent|següent",
        lists="notícies|articles|novetats|arxiu",
    ),
    "gl": LanguageWords(
        read_more="ler máis|máis|continuar lendo",
        older="entradas máis antigas|seguinte páxina",
        lists="novas|artigos",
    ),
    "id": LanguageWords(
        since="sejak",
        read_more="lanjutkan membaca|lihat selengkapnya|lanjut baca|selengkapnya|baca selengkapnya|baca",
        older=(
            "posting lama|postingan lama|lebih lama|selanjutnya|berikutnya|halaman berikutnya"
            "|laman berikutnya"
        ),
        title="judul",
        lists="berita|artikel|arsip|kabar|pengumuman",
    ),
    "fil": LanguageWords(
        read_more="basahin pa|magbasa pa|basahin ang buong artikulo",
        older="susunod na pahina|mas lumang post",
        lists="balita",
    ),
    "vi": LanguageWords(
        since="từ năm",
        read_more="chi tiết|xem chi tiết|xem tiếp|xem thêm|đọc tiếp|đọc thêm",
        older="bài đăng cũ hơn|cũ hơn|trang sau|trang tiếp|tiếp theo|kế tiếp",
        lists="tin tức|bài viết|thông báo",
    ),
    "th": LanguageWords(
        read_more="อ่านเพิ่ม|ดูเพิ่มเติม|อ่านต่อ|อ่านเพิ่มเติม",
        older="ถัดไป|หน้าถัดไป|บทความที่เก่ากว่า|หน้าต่อไป",
        lists="ข่าว|บทความ|ประกาศ",
    ),
    "hi": LanguageWords(
        read_more="आगे पढ़ें|पूरा पढ़ें|और पढ़ें|अधिक पढ़ें",
        older="पुराने पोस्ट|पुरानी पोस्ट|अगला|अगला पृष्ठ",
        lists="समाचार|लेख",
    ),
    "bn": LanguageWords(
        read_more="আরও পড়ুন|আরো পড়ুন|বিস্তারিত|বিস্তারিত পড়ুন",
        older="পরবর্তী|পুরাতন পোস্ট",
        lists="খবর|সংবাদ",
    ),
    "ta": LanguageWords(
        read_more="மேலும் படிக்க|மேலும்|தொடர்ந்து படிக்க",
        older="அடுத்த|பழைய இடுகைகள்",
        lists="செய்திகள்",
    ),
    "ja": LanguageWords(
        since="創業|創立|設立|以来|より",
        read_more="最初|最後|続きを読む|もっと見る|もっと読む|詳細|詳しく|詳細を見る|全文を読む|コメント|次へ|前へ|一覧|一覧へ",
        older="次|次へ|次の|次のページ|次のページへ|次ページ|過去の記事|過去の記事へ|以前の記事|前の記事一覧|古い記事|古い投稿|もっと見る|次の10件|次の20件",
        title="件名|題名|タイトル",
        published="公開|掲載",
        events="イベント|予定",
        lists="ニュース|お知らせ|新着情報|ブログ|記事|アーカイブ",
    ),
    "zh": LanguageWords(
        since="自从|始于|創立|创立|成立",
        read_more="首页|末页|尾页|上页|下页|阅读全文|閱讀全文|阅读更多|閱讀更多|继续阅读|繼續閱讀|更多|查看|查看更多|详情|詳情|评论|下一页|上一页|全文|阅读",
        older="下一页|下一頁|下页|下頁|后一页|后页|後一頁|较早的文章|更早的文章|旧文章|較早的文章|較舊的文章|较旧的博文|更早|加载更多|載入更多|更多文章",
        title="标题|標題|题目",
        published="发布|發布",
        events="活动|活動",
        lists="新闻|新聞|文章|博客|公告|动态|消息|归档|歸檔",
    ),
    "ko": LanguageWords(
        since="부터|이래|설립",
        read_more="더 보기|더보기|더 읽기|계속 읽기|자세히|자세히 보기|전체보기|댓글|다음|이전",
        older="다음|다음 페이지|다음페이지|이전 글|이전 게시물|이전글 목록|더 보기|더보기|더 불러오기",
        title="제목",
        published="게시",
        events="행사",
        lists="뉴스|공지|소식|블로그|게시글",
    ),
    "ar": LanguageWords(
        since="منذ",
        read_more="قراءة المزيد|أكمل القراءة|إقرأ المزيد|تابع القراءة|اقرأ المزيد|المزيد",
        older="التالي|التالية|الصفحة التالية|المشاركات القديمة|مقالات أقدم|رسائل أقدم",
        lists="أخبار|الأخبار|مقالات|مدونة",
    ),
    "fa": LanguageWords(
        since="از سال",
        read_more="ادامه|بیشتر بخوانید|ادامه خواندن|ادامه مطلب|بیشتر",
        older="بعدی|صفحه بعد|صفحه بعدی|صفحهٔ بعد|نوشته‌های قدیمی‌تر|پیام‌های قدیمی‌تر|قدیمی‌تر",
        lists="اخبار|مقالات|وبلاگ",
    ),
    "he": LanguageWords(
        since="מאז",
        read_more="המשך קריאה|להמשך קריאה|לקריאה נוספת|קרא עוד|עוד",
        older="הבא|הבאה|לעמוד הבא|העמוד הבא|רשומות קודמות יותר|פוסטים ישנים יותר",
        lists="חדשות|מאמרים|בלוג",
    ),
    "af": LanguageWords(read_more="lees meer|lees verder|meer", older="ouer plasings|volgende bladsy"),
    "lb": LanguageWords(read_more="liest méi|weiderliesen", older="eeler artikelen|nächst säit"),
    "mk": LanguageWords(
        read_more="прочитај повеќе|повеќе|дознај повеќе", older="постари објави|следна страница|следна"
    ),
    "be": LanguageWords(read_more="чытаць далей|падрабязней", older="старэйшыя запісы|наступная старонка"),
    "sq": LanguageWords(
        read_more="lexo më shumë|lexoni më shumë|më shumë", older="postime më të vjetra|faqja tjetër"
    ),
    "az": LanguageWords(read_more="ətraflı|daha çox|oxu", older="köhnə yazılar|növbəti|növbəti səhifə"),
    "kk": LanguageWords(read_more="толығырақ|толық оқу|ары қарай", older="келесі|келесі бет|ескі жазбалар"),
    "uz": LanguageWords(read_more="batafsil|davomini o'qish", older="keyingi|keyingi sahifa|eski xabarlar"),
    "mn": LanguageWords(read_more="дэлгэрэнгүй|цааш унших", older="дараагийн|дараах|хуучин бичлэгүүд"),
    "ka": LanguageWords(
        read_more="სრულად|წაიკითხე მეტი|მეტი", older="შემდეგი|შემდეგი გვერდი|ძველი ჩანაწერები"
    ),
    "hy": LanguageWords(read_more="կարդալ ավելին|ավելին", older="հաջորդ|հաջորդ էջ|հին գրառումներ"),
    "cy": LanguageWords(read_more="darllen mwy|rhagor|mwy", older="postiadau hŷn|tudalen nesaf"),
    "ga": LanguageWords(
        read_more="léigh tuilleadh|léigh níos mó|tuilleadh",
        older="postálacha níos sine|an chéad leathanach eile",
    ),
    "mt": LanguageWords(read_more="aqra iktar|iktar", older="postijiet eqdem|paġna li jmiss"),
    "eo": LanguageWords(read_more="legu pli|legi pli|pli", older="pli malnovaj afiŝoj|sekva paĝo"),
    "sw": LanguageWords(
        read_more="soma zaidi|endelea kusoma", older="machapisho ya zamani|ukurasa unaofuata"
    ),
    "ms": LanguageWords(
        read_more="baca lagi|baca lanjut|teruskan membaca|selanjutnya",
        older="catatan lama|pos lama|halaman seterusnya",
    ),
    "lo": LanguageWords(read_more="ອ່ານຕໍ່|ອ່ານເພີ່ມເຕີມ", older="ຕໍ່ໄປ|ໜ້າຕໍ່ໄປ"),
    "km": LanguageWords(read_more="អានបន្ត|អានបន្ថែម", older="បន្ទាប់|ទំព័របន្ទាប់"),
    "my": LanguageWords(read_more="ဆက်ဖတ်ရန်|ပိုမိုဖတ်ရှုရန်", older="နောက်စာမျက်နှာ"),
    "mr": LanguageWords(read_more="अधिक वाचा|पुढे वाचा", older="जुनी पोस्ट|पुढील"),
    "ne": LanguageWords(read_more="थप पढ्नुहोस्|पूरा पढ्नुहोस्", older="पुराना पोस्टहरू|अर्को पृष्ठ"),
    "gu": LanguageWords(read_more="વધુ વાંચો", older="જૂની પોસ્ટ્સ|આગળનું પૃષ્ઠ"),
    "pa": LanguageWords(read_more="ਹੋਰ ਪੜ੍ਹੋ", older="ਪੁਰਾਣੀਆਂ ਪੋਸਟਾਂ|ਅਗਲਾ ਪੰਨਾ"),
    "te": LanguageWords(read_more="ఇంకా చదవండి|మరింత చదవండి", older="పాత పోస్ట్‌లు|తరువాతి పేజీ"),
    "kn": LanguageWords(read_more="ಮುಂದೆ ಓದಿ|ಇನ್ನಷ್ಟು ಓದಿ", older="ಹಳೆಯ ಪೋಸ್ಟ್‌ಗಳು|ಮುಂದಿನ ಪುಟ"),
    "ml": LanguageWords(read_more="കൂടുതൽ വായിക്കുക|തുടർന്ന് വായിക്കുക", older="പഴയ പോസ്റ്റുകൾ|അടുത്ത പേജ്"),
    "si": LanguageWords(read_more="තව කියවන්න|වැඩිදුර කියවන්න", older="පැරණි පළකිරීම්|ඊළඟ පිටුව"),
    "ur": LanguageWords(read_more="مزید پڑھیں|مزید", older="پرانی پوسٹس|اگلا صفحہ|اگلا"),
    "am": LanguageWords(read_more="ተጨማሪ ያንብቡ", older="ቀጣይ ገጽ"),
}


def words_of(kind: str) -> list[str]:
    """The words of one kind, a field of `LanguageWords`, in all languages; each once."""
    rows = (getattr(row, kind).split("|") for row in LANGUAGES.values())
    return list(dict.fromkeys(word for row in rows for word in row if word))
