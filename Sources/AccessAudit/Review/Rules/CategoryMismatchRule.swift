internal import Records
internal import TransparencyLog

/// Rule 10: a role that medical secrecy shuts out was let in.
///
/// One is too many: the floor forbids it (F1, F8), so that it is a defect of the vault, and no
/// explanation or file changes that.
struct CategoryMismatchRule: DetectionRule {
    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        let entry = seen.row.entry
        guard seen.isAccess, entry.category == .medical,
            let role = entry.role.flatMap({ Role(rawValue: $0.description) }),
            role.side == .employer || role == .inspector || role == .medicalSecretary
                || !role.holdsSectionKey
        else { return }
        alerts.open(.categoryMismatch, seen, sentence: Self.sentence(seen))
    }

    private static func sentence(_ seen: Observation) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kreeg op \(seen.civilDay) medische inhoud van werknemer "
                + "\(seen.worker), wat voor deze rol nooit mag: een gebrek van de kluis.",
            fr:
                "\(seen.member(.fr)) a obtenu le \(seen.civilDay) un contenu médical du travailleur "
                + "\(seen.worker), ce qui n’est jamais permis à ce rôle : un défaut du coffre.",
            de: "\(seen.member(.de)) erhielt am \(seen.civilDay) medizinischen Inhalt des "
                + "Arbeitnehmers \(seen.worker), was dieser Rolle nie erlaubt ist: ein Fehler des "
                + "Tresors.",
            en: "\(seen.member(.en)) got medical content of worker \(seen.worker) on "
                + "\(seen.civilDay), which this role may never have: a defect of the vault.")
    }
}
