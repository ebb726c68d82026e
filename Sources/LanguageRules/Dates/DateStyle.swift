/// How a date is written: `22 listopada 2026`, `22.11.2026`, `2026-11-22`, `listopad 2026`, `22 listopada`, `2026`,
/// `niedziela, 22 listopada 2026`.
public enum DateStyle: String, CaseIterable, Sendable {
    case long
    case short
    case iso
    case monthYear
    case dayMonth
    case year
    case full
}
