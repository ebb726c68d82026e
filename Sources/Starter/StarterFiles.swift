// swift-format-ignore-file
// Made by Distribution/embed-starter (make starter) from Sources/Starter/Files; a test compares the two.

extension StarterFile {
    /// Every file of the starter, in order of path.
    public static let all: [StarterFile] = [
        StarterFile(path: ".gitignore", text: ##"""
/public/
/.metropolia/
/.tool/
/podglad/

"""##),
        StarterFile(path: "README.md", text: ##"""
# Witryna stowarzyszenia gmin

Gminy, liczby i granice w tym folderze są zmyślone. Tak wstawisz własne:

1. Pobierz granice gmin z Państwowego Rejestru Granic (GeoJSON albo Shapefile); zostaw w pliku tylko swoje.
2. `metropolia map import granice.geojson -o content/mapa/granice.topojson` policzy z nich mapę.
3. `metropolia map info content/mapa/granice.topojson` wypisze kody TERYT i nazwy.
4. Usuń pliki z `content/gminy/` i `content/aktualnosci/`; dla każdej gminy: `metropolia new gminy "Nazwa gminy"`.
5. W każdym nowym pliku wpisz `status` oraz `teryt` z kroku 3: po nim gmina znajdzie swój kontur.
6. Zmień `title`, `description`, `baseURL` i dane w `operator` w `site-config.json`, a w `content/` opisy i teksty.
7. W `i18n/pl.yml` popraw `boundaries_credit`: skąd są granice i z którego roku.
8. `metropolia serve` pokazuje witrynę podczas pracy pod adresem http://127.0.0.1:8080/.
9. `metropolia check` wypisze, co jest nie tak: plik, wiersz i co z tym zrobić.
10. `metropolia build` zbuduje witrynę w folderze `public/`: wszystko albo nic.

"""##),
        StarterFile(path: "content/aktualnosci/2025-03-03-wspolny-bilet.md", text: ##"""
---
title: Rozmowy o wspólnym bilecie
description: Gminy zaczęły rozmawiać o jednym bilecie na wszystkie autobusy.
---
To jest wzór wiadomości. Data w nazwie pliku jest datą wiadomości, a reszta nazwy jej adresem.

Zaczęło się w gminie [Kamienny Bród](../gminy/kamienny-brod.md).

"""##),
        StarterFile(path: "content/aktualnosci/2025-04-22-sadzenie-drzew.md", text: ##"""
---
title: Sadzimy drzewa przy drogach
description: Wiosną przy drogach między gminami przybędzie lip i klonów.
---
To jest wzór wiadomości. Nową zakłada polecenie `metropolia new aktualnosci "Tytuł wiadomości"`.

"""##),
        StarterFile(path: "content/deklaracja-dostepnosci.md", text: ##"""
---
title: Deklaracja dostępności
description: W jakim stopniu ta strona jest dostępna cyfrowo, jak zgłosić barierę i złożyć skargę.
template: deklaracja.html
---
Pierwszy odnośnik na każdej stronie prowadzi od razu do treści. Mapa gmin ma przed sobą listę tych samych odnośników, więc gminę można wybrać, nie widząc mapy.

## Niedostępne treści

### Niezgodność z załącznikiem

Opisz tu to, czego na tej stronie nie da się odczytać albo obsłużyć, i podaj przyczynę.

"""##),
        StarterFile(path: "content/gminy/kamienny-brod.md", text: ##"""
---
title: Kamienny Bród
teryt: "2099011"
description: Miasto nad rzeką, z mostem, od którego wzięło nazwę.
status: miejska
siedziba: Kamienny Bród
ludnosc: { liczba: 18240, rok: 2025, zrodlo: liczba zmyślona }
atuty:
  - kamienny most
  - park nad rzeką
miejscowosci:
  - Stare Miasto
  - Przedmieście
---
Kamienny Bród leży pośrodku stowarzyszenia i sąsiaduje ze wszystkimi pozostałymi gminami. Na północ jedzie się do [Lipowej Góry](lipowa-gora.md). Gmina jest zmyślona: zastąp ją swoją.

"""##),
        StarterFile(path: "content/gminy/lipowa-gora.md", text: ##"""
---
title: Lipowa Góra
teryt: "2099022"
description: Wzgórza, lipowe aleje i pasieki.
status: wiejska
siedziba: Lipowa Góra
ludnosc: { liczba: 7310, rok: 2025, zrodlo: liczba zmyślona }
atuty:
  - lipowe aleje
  - pasieki
miejscowosci:
  - Lipowa Góra
  - Miodowo
---
Gmina słynie z miodu. Drogi prowadzą stąd do [Kamiennego Brodu](kamienny-brod.md). Gmina jest zmyślona: zastąp ją swoją.

"""##),
        StarterFile(path: "content/gminy/olszynki-nowe.md", text: ##"""
---
title: Olszynki Nowe
teryt: "2099032"
description: Łąki nad strumieniem i młyn wodny.
status: wiejska
siedziba: Olszynki Nowe
ludnosc: { liczba: 5480, rok: 2025, zrodlo: liczba zmyślona }
atuty:
  - młyn wodny
miejscowosci:
  - Olszynki Nowe
  - Młynki
---
Nad strumieniem stoi młyn, który można zwiedzać. Gmina jest zmyślona: zastąp ją swoją.

"""##),
        StarterFile(path: "content/gminy/sosnowa-wola.md", text: ##"""
---
title: Sosnowa Wola
teryt: "2099042"
description: Sosnowe lasy i ścieżki rowerowe.
status: wiejska
siedziba: Sosnowa Wola
ludnosc: { liczba: 6125, rok: 2025, zrodlo: liczba zmyślona }
atuty:
  - lasy
  - ścieżki rowerowe
miejscowosci:
  - Sosnowa Wola
  - Borek
---
Przez lasy biegną ścieżki rowerowe. Gmina jest zmyślona: zastąp ją swoją.

"""##),
        StarterFile(path: "content/gminy/zalesie-zmyslone.md", text: ##"""
---
title: Zalesie Zmyślone
teryt: "2099052"
description: Miasteczko z rynkiem i targiem we środy.
status: miejsko-wiejska
siedziba: Zalesie
ludnosc: { liczba: 11020, rok: 2025, zrodlo: liczba zmyślona }
atuty:
  - rynek
  - targ
miejscowosci:
  - Zalesie
  - Polana
---
Co środę na rynku jest targ. Gmina jest zmyślona: zastąp ją swoją.

"""##),
        StarterFile(path: "content/index.md", text: ##"""
---
title: Stowarzyszenie Gmin
template: strona-glowna.html
haslo: Razem dalej niż osobno
description: Pięć sąsiednich gmin załatwia wspólne sprawy razem. Zobacz, które to gminy i co u nich słychać.
---
## Po co działamy razem

Dojazdy, powietrze i woda nie kończą się na granicy gminy. Dlatego gminy stowarzyszenia planują je wspólnie, a każda zachowuje swój charakter. Ten tekst jest wzorem: napisz tu, czym zajmuje się wasze stowarzyszenie.

"""##),
        StarterFile(path: "content/kontakt.md", text: ##"""
---
title: Kontakt
template: kontakt.html
description: Gdzie zwrócić się w sprawach stowarzyszenia, a gdzie w sprawach swojej gminy.
---
## W sprawie stowarzyszenia

Dane kontaktowe stoją w pliku `site-config.json`, w części `operator`. Pojawią się na tej stronie i w stopce, gdy zostaną wpisane.

## W sprawie swojej gminy

Meldunek, odpady i podatki lokalne to sprawy urzędu gminy. Wybierz [swoją gminę](/gminy/).

"""##),
        StarterFile(path: "content/mapa-strony.md", text: ##"""
---
title: Mapa strony
template: mapa-strony.html
description: Wszystkie działy, gminy i wiadomości na jednej stronie.
---

"""##),
        StarterFile(path: "content/mapa/granice.topojson", text: ##"""
{"type":"Topology",
"credit":"Granice zmyślone",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2180"}},
"metropolia":{"version":1,"tolerance":3,"deviation":0.283},
"bbox":[728184,587508,753739.8,611272.2],
"transform":{"scale":[0.6,0.6],"translate":[728184,587508]},
"objects":{"boundaries":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","id":"2099011","properties":{"key":"2099011","name":"Kamienny Bród","area":43.2657,"perimeter":27.751,"compactness":0.706,"colour":1,"bounds":[22.527993,53.163123,22.678,53.239565],"label":[22.592775,53.200985],"neighbours":{"2099052":7182,"2099032":7075.9,"2099022":7026.2,"2099042":6466.7},"touches":[]},"arcs":[[-4,4,7,-10]]},
{"type":"Polygon","id":"2099022","properties":{"key":"2099022","name":"Lipowa Góra","area":116.057,"perimeter":45.198,"compactness":0.7139,"colour":2,"bounds":[22.599526,53.183805,22.799718,53.311525],"label":[22.691523,53.243983],"neighbours":{"2099032":8648.7,"2099052":8543.9,"2099011":7026.2},"touches":[]},"arcs":[[-9,9,11,-11]]},
{"type":"Polygon","id":"2099032","properties":{"key":"2099032","name":"Olszynki Nowe","area":103.1589,"perimeter":43.186,"compactness":0.6951,"colour":3,"bounds":[22.563731,53.099266,22.797926,53.20015],"label":[22.693509,53.158645],"neighbours":{"2099022":8648.7,"2099042":7707.9,"2099011":7075.9},"touches":[]},"arcs":[[-6,6,-12,-8]]},
{"type":"Polygon","id":"2099042","properties":{"key":"2099042","name":"Sosnowa Wola","area":81.4601,"perimeter":40.449,"compactness":0.6257,"colour":2,"bounds":[22.418536,53.099266,22.592499,53.215586],"label":[22.501705,53.166077],"neighbours":{"2099032":7707.9,"2099052":7612.6,"2099011":6466.7},"touches":[]},"arcs":[[0,5,-5,-3]]},
{"type":"Polygon","id":"2099052","properties":{"key":"2099052","name":"Zalesie Zmyślone","area":87.5931,"perimeter":42.968,"compactness":0.5962,"colour":3,"bounds":[22.418536,53.204494,22.622508,53.311525],"label":[22.516893,53.25246],"neighbours":{"2099022":8543.9,"2099042":7612.6,"2099011":7182},"touches":[]},"arcs":[[-2,2,3,8]]}]}},
"arcs":[
[[0,20160],[60,-1000],[433,-907],[514,-846],[640,-754],[66,-1000],[240,-973],[454,-900],[740,-700],[-20,-1013],[-287,-974],[367,-940],[200,-986],[266,-947],[727,-1827],[487,-860],[920,-273],[1893,167],[927,126],[960,-146],[1700,-960],[553,-800],[773,-514],[727,-573],[873,-320],[934,-87],[813,-413],[1567,-973],[533,-767]],
[[0,20160],[200,933],[400,867],[320,1873],[767,607],[866,460],[554,807],[386,900],[114,966],[-220,947],[120,960],[353,900],[480,840],[753,607],[947,1653],[1053,260],[894,607],[1040,260],[1060,146],[1086,-146],[1074,233],[1006,387],[954,520],[1000,446],[713,820],[933,527],[960,453],[1034,274],[2006,746],[900,594]],
[[0,20160],[807,0],[786,147],[714,393],[793,167],[1513,-487],[734,-327],[1573,-220],[767,180],[780,47],[766,-167],[787,-46],[707,-347],[746,-187],[774,-60]],
[[12247,19253],[60,367],[160,333],[246,274],[394,626],[66,367],[974,1093],[186,320],[294,227],[233,300],[300,220],[707,253],[373,-26],[720,173],[373,0],[700,220],[374,73],[613,447],[733,220],[320,213],[207,327],[133,353],[514,567]],
[[12247,19253],[506,-426],[574,-820],[253,-214],[893,-1006],[207,-654],[293,-173],[527,-420],[700,-740],[147,-313],[213,-267],[300,-167],[940,-393],[220,-253],[293,-160],[500,-434],[554,-366],[180,-287],[260,-213]],
[[18060,0],[-127,1593],[-420,694],[-553,2353],[293,767],[-40,820],[200,766],[334,714],[193,766],[320,727],[173,793],[1020,1240],[354,714]],
[[18060,0],[1133,107],[2107,846],[1120,174],[1060,413],[1000,533],[787,827],[1000,567],[1153,-54],[1147,147],[926,713],[1100,400],[1120,100],[1127,-146],[1113,253],[1127,-167],[373,827],[574,700],[860,1573],[480,760],[320,847],[220,880],[513,753],[1733,2127],[780,500],[694,633],[373,867],[313,873],[160,907]],
[[19807,11947],[246,286],[327,187],[280,247],[193,326],[307,214],[727,213],[373,13],[653,327],[480,553],[654,327],[213,293],[267,254],[233,286],[160,334],[580,446],[500,520],[547,467],[520,527],[353,100],[1020,420],[300,213],[260,260]],
[[20927,26200],[-427,773],[-327,820],[-100,894],[-366,813],[186,860],[260,847],[-60,886],[167,874],[-113,880],[180,1760],[-180,873],[486,747],[540,700],[114,900],[466,780]],
[[20927,26200],[206,-300],[287,-220],[113,-340],[820,-1160],[140,-327],[267,-246],[407,-587],[306,-640],[227,-267],[353,-613],[334,-167],[280,-240],[626,-380],[220,-293],[294,-233],[173,-327],[240,-287],[367,107],[773,0],[347,-167],[293,-240],[353,-133],[647,-380]],
[[21753,39607],[987,-207],[900,-460],[1867,-713],[1033,146],[927,460],[1046,0],[987,-326],[713,-680],[767,-614],[667,-740],[906,-433],[740,-653],[1667,-1067],[933,-333],[1620,-3074],[707,-920],[27,-1173],[833,-2187],[87,-1166],[906,-774],[614,-1013],[293,-1147],[567,-1033],[693,-993],[307,-1167],[46,-1193],[-120,-1187]],
[[29000,18760],[893,-27],[880,-160],[794,447],[906,107],[814,380],[900,53],[880,-120],[886,40],[1714,-460],[673,-587],[813,-380],[674,-620],[846,-346],[914,100],[886,-227]]]}

"""##),
        StarterFile(path: "content/o-nas.md", text: ##"""
---
title: O nas
description: Kim jesteśmy, jak podejmujemy decyzje i od kiedy pracujemy razem.
---
To jest wzór strony. Napisz tu, kiedy powstało stowarzyszenie, kto do niego należy i jak zapadają decyzje.

## Gminy

Stowarzyszenie tworzą gminy pokazane na [mapie](index.md). Każda ma [swoją stronę](/gminy/).

## Co robimy

- planujemy wspólny transport,
- dbamy o powietrze i wodę,
- razem staramy się o środki na inwestycje.

"""##),
        StarterFile(path: "i18n/pl.yml", text: ##"""
# Słowa interfejsu: klucze są angielskie, szablony pytają o nie funkcją t().
skip_to_content: "Przejdź do treści"
menu: "Menu"
main_menu: "Menu główne"
footer_menu: "Menu w stopce"
breadcrumbs: "Okruszki"
og_locale: "pl_PL"

url_home: "/"
url_news: "/aktualnosci/"
url_declaration: "/deklaracja-dostepnosci/"

home: "Strona główna"
map_title: "Mapa gmin"
map_description: "Kontury gmin. Te same odnośniki stoją na liście przed mapą."
locator_title: "{name} na mapie gmin"

phone: "Telefon"
email: "E-mail"
website: "Strona"
bip: "BIP"
bip_long: "Biuletyn Informacji Publicznej"
data_protection: "Inspektor ochrony danych"
boundaries_credit: "Granice gmin są zmyślone: zastąp je własnymi."
to_fill_in: "do uzupełnienia przez operatora"

meet_the_gminas: "Poznaj gminy"
skip_map: "Pomiń mapę"
news: "Aktualności"
all_news: "Wszystkie aktualności"

gmina: "Gmina"
gminas: "Gminy"
basic_facts: "Podstawowe fakty"
area: "Powierzchnia"
area_short: "Obszar, km²"
population_short: "Ludność"
area_note: "obliczona z granic"
population: "Liczba mieszkańców"
as_of: "stan na"
year_short: "r."
status: "Status"
seat: "Siedziba"
teryt: "Kod TERYT"
strengths: "Atuty"
villages: "Miejscowości"
neighbours: "Sąsiedzi"
borders_on: "Graniczy z gminami"
gmina_office: "Kontakt z urzędem"
sources: "Źródła"
other_gminas: "Sąsiednie gminy na liście"
previous: "Poprzednia strona"
next: "Następna strona"
compare_caption: "Gminy w porządku alfabetycznym"
compare_note: "Powierzchnie obliczono z granic. Rok stoi przy każdej liczbie mieszkańców."
no_data: "brak danych"

other_news: "Inne aktualności"
pages_of_list: "Strony listy"
newer: "Nowsze"
older: "Starsze"
page_number: "Strona"
of: "z"

on_this_page: "Na tej stronie"
updated: "Zaktualizowano"
sections: "Działy"
not_found: "Nie ma takiej strony"
lost_sentence: "Strony pod tym adresem nie znaleźliśmy. Mogła zmienić adres albo w odnośniku jest błąd."
lost_list: "Gminy"

declaration_ensures: "zapewnia dostępność swojej"
declaration_scope: "strony internetowej"
declaration_act: "zgodnie z przepisami ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych."
declaration_applies: "Deklaracja dostępności dotyczy strony internetowej"
declaration_published: "Data publikacji strony internetowej"
declaration_updated: "Data ostatniej istotnej aktualizacji"
declaration_state: "Stan dostępności cyfrowej"
declaration_site_is: "Strona internetowa jest"
declaration_conforms: "zgodna"
declaration_conforms_partly: "częściowo zgodna"
declaration_does_not_conform: "niezgodna"
declaration_with_annex: "z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych."
declaration_preparation: "Przygotowanie deklaracji dostępności"
declaration_made: "Data sporządzenia deklaracji"
declaration_reviewed: "Data ostatniego przeglądu deklaracji"
declaration_method: "Deklarację sporządzono na podstawie samooceny przeprowadzonej przez podmiot publiczny."
declaration_feedback: "Informacje zwrotne i dane kontaktowe"
declaration_feedback_text: "Wszystkie problemy z dostępnością cyfrową tej strony internetowej możesz zgłosić."
declaration_contact: "Osoba lub komórka odpowiedzialna"
declaration_requests: "Obsługa wniosków i skarg związanych z dostępnością"
declaration_right: "Każdy ma prawo wystąpić z żądaniem zapewnienia dostępności cyfrowej tej strony internetowej lub jej elementów."
declaration_request_must: "Zgłaszając takie żądanie, podaj: swoje imię i nazwisko, swoje dane kontaktowe (na przykład numer telefonu lub e-mail), dokładny adres strony internetowej, na której jest niedostępny cyfrowo element lub treść, opis, na czym polega problem i jaki sposób jego rozwiązania byłby dla Ciebie najwygodniejszy."
declaration_term: "Na żądanie odpowiemy najszybciej, jak to możliwe, nie później niż w ciągu 7 dni od jego otrzymania. Jeżeli ten termin będzie dla nas zbyt krótki, poinformujemy Cię o tym. W tej informacji podamy nowy termin, do którego poprawimy zgłoszone błędy lub przygotujemy informacje w alternatywny sposób. Ten nowy termin nie będzie dłuższy niż 2 miesiące."
declaration_complaint: "Jeżeli nie będziemy w stanie zapewnić dostępności cyfrowej strony internetowej lub treści z Twojego żądania, zaproponujemy Ci dostęp do nich w alternatywny sposób. Jeżeli odmówimy albo nie dotrzymamy terminu, możesz złożyć skargę. Po wyczerpaniu tej drogi możesz też powiadomić"
ombudsman: "Rzecznika Praw Obywatelskich"
declaration_other: "Pozostałe informacje"
declaration_building: "Dostępność architektoniczna"
declaration_office: "Adres siedziby"
declaration_building_text: "Opis dojścia, wejścia, wind i toalet"
declaration_communication: "Dostępność komunikacyjno-informacyjna"
declaration_communication_text: "Tłumacz języka migowego i inne udogodnienia w kontakcie z biurem"

status_urban: "gmina miejska"
status_mixed: "gmina miejsko-wiejska"
status_rural: "gmina wiejska"

preview: "Podgląd proponowanej zmiany. To nie jest opublikowana strona."
call_to_map: "Kliknij na kontur gminy i poznaj ją bliżej."

"""##),
        StarterFile(path: "site-config.json", text: ##"""
{
  "$schema": "site-config.schema.json",
  // Wersja programu, która buduje tę witrynę; inna powie, co zrobić.
  "metropolia": "0.1.0",
  "title": "Stowarzyszenie Gmin",
  "description": "Stowarzyszenie pięciu gmin: wspólne sprawy, aktualności i mapa.",
  "baseURL": "https://stowarzyszenie.example/",
  "language": "pl",
  "collections": {
    "gminy": {
      "folder": "content/gminy", "url": "/gminy/:slug/", "template": "gmina.html", "sort": "title", "label": "Gminy",
      "list": { "url": "/gminy/", "template": "gminy.html", "title": "Gminy", "description": "Gminy stowarzyszenia w jednej tabeli: powierzchnia i ludność z rokiem." },
      "fields": {
        "teryt": { "type": "teryt", "required": true, "unique": true, "label": "Kod TERYT" },
        "status": { "type": "enum", "enum": ["miejska", "miejsko-wiejska", "wiejska"], "required": true },
        "siedziba": { "type": "string" },
        "ludnosc": { "type": "object", "fields": {
          "liczba": { "type": "integer", "minimum": 0, "required": true }, "rok": { "type": "year" }, "zrodlo": { "type": "string" } } },
        "atuty": { "type": "list", "items": { "type": "string" } },
        "miejscowosci": { "type": "list", "items": { "type": "string" } },
        "kontakt": { "type": "object", "fields": {
          "adres": { "type": "string" }, "telefon": { "type": "phone" }, "email": { "type": "email" }, "www": { "type": "url" }, "bip": { "type": "url" } } },
        "zrodla": { "type": "list", "items": { "type": "object", "fields": {
          "nazwa": { "type": "string", "required": true }, "url": { "type": "url" }, "data": { "type": "date" } } } }
      }
    },
    "aktualnosci": {
      "folder": "content/aktualnosci", "url": "/aktualnosci/:year/:slug/", "template": "aktualnosc.html", "sort": "-date", "label": "Aktualności",
      "list": { "url": "/aktualnosci/", "template": "aktualnosci.html", "title": "Aktualności", "description": "Co nowego w stowarzyszeniu, od najnowszych wiadomości.", "pageSize": 10 },
      "fields": { "zrodla": { "type": "list", "items": { "type": "object", "fields": {
        "nazwa": { "type": "string", "required": true }, "url": { "type": "url" }, "data": { "type": "date" } } } } }
    }
  },
  "pages": {
    "folder": "content", "template": "strona.html",
    "fields": {
      "haslo": { "type": "string" },
      "sporzadzenie": { "type": "date" }, "publikacja": { "type": "date" }, "przeglad": { "type": "date" },
      "status": { "type": "enum", "enum": ["zgodna", "częściowo zgodna", "niezgodna"] },
      "zrodla": { "type": "list", "items": { "type": "object", "fields": {
        "nazwa": { "type": "string", "required": true }, "url": { "type": "url" }, "data": { "type": "date" } } } }
    }
  },
  "menus": {
    "main": [
      { "label": "Gminy", "url": "/gminy/" },
      { "label": "Aktualności", "url": "/aktualnosci/" },
      { "label": "O nas", "url": "/o-nas/" },
      { "label": "Kontakt", "url": "/kontakt/" }
    ],
    "footer": [
      { "label": "Deklaracja dostępności", "url": "/deklaracja-dostepnosci/" },
      { "label": "Mapa strony", "url": "/mapa-strony/" }
    ]
  },
  "map": { "boundaries": "content/mapa/granice.topojson", "collection": "gminy", "key": "teryt" },
  // Strona z deklaracją dostępności: program sprawdza ją według warunków technicznych 2.0.
  "declaration": "/deklaracja-dostepnosci/",
  // Czego tu nie ma, tego nie ma na stronach; w deklaracji dostępności stoi wtedy „do uzupełnienia przez operatora”.
  "operator": {
    "name": null, "address": null, "phone": null, "email": null, "nip": null, "regon": null, "krs": null,
    "bip": null, "dataProtection": null, "accessibilityContact": null
  }
}

"""##),
        StarterFile(path: "static/favicon.svg", text: ##"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 40"><style>.a{fill:#12395b}.b{fill:#f7b71d}@media (prefers-color-scheme:dark){.a{fill:#bcd7f2}}</style><path class="a" d="M8 4h22v15H4zM34 4h20l6 15H34zM4 23h26v13H10zM34 23h26l-8 13H34z"/><path class="b" d="M23 13h18v14H23z"/></svg>

"""##),
        StarterFile(path: "static/style.css", text: ##"""
/* Warm paper, ink, one amber light.
   Old phones (Chrome 80, iOS 13.4) are the floor: no layers, nesting or container queries. */

:root {
  color-scheme: light dark;
  --paper: #fbf8f2;
  --paper-2: #f4eee2;
  --ink: #14202b;
  --navy: #12395b;
  --link: #0b4f80;
  --muted: #4d5a66;
  --line: #7b8792;
  --hair: #d8d2c4;
  --amber: #f7b71d;
  --on-amber: #14202b;
  --ochre: #d8861e;
  --ring: #14202b;
  --land-1: #f3e3c3;
  --land-2: #dfe9ee;
  --land-3: #e6ead6;
  --border: #33506b;
  --footer: #12395b;
  --on-footer: #fbf8f2;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif;
  --sans: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --s1: .25rem;
  --s2: .5rem;
  --s3: 1rem;
  --s4: 1.5rem;
  --s5: 2.5rem;
  --s6: 4rem;
  --s7: 6rem;
  --gutter: 1rem;
  --gutter: clamp(1rem, 4vw, 3rem);
  --section: 3rem;
  --section: clamp(2.5rem, 6vw, 5rem);
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1820;
    --paper-2: #15212b;
    --ink: #eef2f5;
    --navy: #bcd7f2;
    --link: #8ec9ff;
    --muted: #b3bfca;
    --line: #8796a5;
    --hair: #2a3947;
    --amber: #ffc64a;
    --ring: #eef2f5;
    --land-1: #4a3a17;
    --land-2: #1d3a52;
    --land-3: #2f4230;
    --border: #b9cbdb;
  }
}

/* Ground */

*, *::before, *::after { box-sizing: border-box; }

html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-top: 1rem;
}

