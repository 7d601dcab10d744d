"""The labels of fields in many languages: the word before a value, or the name of a column.

Dates and authors have tables of their own: feedkit/dates/words.toml and feedkit/parsers/byline_words.py.
"""

from __future__ import annotations

LABELS = {  # in lower case, separated by "|"; the field that each names
    label.strip(): field
    for field, labels in {
        "title": """
            title|headline|subject|titel|betreff|titre|título|titolo|otsikko|tytuł|název|cím|заголовок|тема|başlık
            |τίτλος|标题|標題|タイトル|件名|제목|عنوان|כותרת""",
        "summary": """
            summary|abstract|description|excerpt|teaser|zusammenfassung|beschreibung|auszug|kurzfassung|résumé
            |extrait|resumen|descripción|extracto|resumo|descrição|sommario|riassunto|descrizione|samenvatting
            |omschrijving|sammanfattning|beskrivning|beskrivelse|tiivistelmä|streszczenie|opis|shrnutí|popis
            |описание|аннотация|özet|περίληψη|摘要|简介|概要|要約|요약|ملخص|תקציר""",
        "tags": """
            tags|tag|categories|category|topics|topic|keywords|labels|filed under|kategorie|kategorien|themen
            |schlagwörter|schlagworte|stichwörter|mots-clés|catégorie|catégories|étiquettes|rubrique|categoría
            |categorías|etiquetas|temas|categoria|categorias|argomenti|etichette|trefwoorden|onderwerpen|ämnen
            |kategori|kategorier|emner|avainsanat|tagi|štítky|címkék|рубрика|рубрики|метки|теги|категория
            |категории|kategoriler|etiketler|ετικέτες|标签|分类|標籤|分類|タグ|カテゴリー|カテゴリ|태그|카테고리|분류
            |تصنيف|وسوم|קטגוריה|תגיות""",
    }.items()
    for label in labels.split("|")
}
