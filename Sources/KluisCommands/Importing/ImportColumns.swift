internal import Records
internal import Reintegration

/// The columns of an import (docs/formats/import-file.md).
struct ImportColumns {
    /// The form of the fields `identity.…`; `nil` where the vault has adopted none.
    let identity: Form?

    /// How many absences and how many other steps a row can have.
    static let repetitions = 6

    /// Columns of which every row has one cell at most.
    static let single: Set<String> = [
        "reference", "worker", "employer", "service", "fund", "inspectorate", "regime", "find-by",
    ]
    /// Columns that may stand again with `-2` to `-6` behind their name.
    static let repeated: Set<String> = ["absence-start", "absence-end", "step", "step-date"]
    /// What stands before the name of a field of the identity form.
    static let identityPrefix = "identity."

    /// Whether there is a column of a name.
    func contains(_ name: String) -> Bool {
        if Self.single.contains(name) || Self.repeated.contains(name) { return true }
        if name.hasPrefix(Self.identityPrefix) {
            return identity?.fields.contains {
                $0.name.text == name.dropFirst(Self.identityPrefix.count)
            } ?? false
        }
        guard let last = name.last, let number = last.wholeNumberValue,
            (2...Self.repetitions).contains(number), name.dropLast().hasSuffix("-")
        else { return false }
        return Self.repeated.contains(String(name.dropLast(2)))
    }

    /// The name of a column that may stand again.
    static func name(_ column: String, _ number: Int) -> String {
        number == 1 ? column : "\(column)-\(number)"
    }
}

extension CivilDate {
    /// Reads a day as an administration writes it: `2024-01-15`, or the day first, as in
    /// `15/01/2024`, `15-1-2024` and `15.1.2024`.
    init?(administrative text: String) {
        if let day = CivilDate(text) {
            self = day
            return
        }
        let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
        guard parts.count == 3, (1...2).contains(parts[0].utf8.count),
            (1...2).contains(parts[1].utf8.count), parts[2].utf8.count == 4,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