body {
  margin: 0;
  display: flex;
  flex-direction: column;
  min-height: 100vh;
  background: #fbf8f2;
  background: var(--paper);
  color: #14202b;
  color: var(--ink);
  font: 1.0625rem/1.6 var(--sans);
  overflow-wrap: break-word;
}

main { display: block; flex: 1 0 auto; padding-bottom: var(--section); }
main:focus { outline: none; }

h1, h2, h3, h4 {
  margin: 0 0 var(--s3);
  font-family: var(--serif);
  font-weight: 400;
  line-height: 1.18;
  color: var(--navy);
  overflow-wrap: break-word;
}

h1 { font-size: 2.2rem; font-size: clamp(2rem, 1.45rem + 2.6vw, 3.4rem); line-height: 1.1; letter-spacing: -.01em; }
h2 { font-size: 1.6rem; font-size: clamp(1.5rem, 1.3rem + 1vw, 2.1rem); }
h3 { font-size: 1.25rem; }
h4 { font-size: 1.0625rem; font-weight: 700; }
p, ul, ol, dl, table, figure, blockquote { margin: 0 0 var(--s3); }
ul, ol { padding-left: 1.4em; }
li + li { margin-top: var(--s1); }
small { font-size: .8125rem; }
img, svg { max-width: 100%; }
img { height: auto; }
svg { display: block; height: auto; }
address { font-style: normal; }
hr { border: 0; border-top: 1px solid var(--line); margin: var(--s5) 0; }
blockquote { margin-left: 0; padding-left: var(--s4); border-left: 3px solid var(--ochre); font-family: var(--serif); font-size: 1.2rem; }
code { font-size: .9em; overflow-wrap: anywhere; }
pre { overflow: auto; padding: var(--s3); background: var(--paper-2); }

