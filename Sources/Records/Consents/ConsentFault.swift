/// Why a statement about a recipient does not fit the purpose that it names, or the moment.
package enum ConsentFault: Error, Hashable, Sendable {
    /// The purpose takes a statement of another nature, such as a request of the worker.
    case nature(ConsentPurpose)
    /// The purpose is for other recipients.
    case recipient(ConsentPurpose)
    /// The purpose does not reach these kinds.
    case kinds(ConsentPurpose, Set<SectionKind>)
    /// A kind is opened by statements for one purpose only, which this one does not name.
    case onlyFor(ConsentPurpose, SectionKind)
    /// The purpose takes other purposes of use.
    case use(ConsentPurpose)
    /// The regime of the dossier knows no such purpose.
    case regime(ConsentPurpose)
    /// The period is longer than the purpose allows.
    case period(ConsentPurpose)
    /// For this recipient something in writing must show it.
    case writing(ConsentPurpose)
    /// It was put to the worker in words that are not the current ones.
    case text(ConsentPurpose?)
    /// The period begins before the statement, or is over.
    case moment

    /// The rule's id, such as `consent/C2/recipient`.
    package var id: String {
        func id(_ purpose: ConsentPurpose, _ part: String) -> String {
            "consent/\(purpose.rawValue)/\(part)"
        }
        return switch self {
        case .nature(let purpose): id(purpose, "nature")
        case .recipient(let purpose): id(purpose, "recipient")
        case .kinds(let purpose, _): id(purpose, "sections")
        case .onlyFor(let purpose, _): id(purpose, "only")
        case .use(let purpose): id(purpose, "purposes")
        case .regime(let purpose): id(purpose, "regime")
        case .period(let purpose): id(purpose, "period")
        case .writing(let purpose): id(purpose, "writing")
        case .text(let purpose): purpose.map { id($0, "text") } ?? "consent/text"
        case .moment: "consent/period"
        }
    }
}

extension Consent {
    /// Checks a statement against the purpose that it names, when it is made.
    ///
    /// What a purpose may open at all is the floor's and the policy's to say, and is checked beside.
    /// A refusal that names no purpose is checked for its moment only.
    ///
    /// - Parameters:
    ///   - regime: The regime of the dossier.
    ///   - stated: The moment of the statement.
    ///   - tolerance: How many seconds its period may begin before it.
    ///   - day: The civil day of a moment.
    /// - Throws: ``ConsentFault``, the first that applies.
    package func check(
        regime: String, stated: Instant, tolerance: Int64, day: (Instant) -> CivilDate
    ) throws(ConsentFault) {
        guard from >= stated.adding(seconds: -tolerance), until.map({ stated < $0 }) ?? true else {
            throw .moment
        }
        guard let process else { return try checkGeneral() }
        let terms = process.terms
        if terms.regimes.map({ !$0.contains(regime) }) ?? false { throw .regime(process) }
        switch nature {
        case .agreement: guard terms.needsEmployer else { throw .nature(process) }
        // Whatever a purpose is about can be refused.
        case .refusal: break
        case .consent, .request: guard nature == terms.nature else { throw .nature(process) }
        }
        if let role, !terms.recipients.contains(role) { throw .recipient(process) }
        guard kinds.isSubset(of: terms.kinds) else {
            throw .kinds(process, kinds.subtracting(terms.kinds))
        }
        guard purposes.isSubset(of: terms.purposes) else { throw .use(process) }
        guard textVersion == terms.textVersion else { throw .text(process) }
        guard nature != .refusal else { return }
        if let until {
            let last = day(from).adding(months: terms.maximumMonths)
            guard day(until.adding(seconds: -1)) <= last else { throw .period(process) }
        }
        if let role, terms.writtenFor.contains(role), !channel.isWritten { throw .writing(process) }
    }

    private func checkGeneral() throws(ConsentFault) {
        guard textVersion == Self.generalTextVersion else { throw .text(nil) }
        guard nature != .refusal else { return }
        for kind in SectionKind.allCases where kinds.contains(kind) {
            if let purpose = ConsentPurpose.required(for: kind) { throw .onlyFor(purpose, kind) }
        }
    }
}
