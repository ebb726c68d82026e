#!/usr/bin/env python3
"""Makes the same synthetic site of N entries for metropolia and for Hugo.

usage: generate.py N FOLDER     writes FOLDER/metropolia and FOLDER/hugo

Each entry is about 4.7 KB of mixed GFM (headings, emphasis, links, lists, a table, code, a quote) with front matter:
title, date, summary, tags, a list of facts. Both sites do the same work: a layout with menu and a 15-item footer, facts
and tags on each page, list pages of 50, a sitemap. The text is made of the same words on every run: no random seed.
"""
import pathlib
import sys

WORDS = (
    "gmina powiat rzeka droga las szkoła kolej most dolina wzgórze mieszkańcy projekt wspólny rozwój powietrze woda "
    "transport bilet plan strategia współpraca zieleń park ścieżka rowerowa kościół dwór muzeum rynek ratusz sołectwo"
).split()
TAGS = ["transport", "środowisko", "kultura", "edukacja", "gospodarka", "zdrowie", "sport"]


def sentence(seed: int, length: int) -> str:
    words = [WORDS[(seed * 7 + i * i * 3 + i * 11) % len(WORDS)] for i in range(length)]
    return words[0].capitalize() + " " + " ".join(words[1:]) + "."


def paragraph(seed: int) -> str:
    parts = [sentence(seed + i, 9 + (seed + i) % 7) for i in range(4)]
    parts[1] = f"**{parts[1][:-1]}** i *{WORDS[seed % len(WORDS)]}* oraz `kod_{seed % 97}`."
    return " ".join(parts)


def body(n: int, total: int, link) -> str:
    out = []
    for section in range(4):
        seed = n * 13 + section * 5
        out.append(f"## {sentence(seed, 4)[:-1]}\n")
        out.append(paragraph(seed) + f" Zobacz [{sentence(seed, 2)[:-1]}]({link((n * 31 + section) % total)}).\n")
        if section == 0:
            out.append("".join(f"- {sentence(seed + i, 7)}\n" for i in range(5)))
        elif section == 1:
            rows = "".join(f"| {WORDS[(seed + i) % 30]} | {seed * i % 991} | {sentence(seed + i, 3)[:-1]} |\n" for i in range(6))
            out.append("| Nazwa | Liczba | Uwaga |\n|---|---:|---|\n" + rows)
        elif section == 2:
            out.append(f"> {paragraph(seed + 3)}\n")
            out.append(f"```swift\nlet suma = {seed} + {section}\nprint(suma < {n})\n```\n")
        else:
            out.append("".join(f"{i + 1}. {sentence(seed + i, 8)}\n" for i in range(4)))
            out.append("- [x] zrobione\n- [ ] do zrobienia\n")
        out.append(paragraph(seed + 1) + "\n")
    return "\n".join(out)


def front(n: int) -> str:
    day = f"20{10 + n % 16:02d}-{1 + n % 12:02d}-{1 + n % 28:02d}"
    tags = ", ".join(TAGS[(n + i) % 7] for i in range(3))
    facts = "".join(f'  - {{ nazwa: "{WORDS[(n + i) % 30]}", wartosc: "{(n * 37 + i * 101) % 5000}" }}\n' for i in range(8))
    return (
        f'---\ntitle: "Wpis {n}: {sentence(n, 4)[:-1]}"\ndate: {day}\nsummary_text: "{sentence(n + 1, 12)}"\n'
        f"tags: [{tags}]\nfacts:\n{facts}---\n"
    )


MENU = [("Początek", "/"), ("Wpisy", "/wpisy/"), ("O nas", "/o-nas/"), ("Kontakt", "/kontakt/")]


