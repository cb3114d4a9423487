package import Records

/// Why a consent cannot be given as it is written.
package enum ConsentScopeFault: Error, Hashable, Sendable {
    /// The floor opens this kind to this role under no consent: F1, F5, F8 or F13.
    case closed(SectionKind)
    /// Of the medical file only a consultation may go to someone who is bound by no medical
    /// secrecy.
    case medicalFile(SectionKind)
    /// It covers a purpose under which consent opens nothing.
    case purpose(Purpose)
}

extension Floor {
    /// Checks what a consent covers against the floor, when it is given.
    ///
    /// A refusal may cover anything and is not checked.
    ///
    /// - Parameters:
    ///   - role: The recipient's role.
    ///   - kinds: The kinds of sections; may be empty for a step that discloses none.
    ///   - purposes: The purposes.
    /// - Throws: ``ConsentScopeFault`` for the first kind or purpose that cannot stand.
    package static func checkConsentScope(
        role: Role, kinds: Set<SectionKind>, purposes: Set<Purpose>
    ) throws(ConsentScopeFault) {
        for purpose in Purpose.allCases
        where purposes.contains(purpose) && (purpose == .emergency || purpose == .absenceControl) {
            throw .purpose(purpose)
        }
        let mayHaveMedicalFile: WordSet<Role> = [
            .legalRepresentative, .occupationalPhysician, .nurse, .treatingPhysician,
            .advisingPhysician, .insurancePhysician, .physicianInspector,
        ]
        for kind in SectionKind.allCases where kinds.contains(kind) {
            guard mayReceive(role, kind, consent: .active) else { throw .closed(kind) }
            if kind.sectionClass == .medical, kind != .consultation,
                !mayHaveMedicalFile.contains(role)
            {
                throw .medicalFile(kind)
            }
        }
    }
}