a { color: var(--link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 3px; }

/* Focus: an ink ring with the amber light inside. :focus first, for browsers without :focus-visible. */
a:focus, summary:focus, button:focus, input:focus, [tabindex="0"]:focus {
  outline: 3px solid var(--ring);
  outline-offset: 2px;
  background-color: var(--amber);
  color: var(--on-amber);
}
a:focus:not(:focus-visible), summary:focus:not(:focus-visible) { outline: none; background-color: transparent; color: var(--link); }

.wrap { width: 100%; max-width: 76rem; margin-left: auto; margin-right: auto; padding-left: var(--gutter); padding-right: var(--gutter); }
@media (min-width: 100rem) {
  body { font-size: 1.125rem; }
  .wrap { max-width: 88rem; }
}
.prose { max-width: 40rem; }
.wrap.prose { max-width: 76rem; }
@media (min-width: 100rem) { .wrap.prose { max-width: 88rem; } }
.wrap.prose > * { max-width: 40rem; }
.prose h2 { margin-top: var(--s5); }
.prose h3 { margin-top: var(--s4); }
.prose > :first-child { margin-top: 0; }

.lead { max-width: 40rem; font-size: 1.2rem; line-height: 1.5; color: var(--ink); }
.overline { margin-bottom: var(--s2); font-size: .875rem; color: var(--muted); letter-spacing: .02em; }
.overline::first-letter { text-transform: uppercase; }
.note { max-width: 40rem; font-size: .9375rem; color: var(--muted); }

.skip { position: absolute; left: var(--s3); top: -6rem; z-index: 2; padding: var(--s2) var(--s3); background: var(--amber); color: var(--on-amber); }
.skip:focus { top: var(--s2); color: var(--on-amber); }

.button { display: inline-block; padding: .6rem 1.2rem; background: var(--footer); color: var(--on-footer); text-decoration: none; }
.button:hover { background: var(--amber); color: var(--on-amber); }
.button:focus:not(:focus-visible) { background: var(--footer); color: var(--on-footer); }

/* Head */

.site-header { position: relative; border-bottom: 1px solid var(--hair); }
.site-header-row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; padding-top: var(--s3); padding-bottom: var(--s3); }
.brand { display: flex; flex: 1 1 0; align-items: center; min-height: 2.75rem; color: var(--navy); font: 1.125rem/1.2 var(--serif); text-decoration: none; }
.brand::before { content: ""; flex: none; width: 3.25rem; height: 2.125rem; margin-right: .75rem; background: url("favicon.svg") center / cover no-repeat; }
.brand:hover span { text-decoration: underline; text-underline-offset: .18em; }
.brand:focus:not(:focus-visible) { color: var(--navy); }
.menu-wide { display: none; }
.languages ul { margin: 0; padding: 0; list-style: none; }
.languages a { display: inline-block; padding: .55rem .75rem; }
.menu-narrow summary { display: inline-block; min-height: 2.75rem; padding: .55rem 1rem; border: 1px solid var(--line); cursor: pointer; list-style: none; color: var(--link); }
.menu-narrow summary::-webkit-details-marker { display: none; }
.menu-narrow summary::before { content: ""; display: inline-block; width: 1rem; height: .5625rem; margin-right: .5rem; border-top: 2px solid; border-bottom: 2px solid; vertical-align: .1em; }
.menu-narrow nav { position: absolute; z-index: 1; left: 0; right: 0; top: 100%; padding: 0 var(--gutter) var(--s4); background: var(--paper); border-bottom: 1px solid var(--line); }
.menu-narrow ul { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--hair); }
.menu-narrow li { margin: 0; border-bottom: 1px solid var(--hair); }
.menu-narrow li a { display: block; padding: .6rem 0; text-decoration: none; }
.menu-narrow [aria-current], .menu-wide [aria-current] { color: var(--ink); font-weight: 700; }

@media (max-width: 23.99rem) {
  .brand { font-size: 1rem; }
  .brand::before { width: 2.25rem; height: 1.5rem; margin-right: .5rem; }
  .languages a { padding: .55rem .4rem; }
  .menu-narrow summary { padding: .55rem .6rem; }
  .menu-narrow summary::before { display: none; }
}

