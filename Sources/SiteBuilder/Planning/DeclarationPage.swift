import Diagnostics

/// The setting `declaration` names a page that exists.
enum DeclarationPage {
    static func findings(_ config: SiteConfig, _ plan: Plan) -> [Diagnostic] {
        guard let declaration = config.declaration, !plan.pages.contains(where: { $0.url == declaration.url }) else {
            return []
        }
        let remedy = NearMiss.remedy(for: declaration.url, in: plan.pages.map(\.url))
        return [
            Diagnostic(
                .badConfig,
                Words(
                    pl: "„declaration”: strony \(declaration.url) nie ma",
                    en: "“declaration”: there is no page \(declaration.url)"),
                at: Location(config.file, declaration.span),
                remedy: remedy
                    ?? Words(
                        pl: "wpisz adres strony z deklaracją dostępności, na przykład /deklaracja-dostepnosci/",
                        en: "write the address of the accessibility declaration, such as /deklaracja-dostepnosci/"))
        ]
    }
}