def metropolia(total: int, root: pathlib.Path) -> None:
    content = root / "content" / "wpisy"
    content.mkdir(parents=True)
    for n in range(total):
        (content / f"wpis-{n}.md").write_text(front(n) + body(n, total, lambda k: f"wpis-{k}.md"))
    for name, title in [("index", "Początek"), ("o-nas", "O nas"), ("kontakt", "Kontakt")]:
        (root / "content" / f"{name}.md").write_text(f"---\ntitle: {title}\ndescription: {title} na tej stronie.\n---\nTekst.\n")
    menu = ", ".join(f'{{ "label": "{label}", "url": "{url}" }}' for label, url in MENU)
    footer = ", ".join(f'{{ "label": "Wpis {n}", "url": "/wpisy/wpis-{n}/" }}' for n in range(15))
    (root / "site-config.json").write_text(
        f"""{{
  "title": "Próba", "baseURL": "https://proba.example/", "language": "pl",
  "collections": {{ "wpisy": {{ "folder": "content/wpisy", "url": "/wpisy/:slug/", "template": "wpis.html", "sort": "-date",
    "list": {{ "url": "/wpisy/", "template": "lista.html", "title": "Wpisy", "description": "Wszystkie wpisy.", "pageSize": 50 }},
    "fields": {{ "summary_text": {{ "type": "string", "required": true }},
      "tags": {{ "type": "list", "items": {{ "type": "string" }} }},
      "facts": {{ "type": "list", "items": {{ "type": "object", "fields": {{ "nazwa": {{ "type": "string", "required": true }}, "wartosc": {{ "type": "string", "required": true }} }} }} }} }} }} }},
  "pages": {{ "folder": "content", "template": "strona.html" }},
  "menus": {{ "main": [{menu}], "footer": [{footer}] }}
}}
"""
    )
    templates = root / "templates"
    templates.mkdir()
    (templates / "baza.html").write_text(
        """<!DOCTYPE html>
<html lang="{{ page.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title }} – {{ site.title }}</title>
<meta name="description" content="{% block opis %}{% if page.description %}{{ page.description }}{% else %}{{ page.title }}{% endif %}{% endblock %}">
<link rel="canonical" href="{{ page.canonical }}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a href="#tresc">Przejdź do treści</a>
<nav aria-label="Menu"><ul>{% for item in menus.main %}<li><a href="{{ item.url }}"{% if item.current %} aria-current="page"{% endif %}>{{ item.label }}</a></li>{% endfor %}</ul></nav>
<main id="tresc">
{% block tresc %}{% endblock %}
</main>
<footer><ul>{% for item in menus.footer %}<li><a href="{{ item.url }}">{{ item.label }}</a></li>{% endfor %}</ul></footer>
</body>
</html>
"""
    )
    (templates / "strona.html").write_text(
        '{% extends "baza.html" %}{% block tresc %}<h1>{{ entry.title }}</h1>\n{{ entry.content }}{% endblock %}'
    )
    (templates / "wpis.html").write_text(
        """{% extends "baza.html" %}
{% block opis %}{{ entry.summary_text }}{% endblock %}
{% block tresc %}<h1>{{ entry.title }}</h1>
{% if entry.date %}<p><time datetime="{{ entry.date | date("iso") }}">{{ entry.date | date("short") }}</time></p>{% endif %}
<p>{{ entry.summary_text }}</p>
{% if entry.facts %}<dl>{% for fact in entry.facts %}<div><dt>{{ fact.nazwa }}</dt><dd>{{ fact.wartosc }}</dd></div>{% endfor %}</dl>{% endif %}
{% if entry.tags %}<ul>{% for tag in entry.tags %}<li>{{ tag }}</li>{% endfor %}</ul>{% endif %}
{{ entry.content }}{% endblock %}
"""
    )
    (templates / "lista.html").write_text(
        """{% extends "baza.html" %}
{% block tresc %}<h1>{{ page.title }}</h1>
<ul>{% for wpis in pagination.items %}<li><a href="{{ wpis.url }}">{{ wpis.title }}</a> {{ wpis.summary_text }}</li>{% endfor %}</ul>
{% if pagination.previousURL %}<a href="{{ pagination.previousURL }}">Poprzednia strona</a>{% endif %}
{% if pagination.nextURL %}<a href="{{ pagination.nextURL }}">Następna strona</a>{% endif %}{% endblock %}
"""
    )
    (root / "static").mkdir()
    (root / "static" / "style.css").write_text("body { font: 1rem/1.5 sans-serif; }\n")


def hugo(total: int, root: pathlib.Path) -> None:
    content = root / "content" / "wpisy"
    content.mkdir(parents=True)
    for n in range(total):
        (content / f"wpis-{n}.md").write_text(front(n) + body(n, total, lambda k: f"/wpisy/wpis-{k}/"))
    (content / "_index.md").write_text('---\ntitle: "Wpisy"\n---\n')
    (root / "content" / "_index.md").write_text('---\ntitle: "Początek"\n---\nTekst.\n')
    for name, title in [("o-nas", "O nas"), ("kontakt", "Kontakt")]:
        (root / "content" / f"{name}.md").write_text(f'---\ntitle: "{title}"\n---\nTekst.\n')
    menu = "".join(f'[[menus.main]]\nname = "{label}"\npageRef = "{url}"\nweight = {i + 1}\n' for i, (label, url) in enumerate(MENU))
    footer = "".join(f'[[menus.footer]]\nname = "Wpis {n}"\npageRef = "/wpisy/wpis-{n}/"\nweight = {n + 1}\n' for n in range(15))
    (root / "hugo.toml").write_text(
        'baseURL = "https://proba.example/"\nlanguageCode = "pl"\ntitle = "Próba"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
        "[pagination]\npagerSize = 50\n" + menu + footer
    )
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "baseof.html").write_text(
        """<!DOCTYPE html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ with .Params.summary_text }}{{ . }}{{ else }}{{ .Title }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a href="#tresc">Przejdź do treści</a>
<nav aria-label="Menu"><ul>{{ $here := . }}{{ range site.Menus.main }}<li><a href="{{ .URL }}"{{ if $here.IsMenuCurrent "main" . }} aria-current="page"{{ end }}>{{ .Name }}</a></li>{{ end }}</ul></nav>
<main id="tresc">
{{ block "main" . }}{{ end }}
</main>
<footer><ul>{{ range site.Menus.footer }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></footer>
</body>
</html>
"""
    )
    (layouts / "single.html").write_text(
        """{{ define "main" }}<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02.01.2006" }}</time></p>
<p>{{ .Params.summary_text }}</p>
{{ with .Params.facts }}<dl>{{ range . }}<div><dt>{{ .nazwa }}</dt><dd>{{ .wartosc }}</dd></div>{{ end }}</dl>{{ end }}
{{ with .Params.tags }}<ul>{{ range . }}<li>{{ . }}</li>{{ end }}</ul>{{ end }}
{{ .Content }}{{ end }}
"""
    )
    (layouts / "list.html").write_text(
        """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $pages := .Paginate .RegularPages }}<ul>{{ range $pages.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary_text }}</li>{{ end }}</ul>
{{ if $pages.HasPrev }}<a href="{{ $pages.Prev.URL }}">Poprzednia strona</a>{{ end }}
{{ if $pages.HasNext }}<a href="{{ $pages.Next.URL }}">Następna strona</a>{{ end }}{{ end }}
"""
    )
    (root / "layouts" / "index.html").write_text('{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n')
    (root / "static").mkdir()
    (root / "static" / "style.css").write_text("body { font: 1rem/1.5 sans-serif; }\n")


if __name__ == "__main__":
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    metropolia(count, folder / "metropolia")
    hugo(count, folder / "hugo")