@media (min-width: 48rem) {
  .menu-narrow { display: none; }
  .brand { flex: 0 1 auto; font-size: 1.25rem; }
  .site-header-row { padding-bottom: 0; }
  .menu-wide { display: block; flex: 0 0 100%; margin-top: var(--s2); }
  .menu-wide ul { display: flex; flex-wrap: wrap; margin: 0 -.75rem; padding: 0; list-style: none; }
  .menu-wide li { margin: 0; }
  .menu-wide a { display: block; padding: .6rem .75rem calc(.6rem + 3px); text-decoration: none; }
  .menu-wide a:hover { padding-bottom: .6rem; border-bottom: 3px solid var(--line); }
  .menu-wide [aria-current] { padding-bottom: .6rem; border-bottom: 3px solid var(--ochre); font-weight: 400; }
}

.breadcrumbs { margin-top: var(--s3); font-size: .9375rem; color: var(--muted); }
.breadcrumbs ol { display: flex; flex-wrap: wrap; align-items: baseline; margin: 0; padding: 0; list-style: none; }
.breadcrumbs li { margin: 0; }
.breadcrumbs li + li::before { content: "›"; content: "›" / ""; padding: 0 .5rem; }
.breadcrumbs a { display: inline-block; padding: .1rem 0; }

.page-head { padding-top: var(--s5); padding-bottom: var(--s4); }

/* Home */

.hero { display: grid; grid-gap: var(--s4); align-items: center; padding-top: var(--section); padding-bottom: var(--section); }
.hero > * { min-width: 0; }
.hero h1 { margin-bottom: var(--s3); font: 1.25rem/1.3 var(--serif); letter-spacing: 0; color: var(--muted); }
.slogan { margin-bottom: var(--s4); font-family: var(--serif); font-size: 2.6rem; font-size: clamp(2.2rem, 1.4rem + 3.6vw, 4.4rem); line-height: 1.05; letter-spacing: -.015em; color: var(--navy); }
.hero-sentence { max-width: 34rem; font-size: 1.2rem; line-height: 1.5; }
.actions { margin: var(--s4) 0 0; }
.actions a { display: inline-block; margin: 0 1rem .5rem 0; }
.actions a:not(.button) { padding: .6rem 0; }
.hero-outline path { fill: var(--ochre); stroke: none; }

@media (min-width: 60rem) {
  .hero { grid-template-columns: 5fr 6fr; grid-gap: var(--s5); }
}

.statement { padding-top: var(--section); }
.statement h2 { max-width: 22rem; }
@media (min-width: 60rem) {
  .statement { display: grid; grid-template-columns: 5fr 7fr; grid-gap: var(--s5); }
}

.atlas { margin-top: var(--section); padding-top: var(--section); padding-bottom: var(--section); background: var(--paper-2); }
.atlas-head { max-width: 46rem; }
.call { font: italic 1.2rem/1.5 var(--serif); color: var(--ink); }
.gmina-list { display: grid; grid-template-columns: 1fr; margin: 0 0 var(--s4); padding: 0; list-style: none; counter-reset: gmina; }
.gmina-list li { margin: 0; border-top: 1px solid var(--hair); }
.gmina-list a { display: block; padding: .55rem .25rem; min-height: 2.75rem; text-decoration: none; }
.gmina-list a:hover { background: var(--amber); color: var(--on-amber); }
.atlas-more { font-size: 1rem; }
/* The numbers of the small map; outside this list they would mean nothing. */
.atlas .gmina-list a { display: flex; }
.atlas .gmina-list a::before { counter-increment: gmina; content: counter(gmina); flex: none; width: 1.9rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.atlas .gmina-list a:hover::before, .atlas .gmina-list a:focus::before { color: inherit; }
@media (min-width: 30rem) { .gmina-list { grid-template-columns: 1fr 1fr; grid-column-gap: var(--s4); } }
@media (min-width: 48rem) { .gmina-list { grid-template-columns: 1fr 1fr 1fr; } }
@media (min-width: 60rem) {
  .atlas-body { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); grid-gap: var(--s4); align-items: start; }
  .atlas .gmina-list { grid-template-columns: 1fr; grid-column-gap: 0; }
  .atlas .gmina-list a { min-height: 0; padding: .3rem .25rem; }
}

@media (min-width: 72rem) { .atlas-body { grid-template-columns: 17rem minmax(0, 1fr); grid-gap: var(--s5); } }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); grid-gap: var(--s3) var(--s4); margin-bottom: 0; padding-top: var(--s4); }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.figures dd { margin: 0; font: 1.9rem/1.1 var(--serif); font-size: clamp(1.7rem, 1.2rem + 2vw, 2.6rem); font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; color: var(--navy); }
.figures dt { color: var(--muted); }

/* Map: fills below, links over them all, labels on top. The border carries the contrast, so it is never left out. */

.map-land path { stroke: var(--border); stroke-width: 1.25; stroke-linejoin: round; }
.map-land .c0 { fill: var(--land-1); }
.map-land .c1 { fill: var(--land-2); }
.map-land .c2 { fill: var(--land-3); }
.map-land .c3, .map-land .c4 { fill: var(--paper); }
.map-links use { fill: transparent; stroke: none; stroke-linejoin: round; }
.map-links a:hover use, .map-links a:focus use { fill: var(--amber); stroke: var(--ring); stroke-width: 3px; }
.map-links a:focus { outline: none; }
.map-links a:focus:not(:focus-visible):not(:hover) use { fill: transparent; stroke: none; }
.map-links a:focus-visible use { stroke-width: 4px; }
.map text { pointer-events: none; fill: var(--ink); font-family: var(--sans); }
/* In the dark a pale label would drown in the amber, so it gets a dark rim while the light is on. */
@media (prefers-color-scheme: dark) {
  .atlas-body:hover .map-names, .atlas-body:focus-within .map-names, .atlas-body:hover .map-numbers, .atlas-body:focus-within .map-numbers { filter: drop-shadow(0 0 9px #0f1820) drop-shadow(0 0 9px #0f1820) drop-shadow(0 0 7px #0f1820) drop-shadow(0 0 7px #0f1820); }
}
.map-leader { pointer-events: none; fill: none; stroke: var(--border); stroke-width: 4; }
.map-names { display: none; }
.map-numbers text { font-weight: 700; }
@media (min-width: 44rem) {
  .map-names { display: inline; }
  .map-numbers { display: none; }
}
/* List and map answer each other where :has() is known: a name lights its shape, a shape its name. */
.atlas-body:has(li:nth-child(1) a:hover) a:nth-child(1) use,
.atlas-body:has(li:nth-child(2) a:hover) a:nth-child(2) use,
.atlas-body:has(li:nth-child(3) a:hover) a:nth-child(3) use,
.atlas-body:has(li:nth-child(4) a:hover) a:nth-child(4) use,
.atlas-body:has(li:nth-child(5) a:hover) a:nth-child(5) use,
.atlas-body:has(li:nth-child(6) a:hover) a:nth-child(6) use,
.atlas-body:has(li:nth-child(7) a:hover) a:nth-child(7) use,
.atlas-body:has(li:nth-child(8) a:hover) a:nth-child(8) use,
.atlas-body:has(li:nth-child(9) a:hover) a:nth-child(9) use,
.atlas-body:has(li:nth-child(10) a:hover) a:nth-child(10) use,
.atlas-body:has(li:nth-child(11) a:hover) a:nth-child(11) use,
.atlas-body:has(li:nth-child(12) a:hover) a:nth-child(12) use,
.atlas-body:has(li:nth-child(13) a:hover) a:nth-child(13) use,
.atlas-body:has(li:nth-child(14) a:hover) a:nth-child(14) use,
.atlas-body:has(li:nth-child(15) a:hover) a:nth-child(15) use { fill: var(--amber); stroke: var(--ring); stroke-width: 3px; }
.atlas-body:has(a:nth-child(1):hover use) li:nth-child(1) a,
.atlas-body:has(a:nth-child(2):hover use) li:nth-child(2) a,
.atlas-body:has(a:nth-child(3):hover use) li:nth-child(3) a,
.atlas-body:has(a:nth-child(4):hover use) li:nth-child(4) a,
.atlas-body:has(a:nth-child(5):hover use) li:nth-child(5) a,
.atlas-body:has(a:nth-child(6):hover use) li:nth-child(6) a,
.atlas-body:has(a:nth-child(7):hover use) li:nth-child(7) a,
.atlas-body:has(a:nth-child(8):hover use) li:nth-child(8) a,
.atlas-body:has(a:nth-child(9):hover use) li:nth-child(9) a,
.atlas-body:has(a:nth-child(10):hover use) li:nth-child(10) a,
.atlas-body:has(a:nth-child(11):hover use) li:nth-child(11) a,
.atlas-body:has(a:nth-child(12):hover use) li:nth-child(12) a,
.atlas-body:has(a:nth-child(13):hover use) li:nth-child(13) a,
.atlas-body:has(a:nth-child(14):hover use) li:nth-child(14) a,
.atlas-body:has(a:nth-child(15):hover use) li:nth-child(15) a { background: var(--amber); color: var(--on-amber); }

.skip-map { display: inline-block; margin-bottom: var(--s2); padding: .2rem 0; font-size: .9375rem; }

/* Partners */

.partners-kinds { padding-top: var(--s4); }
.partners-kind { padding-top: var(--s4); }
.partners { margin: 0; padding: 0; list-style: none; }
.partners li { margin: 0; padding: var(--s3) 0; border-top: 1px solid var(--hair); }
.partners li > a { display: inline-block; font: 1.35rem/1.3 var(--serif); text-decoration: none; }
.partners li > a:hover { text-decoration: underline; }
.partners p { margin: .25rem 0 0; max-width: 40rem; color: var(--muted); }
@media (min-width: 60rem) {
  .partners-kind { display: grid; grid-template-columns: 5fr 7fr; grid-gap: var(--s5); }
}

/* A gmina */

.gmina-head { display: grid; grid-gap: var(--s4); align-items: center; padding-top: var(--s5); padding-bottom: var(--s4); }
.gmina-head > * { min-width: 0; }
.gmina-silhouette svg { width: 100%; max-height: 22rem; }
.silhouette path { fill: var(--ochre); }
.motto { font: italic 1.35rem/1.4 var(--serif); }
.gmina-locator { max-width: 15rem; margin-top: var(--s4); }
.locator path { fill: none; stroke: var(--border); stroke-width: 1; stroke-linejoin: round; }
.locator .locator-land { fill: var(--land-1); }
.locator .locator-here { fill: var(--ochre); stroke: var(--ink); }
@media (min-width: 48rem) { .gmina-head { grid-template-columns: 5fr 7fr; grid-gap: var(--s5); } }

.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); grid-gap: 0 var(--s4); }
@media (min-width: 40rem) { .facts { grid-template-columns: repeat(3, 1fr); } }
@media (min-width: 60rem) { .facts-aside { grid-template-columns: 1fr; align-content: start; } }
.fact { padding: var(--s3) 0; border-top: 1px solid var(--line); }
.fact dt { font-size: .875rem; color: var(--muted); }
.fact dd { margin: 0; font: 1.6rem/1.25 var(--serif); font-size: clamp(1.4rem, 1.15rem + 1.1vw, 2rem); font-variant-numeric: tabular-nums lining-nums; color: var(--navy); }
.fact-text dd { font-size: 1.25rem; font-size: clamp(1.125rem, 1.05rem + .3vw, 1.25rem); line-height: 1.4; }
.fact small { display: block; font: .8125rem/1.4 var(--sans); color: var(--muted); }
main > section.wrap:not(.statement) { padding-top: var(--s4); padding-bottom: var(--s3); }
main > section.home-news.wrap:not(.statement) { padding-top: var(--section); }
.gmina-body { padding-top: var(--s4); padding-bottom: var(--s4); }
.gmina-aside { padding-top: var(--s4); }
.gmina-aside section + section { margin-top: var(--s4); }
.gmina-aside h2, .gmina-body .prose h2 { font-size: 1.5rem; }
.gmina-body .prose > p:first-child { font-family: var(--serif); font-size: 1.2rem; line-height: 1.55; }
@media (min-width: 60rem) {
  .gmina-body { display: grid; grid-template-columns: 7fr 4fr; grid-gap: var(--s6); }
  .gmina-aside { padding-top: 0; }
}
.rules, .villages { padding: 0; list-style: none; }
.rules li { margin: 0; padding: .5rem 0; border-top: 1px solid var(--hair); }
.rules li::first-letter { text-transform: uppercase; }
.attractions { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); grid-gap: 0 var(--s4); padding: 0; list-style: none; }
.attractions li { margin: 0; padding: .75rem 0; border-top: 1px solid var(--hair); }
.attractions h3 { margin: 0; font-size: 1.125rem; line-height: 1.35; }
.attractions p { margin: .25rem 0 0; color: var(--muted); }
.villages { columns: 11rem; column-gap: var(--s4); }
.villages li { margin: 0; padding: .2rem 0; break-inside: avoid; }
.neighbours { display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); grid-gap: var(--s3); padding: 0; list-style: none; }
.neighbours li { margin: 0; }
.neighbours a { display: block; height: 100%; text-decoration: none; }
.neighbour-shape { display: flex; align-items: flex-end; height: 5.5rem; margin-bottom: var(--s2); }
.neighbour-shape svg { width: auto; max-width: 100%; height: auto; max-height: 100%; }
.neighbours a:hover { text-decoration: underline; }
.neighbours a:hover .silhouette path { fill: var(--amber); }

