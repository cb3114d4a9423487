internal import Documents
internal import Records

extension CivilTime {
    /// A moment as it stands in a document: `4 maart 2024 om 10.30 uur`.
    static func words(of instant: Instant, in language: Language) -> String {
        day(of: instant).words(at: String(text(of: instant).suffix(5)), in: language)
    }
}
