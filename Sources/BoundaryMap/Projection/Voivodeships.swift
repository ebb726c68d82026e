/// Where each voivodeship lies, roughly: degrees of its outermost points, rounded outwards to a tenth.
///
/// The first two digits of a TERYT code name the voivodeship, so a code tells which of two axis orders puts a boundary
/// where it belongs. (The boxes were read off a map for this purpose; they are no boundaries.)
enum Voivodeships {
    /// Whether a place lies in the voivodeship of a TERYT code; nil when the code names none.
    static func holds(code: String, longitude: Double, latitude: Double) -> Bool? {
        guard let number = Int(code.prefix(2)), number.isMultiple(of: 2), (2...32).contains(number),
            code.utf8.count >= 6
        else { return nil }
        let box = boxes[number / 2 - 1]
        return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north
    }

    private static let boxes: [(west: Double, south: Double, east: Double, north: Double)] = [
        (14.8, 50.0, 17.9, 51.9),  // 02 dolnośląskie
        (17.2, 52.3, 19.8, 53.8),  // 04 kujawsko-pomorskie
        (21.6, 50.2, 24.2, 52.3),  // 06 lubelskie
        (14.5, 51.3, 16.5, 53.2),  // 08 lubuskie
        (18.0, 50.8, 20.7, 52.4),  // 10 łódzkie
        (19.0, 49.1, 21.5, 50.6),  // 12 małopolskie
        (19.2, 51.0, 23.2, 53.5),  // 14 mazowieckie
        (16.9, 49.9, 18.8, 51.3),  // 16 opolskie
        (21.1, 48.9, 23.6, 50.9),  // 18 podkarpackie
        (21.5, 52.2, 24.0, 54.5),  // 20 podlaskie
        (16.6, 53.4, 19.7, 54.9),  // 22 pomorskie
        (17.9, 49.3, 20.0, 51.2),  // 24 śląskie
        (19.6, 50.1, 21.9, 51.4),  // 26 świętokrzyskie
        (19.1, 53.1, 22.9, 54.5),  // 28 warmińsko-mazurskie
        (15.7, 51.1, 19.1, 53.7),  // 30 wielkopolskie
        (14.0, 52.6, 17.0, 54.7),  // 32 zachodniopomorskie
    ]
}