.sources { margin-top: var(--s5); padding-top: var(--s3); border-top: 1px solid var(--hair); font-size: .875rem; color: var(--muted); }
.sources h2 { font: 700 .875rem/1.4 var(--sans); color: var(--muted); }
.sources ul { padding: 0; list-style: none; }

.turn { display: flex; flex-wrap: wrap; justify-content: space-between; margin-top: var(--s5); padding-top: var(--s3); border-top: 1px solid var(--line); }
.turn a { padding: var(--s2) 0; font: 1.25rem/1.3 var(--serif); text-decoration: none; }
.turn a span { display: block; font: .875rem/1.4 var(--sans); color: var(--muted); }
.turn-next { margin-left: auto; text-align: right; }

/* Tables */

table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
caption { padding-bottom: var(--s2); text-align: left; color: var(--muted); font-size: .9375rem; }
th, td { padding: .55rem .75rem .55rem 0; border-bottom: 1px solid var(--hair); text-align: left; vertical-align: baseline; font-weight: 400; }
thead th { border-bottom: 1px solid var(--line); font-size: .875rem; color: var(--muted); vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
.align-right { text-align: right; }
td.align-right { white-space: nowrap; }
.align-center { text-align: center; }
.table-scroll { overflow-x: auto; margin-bottom: var(--s3); }
.table-scroll table { margin-bottom: 0; }
.table-scroll:focus, pre:focus { background-color: transparent; color: inherit; }
pre:focus { background-color: var(--paper-2); }
.prose table { font-size: .9375rem; }
.task-list { padding-left: 0; list-style: none; }
.footnotes { margin-top: var(--s5); padding-top: var(--s3); border-top: 1px solid var(--hair); font-size: .9375rem; color: var(--muted); }
.footnotes h2 { font-size: 1.25rem; }
.footnote-ref { line-height: 0; }
.footnote-ref a { padding: 0 .25em; }
.compare th a { font: 1.125rem/1.3 var(--serif); text-decoration: none; }
.compare th a:hover { text-decoration: underline; }
.compare small { display: block; font-size: .8125rem; line-height: 1.4; color: var(--muted); }
.compare th:first-child { position: relative; overflow-wrap: anywhere; }
.compare td:last-child, .compare th:last-child { padding-right: 0; }
.row-shape, .bar { display: none; }
.bar rect { fill: var(--ochre); }
@media (max-width: 29.99rem) {
  .compare, .compare th a { font-size: .875rem; }
  .compare th, .compare td { padding-right: .4rem; }
}
@media (min-width: 48rem) {
  .compare tbody th { padding-left: 4.25rem; }
  .compare td, .compare tbody th { vertical-align: middle; }
  .row-shape { display: block; position: absolute; left: 0; top: 50%; width: 3.25rem; height: 2.5rem; margin-top: -1.25rem; }
  .row-shape svg { width: 100%; height: 100%; }
  .with-bar { text-align: left; }
  td.with-bar > span { display: inline-block; width: 3.75rem; text-align: right; }
  .bar { display: inline-block; width: 60%; height: .625rem; margin-left: .75rem; vertical-align: baseline; }
}

/* News, fields, timeline, places */

.news, .fields, .timeline, .letters ul, .letter ul { padding: 0; list-style: none; }
.news-item { margin: 0; padding: var(--s3) 0; border-top: 1px solid var(--hair); }
.news-item h2, .news-item h3 { margin-bottom: var(--s1); font-size: 1.35rem; }
.news-item p { max-width: 40rem; }
.news-date { margin: 0; font-size: .9375rem; color: var(--muted); }
.fields { counter-reset: field; }
.fields > li { position: relative; margin: 0; padding: var(--s4) 0; border-top: 1px solid var(--line); }
.fields h2 { margin-bottom: var(--s2); }
.fields p { max-width: 40rem; margin-bottom: var(--s2); }
.field-sum { font: 1.35rem/1.3 var(--serif); color: var(--navy); }
.field-sum span { display: block; font: .875rem/1.4 var(--sans); color: var(--muted); }
.timeline { padding-top: var(--s4); }
.timeline li { margin: 0; padding: var(--s3) 0; border-top: 1px solid var(--hair); }
.timeline p { max-width: 40rem; margin: 0; }
.timeline-date { margin: 0; font: 1.25rem/1.3 var(--serif); color: var(--navy); }
.letters ul { display: flex; flex-wrap: wrap; margin: 0 -.25rem var(--s4); }
.letters li { margin: 0; }
.letters a { display: block; min-width: 2.75rem; padding: .45rem .5rem; text-align: center; font: 1.25rem/1.4 var(--serif); text-decoration: none; }
.letters a:hover { background: var(--amber); color: var(--on-amber); }
.letter { padding-top: var(--s4); border-top: 1px solid var(--line); }
.letter li { margin: 0; padding: .3rem 0; break-inside: avoid; }
.letter li span { color: var(--muted); }
@media (min-width: 48rem) {
  .letter { display: grid; grid-template-columns: 5rem 1fr; grid-gap: var(--s4); }
  .letter ul { columns: 19rem; column-gap: var(--s5); }
}
.tags { font-size: .9375rem; }
.with-toc { padding-top: 0; }
.toc { margin-bottom: var(--s5); font-size: .9375rem; }
.toc h2 { margin-bottom: var(--s2); font: 700 .875rem/1.4 var(--sans); color: var(--muted); }
.toc ol { margin: 0; padding: 0; list-style: none; }
.toc li { margin: 0; border-top: 1px solid var(--hair); }
.toc a { display: block; padding: .45rem 0; text-decoration: none; }
.toc a:hover { text-decoration: underline; }
@media (min-width: 60rem) {
  .with-toc { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; grid-gap: var(--s6); }
  .with-toc .toc { grid-column: 2; grid-row: 1; }
  .with-toc .prose { grid-column: 1; grid-row: 1; }
  .two-columns { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 4fr); grid-gap: var(--s6); }
}
.joint-work { font: 1.35rem/1.4 var(--serif); }
.joint-work::first-letter, .partners p::first-letter { text-transform: uppercase; }
.search { max-width: 40rem; margin-bottom: var(--s4); }
.search label { display: block; margin-bottom: var(--s1); font-size: .9375rem; color: var(--muted); }
.search input { width: 100%; min-height: 3rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 0; background: var(--paper); color: var(--ink); font: 1.25rem/1.4 var(--sans); -webkit-appearance: none; appearance: none; }
.search input:focus { background: var(--paper); color: var(--ink); box-shadow: inset 0 0 0 3px var(--amber); }
.search p { margin: var(--s2) 0 0; min-height: 1.6em; color: var(--muted); }
[hidden] { display: none !important; }
.sitemap .wide { grid-column: 1 / -1; }
.sitemap .wide ul { columns: 17rem; column-gap: var(--s5); }
.sitemap { display: grid; grid-template-columns: 1fr; grid-gap: var(--s4) var(--s5); }
.sitemap > section { border-top: 1px solid var(--line); padding-top: var(--s3); }
.sitemap ul { padding: 0; list-style: none; }
.sitemap li { margin: 0; padding: .25rem 0; }
@media (min-width: 48rem) { .sitemap { grid-template-columns: 1fr 1fr; } }
.contact address { margin-bottom: var(--s5); }
.contact address p { margin-bottom: var(--s1); }
.to-fill-in { padding: 0 .25em; background: var(--land-1); color: var(--ink); }
.lost-grid { display: grid; grid-gap: var(--s5); align-items: center; padding-top: var(--section); padding-bottom: var(--section); }
.lost-map .locator { width: 100%; }
.lost-map .locator-here { fill: var(--paper); stroke: var(--paper); stroke-width: 4; }
@media (min-width: 60rem) { .lost-grid { grid-template-columns: 5fr 6fr; } }
.easy .prose { font-size: 1.2rem; line-height: 1.75; }
.easy .prose > * { max-width: 36rem; }

@media (min-width: 48rem) {
  .fields > li { display: grid; grid-template-columns: minmax(0, 1fr) 14rem; grid-column-gap: var(--s5); }
  .fields > li > * { grid-column: 1; }
  .fields > li > .field-sum { grid-column: 2; grid-row: 1 / span 2; }
  .news-item, .timeline li { display: grid; grid-template-columns: 12rem 1fr; grid-gap: var(--s4); align-items: baseline; }
}

