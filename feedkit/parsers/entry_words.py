"""Words beside titles and authors, a row a language: a new language is a new row.

As in language_words.py, the words of all languages are known on every page.
"""

from __future__ import annotations

from typing import NamedTuple


class EntryWords(NamedTuple):
    """The words of one language, in lower case, separated by "|".

    status:   badges of entries
    link_to:  what stands before a title in the text or the title of a link to it
    speaker:  heads of a table's column with those who speak or began a thread; labels before a colon
    last:     labels of the last reply or change, whose author is not the entry's
    person:   what stands before a name in the title or the text of a picture or a link: "View profile of"
    nobody:   links and labels that stand where names do
    job:      what people behind whose name it stands are
    others:   words before "by" where it names another than the author
    """

    status: str = ""
    link_to: str = ""
    speaker: str = ""
    last: str = ""
    person: str = ""
    nobody: str = ""
    job: str = ""
    others: str = ""


ENTRY_WORDS = {  # by BCP 47 tags
    "en": EntryWords(
        status=(
            "new|hot|sticky|pinned|poll|featured|updated|closed|locked|solved|moved|announcement"
            "|important|breaking|exclusive|sponsored|live|draft|archived|sale|sold out"
        ),
        link_to=(
            "permanent link to|permanent link|permalink to|permalink for|permalink|link to"
            "|read more about|read the rest of|continue reading|view post"
        ),
        speaker="speaker|speakers|presenter|presenters|lecturer|started by|thread starter",
        last=(
            "last post|last posts|last reply|last replies|last comment|last message|last update"
            "|last updated|last modified|last edited|last activity|latest post|latest reply|latest"
            "|recent post|replied"
        ),
        person=(
            "view profile of|view profile|profile of|view all posts by|view posts by|all posts by"
            "|posts by|view all articles by|articles by|articles from|posts from|more from|more by"
            "|visit website of|photo of|picture of|portrait of|avatar of|avatar for|image of"
            "|headshot of"
        ),
        nobody=(
            "contact|contact us|contacts|about|log in|login|sign in|sign up|register|subscribe"
            "|profile|view profile|website|email|follow|search|menu"
        ),
        job=(
            "editor|editor-in-chief|reporter|correspondent|columnist|staff writer|staff|journalist"
            "|contributor|president|director|manager|officer|founder|co-founder|ceo|cto|professor|analyst|fellow"
            "|producer|intern|writer|author|team|desk|photographer|chair|secretary"
        ),
        others=(
            "photo|photos|photography|photographed|image|images|picture|illustration|illustrations|illustrated"
            "|video|translated|translation|comment|commented|reviewed|edited|modified|updated|sponsored|powered"
            "|recommended|liked|shared|reposted|approved|reply|cover|artwork"
        ),
    ),
    "de": EntryWords(
        status=(
            "neu|wichtig|angepinnt|angeheftet|umfrage|geschlossen|gelöst|verschoben|ankündigung"
            "|aktualisiert|anzeige|ausverkauft"
        ),
        link_to="permanenter link zu|permanentlink zu|permalink zu|link zu|weiterlesen",
        speaker=(
            "referent|referentin|referierende|vortragende|vortragender|sprecher|begonnen von|erstellt von"
        ),
        last=(
            "letzter beitrag|letzte antwort|letzter kommentar|letzte nachricht|letzte änderung"
            "|zuletzt|neuester beitrag"
        ),
        person=(
            "profil von|alle beiträge von|zeige alle beiträge von|beiträge von|artikel von|foto von"
            "|bild von|avatar von"
        ),
        nobody="kontakt|anmelden|einloggen|registrieren|abonnieren|profil",
        job="redaktion|redakteur|redakteurin|chefredakteur|chefredakteurin|korrespondent|korrespondentin",
        others="foto|fotos|bild|bilder|grafik|übersetzt|übersetzung|kommentar|bearbeitet|geändert|antwort",
    ),
    "fr": EntryWords(
        status=(
            "nouveau|nouvelle|épinglé|sondage|fermé|résolu|annonce|important|à la une|exclusif"
            "|mis à jour|mise à jour"
        ),
        link_to=(
            "permalien pour|permalien vers|permalien de|lien permanent vers|lien permanent pour"
            "|lien vers|lire la suite de"
        ),
        speaker="intervenant|intervenante|intervenants|conférencier|conférencière|orateur",
        last=(
            "dernier message|dernière réponse|dernier commentaire|dernière modification|dernier post"
            "|dernière mise à jour"
        ),
        person=(
            "voir le profil de|profil de|voir tous les articles de|voir tous les articles par"
            "|articles de|articles par|photo de|avatar de"
        ),
        nobody="contact|connexion|se connecter|s'inscrire|s'abonner|profil",
        job="rédacteur|rédactrice|rédacteur en chef|rédactrice en chef|correspondant|correspondante",
        others="photo|photos|traduit|traduction|commentaire|modifié|illustré|réponse",
    ),
    "es": EntryWords(
        status=(
            "nuevo|nueva|fijado|encuesta|cerrado|resuelto|anuncio|importante|destacado|exclusivo|actualizado"
        ),
        link_to="enlace permanente a|enlace permanente de|enlace a|seguir leyendo",
        speaker="ponente|ponentes|orador|oradora",
        last="último mensaje|última respuesta|último comentario|última modificación|último post",
        person=(
            "ver perfil de|perfil de|ver todas las entradas de|todas las entradas de|entradas de"
            "|foto de|avatar de|imagen de"
        ),
        nobody="contacto|iniciar sesión|entrar|registrarse|suscribirse|perfil",
        job="redactor|redactora|redacción|corresponsal",
        others="foto|fotos|traducido|traducción|comentario|modificado|editado|respuesta",
    ),
    "pt": EntryWords(
        status="novo|nova|fixo|enquete|fechado|resolvido|anúncio|importante|destaque|exclusivo|atualizado",
        link_to="link permanente para|permalink para|link para|continue lendo",
        speaker="palestrante|palestrantes|orador|oradora",
        last="última mensagem|última resposta|último comentário|última alteração",
        person=(
            "ver perfil de|perfil de|ver todos os posts de|todos os posts de|posts de|foto de"
            "|avatar de|imagem de"
        ),
        nobody="contato|contacto|entrar|cadastrar|iniciar sessão|perfil",
    ),
    "it": EntryWords(
        status="nuovo|nuova|sondaggio|chiuso|risolto|annuncio|importante|in evidenza|esclusivo|aggiornato",
        link_to="permalink a|collegamento permanente a|link permanente a|leggi tutto",
        speaker="relatore|relatrice|relatori",
        last="ultimo messaggio|ultima risposta|ultimo commento|ultima modifica|ultimo post",
        person=(
            "profilo di|visualizza profilo di|tutti gli articoli di|vedi tutti gli articoli di"
            "|articoli di|foto di|avatar di"
        ),
        nobody="contatti|contatto|accedi|registrati|profilo",
    ),
    "nl": EntryWords(
        status="nieuw|vastgezet|enquête|gesloten|opgelost|aankondiging|belangrijk|bijgewerkt",
        link_to="permanente link naar|permalink naar|link naar|lees meer over",
        speaker="spreker|sprekers",
        last="laatste bericht|laatste reactie|laatste antwoord|laatst gewijzigd",
        person="profiel van|bekijk profiel van|alle berichten van|berichten van|foto van|avatar van",
        nobody="contact|inloggen|aanmelden|registreren|profiel",
    ),
    "da": EntryWords(
        status="ny|nyt|fastgjort|afstemning|lukket|vigtigt|opdateret",
        link_to="permanent link til|link til|permalink til",
        speaker="taler|foredragsholder",
        last="seneste indlæg|sidste indlæg|seneste svar|sidste svar",
        person="profil for|indlæg af|billede af",
        nobody="kontakt|log ind|tilmeld|profil",
    ),
    "no": EntryWords(
        status="ny|nytt|festet|avstemning|lukket|viktig|oppdatert",
        link_to="permanent lenke til|lenke til",
        speaker="foredragsholder|taler",
        last="siste innlegg|siste svar",
        person="profilen til|innlegg av|bilde av",
        nobody="kontakt|logg inn|registrer|profil",
    ),
    "sv": EntryWords(
        status="ny|nytt|klistrad|omröstning|stängd|löst|viktigt|uppdaterad",
        link_to="permanent länk till|permalänk till|länk till",
        speaker="föreläsare|talare",
        last="senaste inlägg|senaste inlägget|senaste svar|sista inlägg",
        person="profil för|visa profil för|inlägg av|bild på",
        nobody="kontakt|logga in|registrera|profil",
    ),
    "fi": EntryWords(
        status="uusi|kiinnitetty|äänestys|suljettu|ratkaistu|tärkeä|päivitetty",
        link_to="pysyvä linkki artikkeliin|ikilinkki kohteeseen",
        speaker="puhuja|luennoitsija",
        last="viimeisin viesti|viimeisin vastaus|uusin viesti",
        nobody="yhteystiedot|kirjaudu|rekisteröidy|profiili",
    ),
    "pl": EntryWords(
        status="nowe|nowy|nowość|przyklejony|ankieta|zamknięty|rozwiązany|ogłoszenie|ważne|aktualizacja",
        link_to="bezpośredni odnośnik do|permalink do|odnośnik do",
        speaker="prelegent|prelegentka|prelegenci|mówca",
        last="ostatni post|ostatnia odpowiedź|ostatni komentarz|ostatnia wiadomość",
        person="profil użytkownika|zobacz profil użytkownika|wpisy autora|zobacz wszystkie wpisy",
        nobody="kontakt|zaloguj|zaloguj się|zarejestruj|zarejestruj się|profil",
    ),
    "cs": EntryWords(
        status="nové|novinka|připnuto|anketa|uzamčeno|vyřešeno|oznámení|důležité|aktualizováno",
        link_to="trvalý odkaz na|odkaz na",
        speaker="řečník|přednášející",
        last="poslední příspěvek|poslední odpověď|poslední komentář",
        person="profil uživatele|příspěvky od",
        nobody="kontakt|přihlásit|přihlásit se|registrace|profil",
    ),
    "sk": EntryWords(
        status="nové|novinka|pripnuté|anketa|uzamknuté|vyriešené|oznámenie|dôležité|aktualizované",
        link_to="trvalý odkaz na|odkaz na",
        speaker="prednášajúci|rečník",
        last="posledný príspevok|posledná odpoveď",
        person="profil používateľa|príspevky od",
        nobody="kontakt|prihlásiť|prihlásiť sa|registrácia|profil",
    ),
    "hu": EntryWords(
        status="új|kiemelt|szavazás|lezárva|megoldva|közlemény|fontos|frissítve",
        link_to="állandó hivatkozás|közvetlen link",
        speaker="előadó|előadók",
        last="utolsó hozzászólás|utolsó válasz|utolsó üzenet",
        nobody="kapcsolat|belépés|bejelentkezés|regisztráció|profil",
    ),
    "ro": EntryWords(
        status="nou|fixat|sondaj|închis|rezolvat|anunț|important|actualizat",
        link_to="legătură permanentă la|legătură permanentă către",
        speaker="vorbitor|lector",
        last="ultimul mesaj|ultimul răspuns",
        person="profilul lui|articole de",
        nobody="contact|autentificare|înregistrare|profil",
    ),
    "ru": EntryWords(
        status=(
            "новое|новинка|новый|новая|важно|закреплено|прикреплено|опрос|закрыто|закрыта|решено"
            "|объявление|обновлено"
        ),
        link_to="постоянная ссылка на|ссылка на|permalink to",
        speaker="докладчик|докладчики|спикер|лектор",
        last="последнее сообщение|последний ответ|последний комментарий|последнее изменение|последняя запись",
        person=(
            "просмотр профиля|профиль пользователя|профиль|все записи автора|записи автора"
            "|посмотреть все записи автора|фото|аватар"
        ),
        nobody="контакты|войти|вход|регистрация|профиль|просмотр профиля",
    ),
    "uk": EntryWords(
        status="нове|новинка|важливо|закріплено|опитування|закрито|вирішено|оголошення|оновлено",
        link_to="постійне посилання на|посилання на",
        speaker="доповідач|спікер",
        last="останнє повідомлення|остання відповідь|останній коментар",
        person="профіль користувача|профіль|всі записи автора",
        nobody="контакти|увійти|вхід|реєстрація|профіль",
    ),
    "tr": EntryWords(
        status="yeni|sabit|anket|kapalı|çözüldü|duyuru|önemli|güncellendi",
        link_to="kalıcı bağlantı",
        speaker="konuşmacı|konuşmacılar",
        last="son mesaj|son yanıt|son cevap|son yorum",
        nobody="iletişim|giriş|giriş yap|kayıt ol|profil",
    ),
    "el": EntryWords(
        status="νέο|σημαντικό|δημοσκόπηση|κλειστό|ανακοίνωση",
        link_to="μόνιμος σύνδεσμος στο",
        speaker="ομιλητής|ομιλήτρια",
        last="τελευταίο μήνυμα|τελευταία απάντηση",
        nobody="επικοινωνία|σύνδεση|εγγραφή|προφίλ",
    ),
    "ja": EntryWords(
        status="新着|新規|重要|お知らせ|更新|人気|注目|必読|解決済み|速報",
        speaker="講師|講演者|発表者|登壇者",
        last="最終投稿|最新の投稿|最後の投稿|最終更新|最終返信|最新コメント",
        nobody="お問い合わせ|ログイン|登録|プロフィール",
    ),
    "zh": EntryWords(
        status="新|最新|置顶|置頂|热门|熱門|热帖|精华|精華|投票|公告|重要|推荐|推薦|已解决|關閉|更新",
        speaker="主讲人|主講人|演讲者|演講者|报告人",
        last="最后发表|最後發表|最后回复|最後回覆|最新回复|最后更新|最後更新",
        nobody="联系我们|联系|登录|登入|注册|註冊",
    ),
    "ko": EntryWords(
        status="새글|신규|공지|중요|인기|추천|필독|투표|해결",
        speaker="발표자|연사|강사",
        last="마지막 글|최근 댓글|최종 수정|마지막 댓글",
        nobody="문의|로그인|회원가입|프로필",
    ),
    "ar": EntryWords(
        status="جديد|مثبت|مهم|استطلاع|مغلق|إعلان",
        link_to="رابط دائم إلى",
        speaker="المتحدث|المحاضر",
        last="آخر مشاركة|آخر رد",
        nobody="اتصل بنا|تسجيل الدخول|تسجيل",
    ),
}


def entry_words(kind: str) -> list[str]:
    """The words of one kind, a field of `EntryWords`, in all languages; each once."""
    rows = (getattr(row, kind).split("|") for row in ENTRY_WORDS.values())
    return list(dict.fromkeys(word for row in rows for word in row if word))
