internal import DataFiles
internal import Records
internal import Reintegration

/// The columns of an import (docs/formats/import-file.md).
struct ImportColumns {
    /// The forms whose fields can be columns.
    let forms: ImportForms

    /// How many absences a row can have beside its steps.
    static let absences = 6

    /// Columns of which every row has one cell at most.
    static let single: Set<String> = [
        "reference", "dossier", "worker", "employer", "service", "fund", "inspectorate", "regime",
        "find-by",
    ]
    /// What stands before the name of a field of the identity form.
    static let identityPrefix = "identity."
    /// The form of the fields `identity.…`.
    static let identityForm = "identity"

    /// Whether there is such a column.
    func contains(_ column: ImportColumn) -> Bool {
        switch column {
        case .single(let name):
            if Self.single.contains(name) { return true }
            if name.hasPrefix(Self.identityPrefix) {
                let field = String(name.dropFirst(Self.identityPrefix.count))
                return forms.hasField([.key(field)], in: Self.identityForm)
            }
            return (1...Self.absences).contains { number in
                AbsenceColumn.allCases.contains {
                    ImportColumn.numbered($0.rawValue, number) == name
                }
            }
        case .step, .day: return true
        case .setting(_, let name): return StepParameter(rawValue: name) != nil
        case .field(_, let form, let path): return forms.hasField(path, in: form)
        }
    }
}

/// The columns of an absence.
enum AbsenceColumn: String, CaseIterable {
    /// The first day of an absence.
    case start = "absence-start"
    /// The day on which work was resumed.
    case end = "absence-end"

    /// What it does to the absences.
    var effect: AbsenceEffect {
        switch self {
        case .start: .start
        case .end: .resumption
        }
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
