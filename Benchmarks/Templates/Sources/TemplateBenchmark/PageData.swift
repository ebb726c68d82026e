/// The page that all engines render: layout, menu of 6, 15 gminas in the footer, 8 facts, 4 tags, 6 KB of body.
enum PageData {
    static let title = "Świątniki Górne"
    static let site = "Metropolia Krakowska"
    static let url = "/gminy/swiatniki-gorne/"
    static let menu = ["Gminy", "Partnerzy", "Projekty", "Aktualności", "O nas", "Kontakt"].enumerated().map {
        place, label in
        (label: label, url: "/\(place)/", current: place == 0)
    }
    static let gminy = [
        "Biskupice", "Czernichów", "Igołomia-Wawrzeńczyce", "Kocmyrzów-Luborzyca", "Kraków", "Liszki", "Michałowice",
        "Mogilany", "Niepołomice", "Skawina", "Świątniki Górne", "Wieliczka", "Wielka Wieś", "Zabierzów", "Zielonki",
    ].enumerated().map { place, name in (title: name, url: "/gminy/\(place)/") }
    static let facts = (1...8).map { number in
        (
            name: "Fakt \(number)", value: "wartość & miara \(number * 1000)",
            source: number.isMultiple(of: 2) ? "GUS, 2024" : ""
        )
    }
    static let tags = ["zamek", "rzeka", "tradycje", "kłódki"]
    static let body: String = {
        var text = ""
        while text.utf8.count < 6000 {
            text +=
                "<p>Metropolia Krakowska to przestrzeń <em>przemyślanej</em>, dobrze zaplanowanej współpracy gmin.</p>\n"
        }
        return text
    }()
}
