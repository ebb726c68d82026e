import Diagnostics

extension Rule {
    public static let missingAsset = Rule(
        "missing-asset",
        why: Words(
            pl: "Bez tego pliku strona nie miałaby wyglądu, skryptu albo obrazu.",
            en: "Without this file the page would lack its looks, a script or a picture."))
    public static let brokenStyleSheet = Rule(
        "broken-stylesheet",
        why: Words(
            pl: "Przeglądarka pomija resztę arkusza za takim miejscem, a strona wygląda inaczej, niż ktoś napisał.",
            en:
                "Browsers leave out the rest of a style sheet after such a place, and pages look other than was written."
        ))
    public static let importCircle = Rule(
        "stylesheet-circle", .warning,
        why: Words(
            pl: "Arkusze, które wczytują się nawzajem, nie mogą nosić w nazwie skrótu swojej treści.",
            en: "Style sheets that import each other cannot carry a hash of their bytes in their names."))
    public static let unusedAsset = Rule(
        "unused-asset", .warning,
        why: Words(
            pl: "Plik, do którego nic nie prowadzi, waży w repozytorium i na serwerze, a nikt go nie zobaczy.",
            en: "A file that nothing leads to takes room in the repository and on the server, and nobody sees it."))
    public static let looksHashed = Rule(
        "name-looks-hashed", .warning,
        why: Words(
            pl: "Serwer każe przeglądarkom trzymać takie pliki bezterminowo, więc zmiany nikt by nie zobaczył.",
            en: "Servers tell browsers to keep such files for ever, so nobody would see a change."))

    /// Every rule of this module.
    public static let assetRules: [Rule] = [
        .missingAsset, .brokenStyleSheet, .importCircle, .unusedAsset, .looksHashed,
    ]
}
