"""The ground floor: what a value of a field is, and how it is checked and made valid.

text           decoding.py, encoding_guess.py (bytes to text), plain_text.py (no control characters)
HTML           sanitising.py (harmless HTML), content_policy.py and trusted_html.py (what may stay),
               mathml.py (formulas), headline.py (what an entry is called)
addresses      urls.py (any reference to an absolute URL), uri_syntax.py (RFC 3986, RFC 3987),
               identifiers.py (addresses of DOIs and other identifiers)
people         mail_syntax.py (e-mail addresses, RFC 5322)
dates          zones.py (IANA time zones), http_dates.py (RFC 9110)
codes          language_tags.py (BCP 47), media_types.py (RFC 6838)
podcasts       apple_podcasts.py (what Apple demands), podcast_categories.py (Apple's categories)
feeds          syndication_terms.py (terms that are read and written)

Nothing here knows a parser, a writer or a rule of the checks: these use it.
"""
