internal import Records

extension Floor {
    /// F6: who takes content of a secret section needs the worker's active consent for that
    /// recipient, section and purpose.
    ///
    /// Beyond the worker and the assigned occupational physician and nurse (who hold the medical
    /// file and the exchange), the exceptions are: the physician-inspector with a competent case,
    /// in an appeal; the exchange in its first year, for its ends; the professional for whose task
    /// the section exists, in the own section, while the relation lasts; an emergency under F9.
    /// What an adviser holds about third parties is opened by no consent of the worker.
    /// Writing is limited by ``writers(of:)`` instead, giving consent by F2.
    package static func allowsSecrecy(_ state: AccessState) -> Bool {
        guard state.kind.isSecret else { return true }
        switch state.action {
        case .write, .release, .manageConsent, .recordConsent: return true
        case .read, .disclose, .search, .export, .count: break
        }
        if state.role == .worker || state.isEmergency { return true }
        if isAssignedCare(state) || isAppealInspection(state) || isFirstYearExchange(state)
            || isOwnTask(state)
        {
            return true
        }
        // A disclosure is judged by the recipient's consent; whoever wraps must read without one.
        return state.consent == .active && state.action != .disclose
            && state.kind != .psychosocialThird
    }

    /// The assigned occupational physician and nurse, in the medical file and the exchange.
    private static func isAssignedCare(_ state: AccessState) -> Bool {
        guard state.role == .occupationalPhysician || state.role == .nurse else { return false }
        guard state.relation == .assigned else { return false }
        return state.kind.sectionClass == .medical || state.kind.sectionClass == .exchange
    }

    /// The physician-inspector with a competent case, in an appeal.
    private static func isAppealInspection(_ state: AccessState) -> Bool {
        state.role == .physicianInspector && state.relation == .competent
            && state.phase == .appeal && state.purpose == .appeal
            && state.kind != .psychosocialThird
    }

    /// The exchange between the three physicians in its first year, for re-integration
    /// (Belgian Act of 31 January 2025: the communication file).
    private static func isFirstYearExchange(_ state: AccessState) -> Bool {
        guard state.kind == .exchange, state.consent == .statutory,
            state.purpose == .reintegration
        else { return false }
        switch (state.role, state.relation) {
        case (.occupationalPhysician, .assigned), (.treatingPhysician, .care),
            (.advisingPhysician, .assigned):
            return true
        default: return false
        }
    }

    /// The professional for whose task the section exists, in the own section.
    private static func isOwnTask(_ state: AccessState) -> Bool {
        switch (state.role, state.relation, state.kind) {
        case (.psychosocialAdviser, .assigned, .psychosocialOwn),
            (.psychosocialAdviser, .assigned, .psychosocialThird),
            (.advisingPhysician, .assigned, .fundCertificate),
            (.advisingPhysician, .assigned, .fundAssessment),
            (.insurancePhysician, .assigned, .medicalInformation):
            return true
        case (.occupationalPhysician, .assigned, .medicalNotes),
            (.treatingPhysician, .care, .fundCertificate),
            (.treatingPhysician, .care, .fundAssessment),
            (.treatingPhysician, .care, .incapacityCertificate),
            (.physicianInspector, .competent, .appealMedicalReport),
            (.occupationalPhysician, .assigned, .medicalInformation),
            (.counsellor, .mandated, .assistanceRecord),
            (.unionDelegate, .mandated, .assistanceRecord),
            (.socialService, .mandated, .assistanceRecord):
            return state.authorship == .own
        default: return false
        }
    }
}
