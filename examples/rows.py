from dataclasses import dataclass
from datetime import date

import feedkit


@dataclass
class Recipe:
    name: str
    slug: str
    cook: str
    day: date


rows = [
    Recipe("Leek pie", "leek-pie", "Ana Sol", date(2025, 3, 4)),
    Recipe("Quince cheese", "quince-cheese", "Piet Vos", date(2025, 11, 9)),
]
feed = feedkit.parse_rows(rows, url="https://table.example/recipes/", title="Table", map={"authors": "cook"})
for entry in feedkit.finish(feed).entries:
    print(f"{entry.published:%Y-%m-%d}", entry.title, entry.url, entry.authors[0].name, sep="  ")