/* Foot */

.site-footer { padding: var(--s5) 0; background: var(--footer); color: var(--on-footer); }
.site-footer a { color: var(--on-footer); }
.site-footer a:focus { outline-color: var(--on-footer); color: var(--on-amber); }
.site-footer a:focus:not(:focus-visible) { color: var(--on-footer); }
.footer-name { font: 1.25rem/1.3 var(--serif); }
.footer-menu ul { margin: 0; padding: 0; list-style: none; }
.footer-menu a { display: inline-block; padding: .3rem 0; }
.footer-credit { margin: var(--s4) 0 0; font-size: .875rem; }
@media (min-width: 48rem) {
  .site-footer-grid { display: grid; grid-template-columns: 5fr 7fr; grid-gap: var(--s5); }
  .footer-menu ul { columns: 2; }
  .footer-credit { grid-column: 1 / -1; }
}

/* No colour of ours: the reader's own */

@media (forced-colors: active) {
  .map-land path, .locator path { fill: Canvas; stroke: CanvasText; }
  .silhouette path, .hero-outline path, .neighbours a:hover .silhouette path { fill: CanvasText; stroke: none; }
  .map-land .c0, .map-land .c1, .map-land .c2, .map-land .c3, .map-land .c4, .locator .locator-land { fill: Canvas; }
  .locator .locator-borders { fill: none; }
  .map text { fill: CanvasText; }
  .map-leader { stroke: CanvasText; }
  .map-links a:hover use, .map-links a:focus use { fill: transparent; stroke: Highlight; stroke-width: 5px; }
  .map-links a:focus:not(:focus-visible):not(:hover) use { stroke: none; }
  .locator .locator-here { fill: Highlight; stroke: CanvasText; }
  .bar rect { fill: CanvasText; }
  .button { border: 1px solid ButtonText; }
  a:focus, summary:focus, button:focus, input:focus { outline-color: Highlight; }
  .menu-wide [aria-current] { border-color: Highlight; }
}

@media (prefers-reduced-motion: no-preference) {
  .map-links use { transition: fill 120ms; }
}

/* Paper */

