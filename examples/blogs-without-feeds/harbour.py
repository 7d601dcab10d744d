"""What a harbour's own records say, as JSON lines: any program whose output is a list will do as a source."""

import json

ARRIVALS = """\
2025-06-04 Kittiwake with slate for the quay
2025-05-22 Maud and Ellen, empty
2025-05-13 Kittiwake with timber
2025-04-29 Good Intent with the mobile library
2025-04-08 Maud and Ellen with coal for the forge
"""

for line in ARRIVALS.splitlines():
    day, title = line.split(" ", 1)
    print(json.dumps({"title": title, "date": day, "url": f"https://harbour.example/arrivals/{day}"}))
