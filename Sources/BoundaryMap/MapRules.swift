import Diagnostics

extension Rule {
    static let mapFormat = Rule(
        "map-format",
        why: Words(
            pl: "plik granic musi być kompletnym GeoJSON, TopoJSON albo Shapefile z wielokątami",
            en: "a boundary file must be whole GeoJSON, TopoJSON or Shapefile with polygons"))
    static let mapKey = Rule(
        "map-key",
        why: Words(
            pl: "po kluczu łączy się granicę z jej stroną, więc każda ma dokładnie jeden",
            en: "the key joins a boundary to its page, so each has exactly one"))
    static let mapCoordinates = Rule(
        "map-coordinates",
        why: Words(
            pl: "współrzędne spoza Polski albo w złej kolejności dają mapę innego miejsca",
            en: "coordinates outside Poland, or in the wrong order, draw another place"))
    static let mapReferenceSystem = Rule(
        "map-crs", .warning,
        why: Words(
            pl: "RFC 7946 zna tylko stopnie WGS 84; inny układ trzeba odczytać świadomie",
            en: "RFC 7946 knows only WGS 84 degrees; another system has to be read on purpose"))
    static let mapRing = Rule(
        "map-ring",
        why: Words(
            pl: "pierścień, który się nie zamyka, przecina albo nie ma pola, nie jest granicą",
            en: "a ring that does not close, crosses itself or has no area bounds nothing"))
    static let mapMended = Rule(
        "map-mended", .warning,
        why: Words(
            pl: "naprawiona usterka źródła może być śladem większej",
            en: "a mended fault of the source may be the trace of a larger one"))
    static let mapOverlap = Rule(
        "map-overlap",
        why: Words(
            pl: "gminy nie mogą na siebie nachodzić: mapa byłaby fałszywa",
            en: "municipalities cannot overlap: the map would be false"))
    static let mapNearBorder = Rule(
        "map-near-border", .warning,
        why: Words(
            pl: "granice, które prawie się stykają, rysują podwójną linię i gubią sąsiada",
            en: "borders that almost touch draw a double line and lose a neighbour"))
    static let mapTolerance = Rule(
        "map-tolerance",
        why: Words(
            pl: "lepiej nie mieć mapy niż mieć mapę z przecięciami",
            en: "no map is better than a map with crossings"))
    static let boundaryWithoutEntry = Rule(
        "boundary-without-entry",
        why: Words(
            pl: "kontur na mapie prowadzi na stronę, która musi istnieć",
            en: "a shape on the map leads to a page that has to exist"))
    static let entryWithoutBoundary = Rule(
        "entry-without-boundary",
        why: Words(
            pl: "gmina bez konturu wypada z mapy, z listy sąsiadów i z lokalizatora",
            en: "an entry without a shape is missing from the map, the neighbours and the locator"))
    static let boundaryName = Rule(
        "boundary-name",
        why: Words(
            pl: "ta sama gmina pod dwiema nazwami to zwykle pomylony klucz",
            en: "one municipality under two names is usually a mistaken key"))
    static let areaDiffers = Rule(
        "area-differs", .warning,
        why: Words(
            pl: "powierzchnia wpisu powinna zgadzać się z powierzchnią konturu",
            en: "the area in the entry should agree with the area of the shape"))

    /// Every rule of the map, in the order in which the road meets them.
    public static let mapRules: [Rule] = [
        mapFormat, mapKey, mapCoordinates, mapReferenceSystem, mapRing, mapMended, mapOverlap, mapNearBorder,
        mapTolerance, boundaryWithoutEntry, entryWithoutBoundary, boundaryName, areaDiffers,
    ]
}