@media print {
  :root {
    --paper: #fff; --paper-2: #fff; --ink: #000; --navy: #000; --link: #000; --muted: #333; --line: #555; --hair: #999;
    --land-1: #fff; --land-2: #fff; --land-3: #fff; --border: #000; --footer: #fff; --on-footer: #000;
    --s4: 1rem; --s5: 1.25rem; --s6: 1.5rem; --section: 1.25rem;
  }
  @page { size: A4; margin: 15mm 17mm; }
  html { font-size: 8.75pt; }
  body { display: block; line-height: 1.4; }
  h1 { font-size: 2.2rem; }
  h2 { font-size: 1.4rem; margin-bottom: .5rem; }
  p, ul, ol, dl { margin-bottom: .6rem; }
  .skip, .site-header nav, .menu-narrow, .breadcrumbs, .footer-menu, .turn, .toc, .letters, .skip-map, .actions,
  .hero-outline, .border-line, .neighbours, .atlas-more, .home-news { display: none; }
  .wrap { max-width: none; padding-left: 0; padding-right: 0; }
  main { padding: 0; }
  .site-header, .site-footer { padding: 0; }
  .brand { min-height: 0; }
  .brand::before, .languages { display: none; }
  .site-header-row { padding-top: 0; padding-bottom: .25rem; }
  .site-footer-grid { display: block; }
  .footer-name { margin: .5rem 0 0; font-size: 1rem; }
  .footer-credit { margin: .25rem 0 0; }
  .locator path { stroke-width: .5; }
  .compare td, .compare th { padding-top: .25rem; padding-bottom: .25rem; }
  .site-footer { margin-top: 1rem; border-top: 1px solid; font-size: 8pt; }
  a { text-decoration: none; }
  .prose a[href^="http"]::after, .sources a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
  h1, h2, h3 { break-after: avoid; }
  address, tr, .fact, figure, .map { break-inside: avoid; }
  .gmina-head { grid-template-columns: 1fr 2fr; }
  .gmina-silhouette svg { max-height: 3.5cm; }
  .gmina-locator { max-width: 4cm; margin-top: .5rem; }
  .rules li, .attractions li, .partners li, .gmina-list a { padding: .2rem 0; min-height: 0; }
  .villages { columns: 4; }
  .atlas-body { display: block; }
  .hero, .statement { display: block; padding-top: .5rem; padding-bottom: .5rem; }
  .statement h2 { max-width: none; }
  .atlas { margin-top: 0; padding: 0; }
  .prose, .wrap.prose > *, .lead { max-width: none; }
  .silhouette path, .locator .locator-here, .outline path { fill: #bbb; stroke: #000; }
  .map-names { display: inline; }
  .map-numbers { display: none; }
  .gmina-body { display: grid; grid-template-columns: 7fr 4fr; grid-gap: 1.5rem; }
  .gmina-aside { padding-top: 0; }
  .facts { grid-template-columns: repeat(3, 1fr); }
  .fact { padding: .25rem 0; }
  main > section.wrap:not(.statement), .gmina-body, .page-head, .gmina-head { padding-top: .5rem; padding-bottom: .25rem; }
}

.preview { margin: 0; padding: var(--s2) var(--gutter); background: var(--amber); color: var(--on-amber); font-weight: 700; text-align: center; }

"""##),
        StarterFile(path: "templates/404.html", text: ##"""
{% extends "baza.html" %}
{% block klasa %}lost{% endblock %}
{% block adres %}<meta name="robots" content="noindex">{% endblock %}
{% block tresc %}
<div class="wrap lost-grid">
<div>
<h1>{{ t("not_found") }}</h1>
<p class="lead">{{ t("lost_sentence") }}</p>
<p class="actions"><a class="button" href="{{ t("url_home") }}">{{ t("home") }}</a></p>
</div>
<div class="lost-map" aria-hidden="true">{{ map.outline() }}</div>
</div>
<section class="wrap" aria-labelledby="lost-gminy">
<h2 id="lost-gminy">{{ t("lost_list") }}</h2>
<ol class="gmina-list">
{%- for gmina in collections.gminy %}
<li><a href="{{ gmina.url }}">{{ gmina.title }}</a></li>
{%- endfor %}
</ol>
</section>
{% endblock %}

"""##),
        StarterFile(path: "templates/_makra.html", text: ##"""
{#- Pieces that several pages share. A macro sees only its arguments and the global functions t() and map. -#}

{%- macro menu(items, here) -%}
<ul>
{%- for item in items %}
<li><a href="{{ item.url }}"{% if item.url == here %} aria-current="page"{% elif item.current %} aria-current="true"{% endif %}>{{ item.label }}</a></li>
{%- endfor %}
</ul>
{%- endmacro -%}

{%- macro day(value) -%}
<time datetime="{{ value | date("iso") }}">{{ value | date("long") }}</time>
{%- endmacro -%}

{%- macro phone(number) -%}
<a href="tel:{% if "+" not in number %}+48{% endif %}{{ number | replace(" ", "") | replace("-", "") }}">{{ number }}</a>
{%- endmacro -%}

{%- macro email(address) -%}
<a href="mailto:{{ address }}">{{ address }}</a>
{%- endmacro -%}

{#- A web address as people say it: without the scheme and the closing slash. -#}
{%- macro website(address) -%}
<a href="{{ address }}">{{ address | replace("https://", "") | replace("http://", "") | trim("/") }}</a>
{%- endmacro -%}

{#- One figure of a definition grid; the note holds its year or its source. -#}
{%- macro fact(label, note="", wide=false) -%}
<div class="fact{% if wide %} fact-text{% endif %}">
<dt>{{ label }}</dt>
<dd>{{ caller() }}{% if note %} <small>{{ note }}</small>{% endif %}</dd>
</div>
{%- endmacro -%}

{%- macro sources(items) -%}
<section class="sources" aria-labelledby="sekcja-zrodla">
<h2 id="sekcja-zrodla">{{ t("sources") }}</h2>
<ul>
{%- for source in items %}
<li>{% if source.url %}<a href="{{ source.url }}">{{ source.nazwa | typeset }}</a>{% else %}{{ source.nazwa | typeset }}{% endif %}{% if source.data %}, {{ day(source.data) }}{% endif %}</li>
{%- endfor %}
</ul>
</section>
{%- endmacro -%}

{%- macro neighbour_links(label, previous, next) -%}
<nav class="turn" aria-label="{{ label }}">
{%- if previous %}
<a class="turn-previous" rel="prev" href="{{ previous.url }}"><span>{{ t("previous") }}</span> {{ previous.title }}</a>
{%- endif %}
{%- if next %}
<a class="turn-next" rel="next" href="{{ next.url }}"><span>{{ t("next") }}</span> {{ next.title }}</a>
{%- endif %}
</nav>
{%- endmacro -%}

{%- macro news_item(item, level) -%}
<li class="news-item">
<p class="news-date">{% if item.date %}{{ day(item.date) }}{% endif %}</p>
<div>
{% if level == 2 %}<h2><a href="{{ item.url }}">{{ item.title }}</a></h2>{% else %}<h3><a href="{{ item.url }}">{{ item.title }}</a></h3>{% endif %}
{% if item.description %}<p>{{ item.description | typeset }}</p>{% endif %}
</div>
</li>
{%- endmacro -%}

{#- What only the operator knows: the value, or the words that the law's form wants in its place. -#}
{%- macro to_fill_in() -%}
<span class="to-fill-in">{{ t("to_fill_in") }}</span>
{%- endmacro -%}

{#- The enum of the front matter in the words of the page's language. -#}
{%- macro status(value) -%}
{% if value == "miejska" %}{{ t("status_urban") }}{% elif value == "miejsko-wiejska" %}{{ t("status_mixed") }}{% else %}{{ t("status_rural") }}{% endif %}
{%- endmacro -%}

"""##),
        StarterFile(path: "templates/aktualnosc.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block klasa %}article{% endblock %}
{% block rodzaj_strony %}article{% endblock %}
{% block dane %}
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": {{ entry.title | json }}, {% if entry.date %}"datePublished": {{ entry.date | date("iso") | json }}, {% endif %}"inLanguage": {{ page.language | json }}, "mainEntityOfPage": {{ page.canonical | json }}, "publisher": {"@type": "Organization", "name": {{ site.title | json }}}}
</script>
{%- endblock %}
{% block tresc %}
<article>
<div class="wrap page-head">
{% if entry.date %}<p class="overline">{{ m.day(entry.date) }}</p>{% endif %}
<h1>{{ entry.title }}</h1>
{% if entry.description %}<p class="lead">{{ entry.description | typeset }}</p>{% endif %}
</div>
<div class="wrap prose">{{ entry.content }}</div>
<div class="wrap">
{% if entry.zrodla %}{{ m.sources(entry.zrodla) }}{% endif %}
{{ m.neighbour_links(t("other_news"), entry.previous, entry.next) }}
</div>
</article>
{% endblock %}

"""##),
        StarterFile(path: "templates/aktualnosci.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block tresc %}
<div class="wrap page-head">
<h1>{{ page.title }}</h1>
{% if page.description %}<p class="lead">{{ page.description | typeset }}</p>{% endif %}
</div>
<div class="wrap">
<ul class="news">
{%- for item in pagination.items %}
{{ m.news_item(item, 2) }}
{%- endfor %}
</ul>
{% if pagination.total > 1 -%}
<nav class="turn" aria-label="{{ t("pages_of_list") }}">
{% if pagination.previousURL %}<a class="turn-previous" rel="prev" href="{{ pagination.previousURL }}">{{ t("newer") }}</a>{% endif %}
<p>{{ t("page_number") }} {{ pagination.number }} {{ t("of") }} {{ pagination.total }}</p>
{% if pagination.nextURL %}<a class="turn-next" rel="next" href="{{ pagination.nextURL }}">{{ t("older") }}</a>{% endif %}
</nav>
{%- endif %}
</div>
{% endblock %}

"""##),
        StarterFile(path: "templates/baza.html", text: ##"""
{% import "_makra.html" as m -%}
<!DOCTYPE html>
<html lang="{{ page.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'">
<title>{% block tytul %}{{ page.title }} – {{ site.title }}{% endblock %}</title>
{% if page.description %}<meta name="description" content="{{ page.description }}">
{% endif -%}
{% block adres %}{% if page.noindex %}<meta name="robots" content="noindex">
{% endif %}<link rel="canonical" href="{{ page.canonical }}">{% endblock %}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1820" media="(prefers-color-scheme: dark)">
<link rel="stylesheet" href="{{ "/style.css" | asset }}" integrity="{{ "/style.css" | integrity }}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta property="og:site_name" content="{{ site.title }}">
<meta property="og:title" content="{{ page.title }}">
{% if page.description %}<meta property="og:description" content="{{ page.description }}">
{% endif -%}
<meta property="og:type" content="{% block rodzaj_strony %}website{% endblock %}">
<meta property="og:url" content="{{ page.canonical }}">
<meta property="og:locale" content="{{ t("og_locale") }}">
<meta name="deklaracja-dostępności" content="{{ t("url_declaration") | absolute_url }}">
{%- block dane %}{% endblock %}
{%- if page.breadcrumbs | length > 1 %}
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [
{%- for step in page.breadcrumbs %}
{"@type": "ListItem", "position": {{ loop.index | json }}, "name": {{ step.label | json }}, "item": {{ step.url | absolute_url | json }}}{% if not loop.last %},{% endif %}
{%- endfor %}
]}
</script>
{%- endif %}
</head>
<body class="{% block klasa %}page{% endblock %}">
<a class="skip" href="#tresc">{{ t("skip_to_content") }}</a>
{% if site.preview %}<p class="preview">{{ t("preview") }}</p>
{% endif -%}
<header class="site-header">
<div class="wrap site-header-row">
<a class="brand" href="{{ t("url_home") }}"><span>{{ site.title }}</span></a>
{#- The menu stands twice: a wide row and, for phones, a fold that opens without a script. One is always hidden. #}
<nav class="menu-wide" aria-label="{{ t("main_menu") }}">{{ m.menu(menus.main, page.url) }}</nav>
<details class="menu-narrow">
<summary>{{ t("menu") }}</summary>
<nav aria-label="{{ t("main_menu") }}">{{ m.menu(menus.main, page.url) }}</nav>
</details>
</div>
</header>
{% if page.breadcrumbs | length > 1 -%}
<nav class="breadcrumbs wrap" aria-label="{{ t("breadcrumbs") }}">
<ol>
{%- for step in page.breadcrumbs %}
<li>{% if loop.last %}<span aria-current="page">{{ step.label }}</span>{% else %}<a href="{{ step.url }}">{{ step.label }}</a>{% endif %}</li>
{%- endfor %}
</ol>
</nav>
{%- endif %}
<main id="tresc" tabindex="-1">
{% block tresc %}{% endblock %}
</main>
<footer class="site-footer">
<div class="wrap site-footer-grid">
<div class="footer-operator">
<p class="footer-name">{% if site.operator.name %}{{ site.operator.name }}{% else %}{{ site.title }}{% endif %}</p>
{% if site.operator.address or site.operator.phone or site.operator.email -%}
<address>
{% if site.operator.address %}<p>{{ site.operator.address }}</p>{% endif %}
{% if site.operator.phone %}<p>{{ t("phone") }}: {{ m.phone(site.operator.phone) }}</p>{% endif %}
{% if site.operator.email %}<p>{{ t("email") }}: {{ m.email(site.operator.email) }}</p>{% endif %}
</address>
{%- endif %}
{% if site.operator.nip or site.operator.regon or site.operator.krs -%}
<p class="footer-numbers">
{%- if site.operator.krs %}<span>KRS {{ site.operator.krs }}</span> {% endif %}
{%- if site.operator.nip %}<span>NIP {{ site.operator.nip }}</span> {% endif %}
{%- if site.operator.regon %}<span>REGON {{ site.operator.regon }}</span>{% endif -%}
</p>
{%- endif %}
{% if site.operator.bip %}<p><a href="{{ site.operator.bip }}">{{ t("bip_long") }}</a></p>{% endif %}
</div>
<nav class="footer-menu" aria-label="{{ t("footer_menu") }}">{{ m.menu(menus.footer, page.url) }}</nav>
<p class="footer-credit">{{ t("boundaries_credit") }}</p>
</div>
</footer>
{% block skrypty %}{% endblock %}
</body>
</html>

"""##),
        StarterFile(path: "templates/deklaracja.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{#- The accessibility declaration: headings, their order and the ids are those of the ministry's technical conditions 2.0 of 31 July 2024. A validator reads the ids, so each stands once and is never translated. -#}
{% macro dated(id, day) -%}
{% if day %}<time id="{{ id }}" datetime="{{ day | date("iso") }}">{{ day | date("long") }}</time>{% else %}<span id="{{ id }}">{{ m.to_fill_in() }}</span>{% endif %}
{%- endmacro %}
{% block tresc %}
<div class="wrap page-head">
<h1>{{ entry.title }}</h1>
</div>
<div class="wrap prose declaration">
<p id="a11y-wstep"><span id="a11y-podmiot">{% if site.operator.name %}{{ site.operator.name }}{% else %}{{ site.title }}{% endif %}</span> {{ t("declaration_ensures") }} <span id="a11y-zakres">{{ t("declaration_scope") }}</span> {{ t("declaration_act") }} {{ t("declaration_applies") }} <a id="a11y-url" href="/">{{ site.baseURL }}</a>.</p>
<p>{{ t("declaration_published") }}: {{ dated("a11y-data-publikacja", entry.publikacja) }}.<br>
{{ t("declaration_updated") }}: {{ dated("a11y-data-aktualizacja", entry.updated or entry.publikacja) }}.</p>
<h2>{{ t("declaration_state") }}</h2>
<p id="a11y-status">{{ t("declaration_site_is") }} <strong>{% if entry.status == "zgodna" %}{{ t("declaration_conforms") }}{% elif entry.status == "częściowo zgodna" %}{{ t("declaration_conforms_partly") }}{% elif entry.status == "niezgodna" %}{{ t("declaration_does_not_conform") }}{% else %}{{ m.to_fill_in() }}{% endif %}</strong> {{ t("declaration_with_annex") }}</p>
{{ entry.content }}
<h2>{{ t("declaration_preparation") }}</h2>
<p>{{ t("declaration_made") }}: {{ dated("a11y-data-sporzadzenie", entry.sporzadzenie) }}.
{%- if entry.przeglad %}<br>
{{ t("declaration_reviewed") }}: {{ dated("a11y-data-przeglad", entry.przeglad) }}.
{%- endif %}</p>
<p>{{ t("declaration_method") }}</p>
<h2>{{ t("declaration_feedback") }}</h2>
<p>{{ t("declaration_feedback_text") }}</p>
<ul>
<li>{{ t("declaration_contact") }}: <span id="a11y-kontakt">{% if site.operator.accessibilityContact %}{{ site.operator.accessibilityContact }}{% else %}{{ m.to_fill_in() }}{% endif %}</span></li>
<li>{{ t("email") }}: <span id="a11y-email">{% if site.operator.email %}{{ m.email(site.operator.email) }}{% else %}{{ m.to_fill_in() }}{% endif %}</span></li>
<li>{{ t("phone") }}: <span id="a11y-telefon">{% if site.operator.phone %}{{ m.phone(site.operator.phone) }}{% else %}{{ m.to_fill_in() }}{% endif %}</span></li>
</ul>
<h2>{{ t("declaration_requests") }}</h2>
<div id="a11y-procedura">
<p>{{ t("declaration_right") }}</p>
<p>{{ t("declaration_request_must") }}</p>
<p>{{ t("declaration_term") }}</p>
<p>{{ t("declaration_complaint") }} <a href="https://www.rpo.gov.pl/">{{ t("ombudsman") }}</a>.</p>
</div>
<h2>{{ t("declaration_other") }}</h2>
<h3>{{ t("declaration_building") }}</h3>
<p id="a11y-architektura">{{ t("declaration_office") }}: {% if site.operator.address %}{{ site.operator.address }}{% else %}{{ m.to_fill_in() }}{% endif %}. {{ t("declaration_building_text") }}: {{ m.to_fill_in() }}.</p>
<h3>{{ t("declaration_communication") }}</h3>
<p id="a11y-komunikacja">{{ t("declaration_communication_text") }}: {{ m.to_fill_in() }}.</p>
</div>
{% endblock %}

"""##),
        StarterFile(path: "templates/gmina.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block klasa %}gmina{% endblock %}
{% block dane %}
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "AdministrativeArea", "name": {{ entry.title | json }}, "url": {{ page.canonical | json }}, "identifier": {{ entry.teryt | json }}, "containedInPlace": {"@type": "AdministrativeArea", "name": {{ site.title | json }}, "url": {{ site.baseURL | json }}}
{%- if entry.kontakt and entry.kontakt.www %}, "sameAs": {{ entry.kontakt.www | json }}{% endif %}}
</script>
{%- endblock %}
{% block tresc %}
<div class="gmina-head wrap">
<div class="gmina-silhouette" aria-hidden="true">{{ map.silhouette(entry) }}</div>
<div class="gmina-name">
<p class="overline">{{ m.status(entry.status) }}</p>
<h1>{{ entry.title }}</h1>
{% if entry.description %}<p class="lead">{{ entry.description | typeset }}</p>{% endif %}
<div class="gmina-locator">{{ map.locator(entry) }}</div>
</div>
</div>
<section class="wrap" aria-labelledby="sekcja-fakty">
<h2 id="sekcja-fakty">{{ t("basic_facts") }}</h2>
<dl class="facts">
{% call m.fact(t("area"), t("area_note")) %}{{ map.area(entry) | number(2) }}&nbsp;km²{% endcall %}
{% if entry.ludnosc and entry.ludnosc.liczba -%}
<div class="fact">
<dt>{{ t("population") }}</dt>
<dd>{{ entry.ludnosc.liczba | number }}
{%- if entry.ludnosc.rok %} <small>{{ t("as_of") }} <time datetime="{{ entry.ludnosc.rok }}">{{ entry.ludnosc.rok }}&nbsp;{{ t("year_short") }}</time></small>{% endif %}
{%- if entry.ludnosc.zrodlo %} <small>{{ entry.ludnosc.zrodlo }}</small>{% endif %}</dd>
</div>
{%- endif %}
{% call m.fact(t("status"), "", true) %}{{ m.status(entry.status) }}{% endcall %}
{% if entry.siedziba %}{% call m.fact(t("seat"), "", true) %}{{ entry.siedziba }}{% endcall %}{% endif %}
{% call m.fact(t("teryt"), "", true) %}{{ entry.teryt }}{% endcall %}
</dl>
</section>
<div class="wrap gmina-body">
<div class="prose">{{ entry.content }}</div>
<div class="gmina-aside">
{% if entry.atuty -%}
<section aria-labelledby="sekcja-atuty">
<h2 id="sekcja-atuty">{{ t("strengths") }}</h2>
<ul class="rules">{% for item in entry.atuty %}<li>{{ item | typeset }}</li>{% endfor %}</ul>
</section>
{%- endif %}
</div>
</div>
{% if entry.miejscowosci -%}
<section class="wrap" aria-labelledby="miejscowosci">
<h2 id="miejscowosci">{{ t("villages") }}</h2>
<ul class="villages">{% for name in entry.miejscowosci %}<li>{{ name }}</li>{% endfor %}</ul>
</section>
{%- endif %}
<section class="wrap" aria-labelledby="sekcja-sasiedzi">
<h2 id="sekcja-sasiedzi">{{ t("neighbours") }}</h2>
<p>{{ t("borders_on") }}: {% for n in map.neighbours(entry) %}{{ n.entry.title }} ({{ (n.border / 1000) | number(1) }}&nbsp;km){{ ", " if not loop.last else "." }}{% endfor %}</p>
<ul class="neighbours">
{%- for n in map.neighbours(entry) %}
<li><a href="{{ n.entry.url }}"><span class="neighbour-shape" aria-hidden="true">{{ map.silhouette(n.entry, "small") }}</span> <span>{{ n.entry.title }}</span></a></li>
{%- endfor %}
</ul>
</section>
{% if entry.kontakt -%}
<section class="wrap contact" aria-labelledby="kontakt">
<h2 id="kontakt">{{ t("gmina_office") }}</h2>
<address>
{% if entry.kontakt.adres %}<p>{{ entry.kontakt.adres }}</p>{% endif %}
{% if entry.kontakt.telefon %}<p>{{ t("phone") }}: {{ m.phone(entry.kontakt.telefon) }}</p>{% endif %}
{% if entry.kontakt.email %}<p>{{ t("email") }}: {{ m.email(entry.kontakt.email) }}</p>{% endif %}
{% if entry.kontakt.www %}<p>{{ t("website") }}: {{ m.website(entry.kontakt.www) }}</p>{% endif %}
{% if entry.kontakt.bip %}<p>{{ t("bip") }}: {{ m.website(entry.kontakt.bip) }}</p>{% endif %}
</address>
</section>
{%- endif %}
<div class="wrap">
{% if entry.zrodla %}{{ m.sources(entry.zrodla) }}{% endif %}
{{ m.neighbour_links(t("other_gminas"), entry.previous, entry.next) }}
</div>
{% endblock %}

"""##),
        StarterFile(path: "templates/gminy.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block klasa %}gminy{% endblock %}
{% block tresc %}
<div class="wrap page-head">
<h1>{{ page.title }}</h1>
{% if page.description %}<p class="lead">{{ page.description | typeset }}</p>{% endif %}
</div>
<div class="wrap">
<table class="compare">
<caption>{{ t("compare_caption") }}</caption>
<thead><tr><th scope="col">{{ t("gmina") }}</th><th scope="col" class="number with-bar">{{ t("area_short") }}</th><th scope="col" class="number">{{ t("population_short") }}</th></tr></thead>
<tbody>
{%- for gmina in collections.gminy %}
<tr>
<th scope="row"><a href="{{ gmina.url }}"><span class="row-shape" aria-hidden="true">{{ map.silhouette(gmina, "small") }}</span><span>{{ gmina.title }}</span></a> <small>{{ m.status(gmina.status) }}</small></th>
<td class="number with-bar"><span>{{ map.area(gmina) | number(2) }}</span> <svg class="bar" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true"><rect width="{{ map.area(gmina) | round | int }}" height="8"/></svg></td>
<td class="number">{% if gmina.ludnosc and gmina.ludnosc.liczba %}{{ gmina.ludnosc.liczba | number }}{% if gmina.ludnosc.rok %} <small>{{ gmina.ludnosc.rok }}&nbsp;{{ t("year_short") }}</small>{% endif %}{% else %}<small>{{ t("no_data") }}</small>{% endif %}</td>
</tr>
{%- endfor %}
</tbody>
</table>
<p class="note">{{ t("compare_note") }}</p>
</div>
{% endblock %}

"""##),
        StarterFile(path: "templates/kontakt.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block tresc %}
<div class="wrap page-head">
<h1>{{ entry.title }}</h1>
{% if entry.description %}<p class="lead">{{ entry.description | typeset }}</p>{% endif %}
</div>
<div class="wrap contact">
{% if site.operator.address or site.operator.phone or site.operator.email -%}
<address>
{% if site.operator.name %}<p><strong>{{ site.operator.name }}</strong></p>{% endif %}
{% if site.operator.address %}<p>{{ site.operator.address }}</p>{% endif %}
{% if site.operator.phone %}<p>{{ t("phone") }}: {{ m.phone(site.operator.phone) }}</p>{% endif %}
{% if site.operator.email %}<p>{{ t("email") }}: {{ m.email(site.operator.email) }}</p>{% endif %}
</address>
{%- endif %}
<div class="prose">{{ entry.content }}</div>
{% if site.operator.dataProtection %}<p>{{ t("data_protection") }}: {{ site.operator.dataProtection }}</p>{% endif %}
</div>
{% if entry.zrodla %}<div class="wrap">{{ m.sources(entry.zrodla) }}</div>{% endif %}
{% endblock %}

"""##),
        StarterFile(path: "templates/mapa-strony.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block tresc %}
<div class="wrap page-head">
<h1>{{ entry.title }}</h1>
{% if entry.description %}<p class="lead">{{ entry.description | typeset }}</p>{% endif %}
</div>
<div class="wrap sitemap">
<section aria-labelledby="mapa-menu"><h2 id="mapa-menu">{{ t("sections") }}</h2>{{ m.menu(menus.main, page.url) }}{{ m.menu(menus.footer, page.url) }}</section>
<section aria-labelledby="spis-gminy"><h2 id="spis-gminy">{{ t("gminas") }}</h2>
<ul>{% for item in collections.gminy %}<li><a href="{{ item.url }}">{{ item.title }}</a></li>{% endfor %}</ul></section>
<section aria-labelledby="spis-aktualnosci"><h2 id="spis-aktualnosci">{{ t("news") }}</h2>
<ul>{% for item in collections.aktualnosci %}<li><a href="{{ item.url }}">{{ item.title }}</a></li>{% endfor %}</ul></section>
</div>
{% endblock %}

"""##),
        StarterFile(path: "templates/strona-glowna.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block klasa %}home{% endblock %}
{% block tytul %}{{ site.title }}{% if entry.haslo %} – {{ entry.haslo }}{% endif %}{% endblock %}
{% block dane %}
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "WebSite", "name": {{ site.title | json }}, "url": {{ site.baseURL | json }}, "inLanguage": {{ page.language | json }}}
</script>
{%- endblock %}
{% block tresc %}
<div class="hero wrap">
<div class="hero-words">
<h1>{{ entry.title }}</h1>
{% if entry.haslo %}<p class="slogan">{{ entry.haslo | typeset }}</p>{% endif %}
{% if entry.description %}<p class="hero-sentence">{{ entry.description | typeset }}</p>{% endif %}
<p class="actions"><a class="button" href="#gminy">{{ t("meet_the_gminas") }}</a></p>
</div>
<div class="hero-outline" aria-hidden="true">{{ map.outline() }}</div>
</div>
<div class="wrap prose statement">{{ entry.content }}</div>
<section class="atlas" aria-labelledby="gminy">
<div class="wrap">
<div class="atlas-head">
<h2 id="gminy">{{ t("gminas") }}</h2>
<p class="call">{{ t("call_to_map") | typeset }}</p>
</div>
<div class="atlas-body">
<div class="atlas-list">
<ol class="gmina-list">
{%- for gmina in collections.gminy %}
<li><a href="{{ gmina.url }}">{{ gmina.title }}</a></li>
{%- endfor %}
</ol>
</div>
<div class="atlas-map">
<a class="skip-map" href="#po-mapie">{{ t("skip_map") }}</a>
{{ map.svg() }}
</div>
</div>
</div>
</section>
<div id="po-mapie" tabindex="-1"></div>
{% if collections.aktualnosci %}
<section class="wrap home-news" aria-labelledby="aktualnosci">
<h2 id="aktualnosci">{{ t("news") }}</h2>
<ul class="news">
{%- for item in collections.aktualnosci[:3] %}
{{ m.news_item(item, 3) }}
{%- endfor %}
</ul>
<p><a href="{{ t("url_news") }}">{{ t("all_news") }}</a></p>
</section>
{% endif %}
{% endblock %}

"""##),
        StarterFile(path: "templates/strona.html", text: ##"""
{% extends "baza.html" %}
{% import "_makra.html" as m %}
{% block tresc %}
<div class="wrap page-head">
<h1>{{ entry.title }}</h1>
{% if entry.description %}<p class="lead">{{ entry.description | typeset }}</p>{% endif %}
</div>
{% set headings = entry.toc | where("level", 2) %}
<div class="wrap{% if headings | length > 2 %} with-toc{% endif %}">
{% if headings | length > 2 -%}
<nav class="toc" aria-labelledby="spis">
<h2 id="spis">{{ t("on_this_page") }}</h2>
<ol>{% for heading in headings %}<li><a href="{{ heading.url }}">{{ heading.title }}</a></li>{% endfor %}</ol>
</nav>
{%- endif %}
<div class="prose">
{{ entry.content }}
{% block dodatek %}{% endblock %}
{% if entry.updated %}<p class="note">{{ t("updated") }} {{ m.day(entry.updated) }}</p>{% endif %}
</div>
</div>
{% if entry.zrodla %}<div class="wrap">{{ m.sources(entry.zrodla) }}</div>{% endif %}
{% endblock %}

"""##),
    ]
}
