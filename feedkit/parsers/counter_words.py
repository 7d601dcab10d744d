"""Words of counters, which change by themselves: "3 comments", "90 views", a row a language.

As in language_words.py, the words of all languages are known on every page. A new language is a new row.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class CounterWords(NamedTuple):
    """The words of one language, in lower case, separated by "|".

    counted:  what is counted
    beside:   what may stand beside it
    none:     what stands in the place of a counter that is at nought
    """

    counted: str
    beside: str = ""
    none: str = ""


COUNTER_WORDS = {  # by BCP 47 tags
    "en": CounterWords(
        "comment|comments|reply|replies|response|responses|view|views|viewed|read|reads"
        "|visit|visits|hit|hits"
        "|like|likes|liked|share|shares|shared|vote|votes|point|points|upvote|upvotes|clap|claps|reaction"
        "|reactions|retweet|retweets|repost|reposts|boosts|favorites|favourites"
        "|bookmarks|follower|followers"
        "|subscribers|download|downloads|downloaded|rating|ratings|rated|score|play|plays|trackbacks|pingbacks",
        "a|on|this|post|article|so far|total|time|times|by|people|person|user|users"
        "|member|members|and|others"
        "|page|story|has|have|been|was|to|in|of|thread|yet",
        "no comments|no comments yet|no replies|be the first to comment|leave a comment"
        "|leave a reply|no views"
        "|no responses|add a comment|add comment|comments off|comments are closed|comments closed",
    ),
    "de": CounterWords(
        "kommentar|kommentare|kommentaren|antwort|antworten|aufruf|aufrufe|ansicht"
        "|ansichten|zugriffe|klicks"
        "|leser|gefällt mir|mal gelesen|gelesen|stimme|stimmen|reaktion|reaktionen"
        "|abonnenten|herunterladungen",
        "mal|bisher|zu diesem beitrag|dieser artikel|wurde|insgesamt|personen|person",
        "keine kommentare|kein kommentar|noch keine kommentare|kommentar schreiben|kommentar hinterlassen"
        "|schreibe einen kommentar",
    ),
    "fr": CounterWords(
        "commentaire|commentaires|réponse|réponses|vu|vue|vues|lecture|lectures|lu|visite"
        "|visites|j'aime|partage"
        "|partages|vote|votes|réaction|réactions|abonnés|téléchargements",
        "fois|sur|cet article|à|de",
        "aucun commentaire|pas de commentaire|pas de commentaires|laisser un commentaire|commenter",
    ),
    "es": CounterWords(
        "comentario|comentarios|respuesta|respuestas|vista|vistas|visita|visitas|lectura|lecturas|leído"
        "|visualizaciones|me gusta|compartido|compartidos|voto|votos|reacciones|seguidores|descargas",
        "veces|vez|en|este artículo|a",
        "sin comentarios|no hay comentarios|deja un comentario|dejar un comentario|sé el primero en comentar",
    ),
    "pt": CounterWords(
        "comentário|comentários|comentario|comentarios|resposta|respostas|visualização"
        "|visualizações|visitas"
        "|leituras|lido|curtida|curtidas|gostos|compartilhamentos|partilhas|votos"
        "|reações|seguidores|downloads",
        "vezes|vez|em|este artigo",
        "sem comentários|nenhum comentário|deixe um comentário|deixar um comentário",
    ),
    "it": CounterWords(
        "commento|commenti|risposta|risposte|visualizzazione|visualizzazioni|visite|letture|letto|mi piace"
        "|condivisioni|voti|voto|reazioni|seguaci",
        "volte|volta|a|su|di",
        "nessun commento|lascia un commento|commenta",
    ),
    "nl": CounterWords(
        "reactie|reacties|opmerkingen|weergave|weergaven|keer bekeken|bekeken|gelezen"
        "|bezoeken|vind-ik-leuks"
        "|stemmen|antwoorden|volgers",
        "keer|op|x",
        "geen reacties|nog geen reacties|plaats een reactie|geef een reactie",
    ),
    "sv": CounterWords(
        "kommentar|kommentarer|svar|visning|visningar|läsningar|gillar|gillningar"
        "|delningar|röster|gånger läst",
        "gånger|st",
        "inga kommentarer|lämna en kommentar|skriv en kommentar",
    ),
    "da": CounterWords(
        "kommentar|kommentarer|svar|visning|visninger|læsninger|synes godt om|delinger|stemmer",
        "gange|stk",
        "ingen kommentarer|skriv en kommentar",
    ),
    "nb": CounterWords(
        "kommentar|kommentarer|svar|visning|visninger|lesninger|liker|delinger|stemmer",
        "ganger|stk",
        "ingen kommentarer|legg igjen en kommentar|skriv en kommentar",
    ),
    "fi": CounterWords(
        "kommentti|kommenttia|kommentit|vastaus|vastausta|katselu|katselua|katselukertaa"
        "|lukukertaa|tykkäystä"
        "|tykkäykset|jakoa|ääntä",
        "kertaa",
        "ei kommentteja|kommentoi|jätä kommentti",
    ),
    "pl": CounterWords(
        "komentarz|komentarze|komentarzy|odpowiedź|odpowiedzi|wyświetlenie|wyświetlenia|wyświetleń|odsłon"
        "|odsłony|odsłona|polubień|polubienia|polubienie|udostępnień|głosów|głosy|głos|czytano",
        "razy|raz|do|liczba|ilość",
        "brak komentarzy|dodaj komentarz|zostaw komentarz|skomentuj",
    ),
    "cs": CounterWords(
        "komentář|komentáře|komentářů|odpověď|odpovědi|odpovědí|zobrazení|přečteno"
        "|zhlédnutí|hlasů|hlasy|líbí se",
        "krát|x|×",
        "žádné komentáře|bez komentáře|přidat komentář|napsat komentář",
    ),
    "sk": CounterWords(
        "komentár|komentáre|komentárov|odpoveď|odpovede|odpovedí|zobrazenie|zobrazenia"
        "|zobrazení|prečítané|hlasov",
        "krát|x|×",
        "žiadne komentáre|pridať komentár|bez komentára",
    ),
    "hu": CounterWords(
        "hozzászólás|komment|megtekintés|olvasás|olvasva|kedvelés|tetszik|megosztás|szavazat|válasz",
        "alkalommal|db",
        "nincs hozzászólás|szólj hozzá",
    ),
    "ro": CounterWords(
        "comentariu|comentarii|răspuns|răspunsuri|vizualizare|vizualizări|afișări|citiri|aprecieri|voturi",
        "de|ori|la",
        "niciun comentariu|fără comentarii|lasă un comentariu",
    ),
    "hr": CounterWords(
        "komentar|komentara|komentari|odgovor|odgovora|pregled|pregleda|prikaza|čitanja|sviđanja|glasova",
        "puta",
        "nema komentara|ostavi komentar",
    ),
    "sl": CounterWords(
        "komentar|komentarja|komentarji|komentarjev|ogled|ogleda|ogledi|ogledov", "krat", "brez komentarjev"
    ),
    "ru": CounterWords(
        "комментарий|комментария|комментариев|комментарии|ответ|ответа|ответов|ответы|просмотр|просмотра"
        "|просмотров|просмотры|прочтений|прочтения|прочитано|просмотрено|лайк|лайка|лайков|лайки|нравится"
        "|голос|голоса|голосов|репостов|скачиваний",
        "раз|раза|к записи",
        "нет комментариев|комментариев нет|оставить комментарий|добавить комментарий|без комментариев",
    ),
    "uk": CounterWords(
        "коментар|коментаря|коментарі|коментарів|відповідь|відповіді|відповідей|перегляд"
        "|перегляди|переглядів"
        "|вподобань|вподобання|голосів|прочитано",
        "раз|рази|разів",
        "немає коментарів|коментарів немає|залишити коментар|додати коментар",
    ),
    "bg": CounterWords(
        "коментар|коментара|коментари|преглед|прегледа|преглеждания|харесвания", "пъти", "няма коментари"
    ),
    "sr": CounterWords(
        "коментар|коментара|коментари|преглед|прегледа|прегледи|свиђања", "пута", "нема коментара"
    ),
    "el": CounterWords(
        "σχόλιο|σχόλια|απάντηση|απαντήσεις|προβολή|προβολές|εμφανίσεις|αναγνώσεις|κοινοποιήσεις|ψήφοι",
        "φορές",
        "κανένα σχόλιο|χωρίς σχόλια|δεν υπάρχουν σχόλια|αφήστε ένα σχόλιο",
    ),
    "tr": CounterWords(
        "yorum|yorumlar|yanıt|cevap|görüntüleme|görüntülenme|okunma|izlenme|beğeni|beğenme|paylaşım|oy",
        "kez|defa|kere",
        "yorum yok|henüz yorum yok|yorum yap|yorum yapın",
    ),
    "vi": CounterWords(
        "bình luận|lượt xem|lượt đọc|lượt thích|phản hồi|trả lời|chia sẻ", "lượt", "chưa có bình luận"
    ),
    "id": CounterWords(
        "komentar|tanggapan|balasan|dilihat|dibaca|tayangan|pembaca|suka|kunjungan",
        "kali|x",
        "tidak ada komentar|belum ada komentar|tinggalkan komentar",
    ),
    "ar": CounterWords(
        "تعليق|تعليقات|تعليقاً|مشاهدة|مشاهدات|قراءة|قراءات|إعجاب|إعجابات|مشاركة|مشاركات|زيارة|رد|ردود",
        "مرة|مرات|عدد",
        "لا تعليقات|لا توجد تعليقات|أضف تعليق|اترك تعليقا",
    ),
    "fa": CounterWords(
        "نظر|نظرات|دیدگاه|بازدید|پسند|پاسخ|لایک", "بار|تعداد", "بدون دیدگاه|بدون نظر|دیدگاهی نیست"
    ),
    "he": CounterWords("תגובה|תגובות|צפיות|צפייה|קריאות|לייקים|שיתופים", "פעמים", "אין תגובות|הוסף תגובה"),
    "hi": CounterWords("टिप्पणी|टिप्पणियाँ|टिप्पणियां|बार देखा गया|व्यूज|पसंद|शेयर", "बार", "कोई टिप्पणी नहीं"),
    "th": CounterWords("ความคิดเห็น|ความเห็น|เข้าชม|ครั้ง|ผู้ชม|ถูกใจ|อ่าน", "จำนวน|คน", "ไม่มีความคิดเห็น"),
    "zh": CounterWords(
        "评论|条评论|則評論|条留言|則留言|留言|回复|条回复|回復|回覆|浏览|次浏览|瀏覽|次瀏覽|浏览量|瀏覽數|阅读|次阅读|閱讀|次閱讀|阅读量"
        "|访问量|观看|次观看|觀看|次觀看|点击|次点击|點擊|点赞|點讚|赞|讚|个赞|喜欢|人喜欢|分享|次分享|收藏|人收藏|热度|人气|人氣|評論|迴響|則迴響"
        "|围观|人围观|查看|次查看|转发",
        "次|人|条|則|个|共|有|已|数|數|被|了",
        "暂无评论|沒有留言|没有评论|无评论|尚無留言|发表评论|發表留言",
    ),
    "ja": CounterWords(
        "コメント|件のコメント|閲覧|閲覧数|回閲覧|ビュー|いいね|いいね!|人がいいね|シェア|拍手|アクセス|返信|件の返信|ブックマーク|再生|回再生",
        "件|回|数|人|が",
        "コメントはありません|コメントなし|コメントする|コメントを書く",
    ),
    "ko": CounterWords(
        "댓글|조회|조회수|추천|추천수|좋아요|공감|공유|답글|덧글|읽음|스크랩",
        "개|회|건|명|수",
        "댓글 없음|댓글 남기기",
    ),
    "ca": CounterWords(
        "comentari|comentaris|visites|vistes", none="cap comentari|sense comentaris|deixa un comentari"
    ),
    "gl": CounterWords("comentario|comentarios|visitas", none="sen comentarios"),
    "eu": CounterWords("iruzkin|iruzkinak|iruzkina", none="iruzkinik ez"),
    "af": CounterWords("kommentaar|kommentare|antwoorde", none="geen kommentaar"),
    "lb": CounterWords("kommentaren|kommentar", none="keng kommentaren"),
    "is": CounterWords("athugasemd|athugasemdir|ummæli", none="engar athugasemdir"),
    "et": CounterWords("kommentaar|kommentaari|vaatamist", none="kommentaare pole"),
    "lv": CounterWords("komentārs|komentāri|komentāru|skatījumi", none="nav komentāru"),
    "lt": CounterWords("komentaras|komentarai|komentarų|peržiūros|peržiūrų", none="komentarų nėra"),
    "mk": CounterWords("коментар|коментари|прегледи", none="нема коментари"),
    "be": CounterWords("каментар|каментары|каментароў|праглядаў", none="няма каментароў"),
    "sq": CounterWords("koment|komente|shikime", none="s'ka komente"),
    "az": CounterWords("şərh|baxış", none="şərh yoxdur"),
    "kk": CounterWords("пікір|пікірлер|қаралым", none="пікір жоқ"),
    "uz": CounterWords("izoh|izohlar|fikr", none="izohlar yo'q"),
    "mn": CounterWords("сэтгэгдэл|үзсэн", none="сэтгэгдэл алга"),
    "ka": CounterWords("კომენტარი|ნახვა", none="კომენტარები არ არის"),
    "hy": CounterWords("մեկնաբանություն|մեկնաբանություններ|դիտում", none="մեկնաբանություններ չկան"),
    "cy": CounterWords("sylw|sylwadau", none="dim sylwadau"),
    "ga": CounterWords("trácht|tráchtanna", none="gan tráchtanna"),
    "mt": CounterWords("kumment|kummenti", none="l-ebda kumment"),
    "eo": CounterWords("komento|komentoj", none="neniuj komentoj"),
    "sw": CounterWords("maoni", none="hakuna maoni"),
    "ms": CounterWords("komen|ulasan|tontonan", none="tiada komen|tiada ulasan"),
    "fil": CounterWords("komento|mga komento", none="walang komento"),
    "lo": CounterWords("ຄຳເຫັນ", none="ບໍ່ມີຄຳເຫັນ"),
    "km": CounterWords("មតិ|មតិយោបល់", none="គ្មានមតិ"),
    "my": CounterWords("မှတ်ချက်", none="မှတ်ချက်မရှိ"),
    "bn": CounterWords("মন্তব্য|টি মন্তব্য", none="কোন মন্তব্য নেই|কোনো মন্তব্য নেই"),
    "mr": CounterWords("टिप्पण्या|प्रतिक्रिया", none="टिप्पणी नाही"),
    "ne": CounterWords("प्रतिक्रिया|टिप्पणीहरू", none="कुनै टिप्पणी छैन"),
    "gu": CounterWords("ટિપ્પણી|ટિપ્પણીઓ", none="કોઈ ટિપ્પણી નથી"),
    "pa": CounterWords("ਟਿੱਪਣੀ|ਟਿੱਪਣੀਆਂ", none="ਕੋਈ ਟਿੱਪਣੀ ਨਹੀਂ"),
    "ta": CounterWords("கருத்து|கருத்துகள்", none="கருத்துகள் இல்லை"),
    "te": CounterWords("వ్యాఖ్య|వ్యాఖ్యలు", none="వ్యాఖ్యలు లేవు"),
    "kn": CounterWords("ಕಾಮೆಂಟ್|ಕಾಮೆಂಟ್‌ಗಳು", none="ಯಾವುದೇ ಕಾಮೆಂಟ್‌ಗಳಿಲ್ಲ"),
    "ml": CounterWords("അഭിപ്രായം|അഭിപ്രായങ്ങൾ", none="അഭിപ്രായങ്ങളൊന്നുമില്ല"),
    "si": CounterWords("අදහස්", none="අදහස් නැත"),
    "ur": CounterWords("تبصرہ|تبصرے", none="کوئی تبصرہ نہیں"),
    "am": CounterWords("አስተያየት|አስተያየቶች", none="አስተያየት የለም"),
}


@cache
def words_of_counters(kind: str) -> frozenset[str]:
    """Return the words of one kind, a field of `CounterWords`, in all languages."""
    return frozenset(word for row in COUNTER_WORDS.values() for word in getattr(row, kind).split("|") if word)
