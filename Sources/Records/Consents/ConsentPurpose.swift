/// What a consent, a request or an opt-out in a process is about.
///
/// A consent here lifts professional secrecy for one counterpart; it is not a basis of processing.
/// Sources: I.4-73 of the codex for C1 to C6; for the others the table in docs/process.md.
package enum ConsentPurpose: String, CaseIterable, Hashable, Sendable {
    /// The treating physician files the request.
    case requestByTreatingPhysician = "C1"
    /// The occupational physician consults the treating or certifying physician.
    case consultTreatingPhysician = "C2"
    /// The occupational physician consults the advising physician.
    case consultAdvisingPhysician = "C3"
    /// The occupational physician consults other prevention advisers.
    case consultPreventionAdviser = "C4"
    /// The occupational physician consults another person who can help.
    case consultOtherPerson = "C5"
    /// The worker asks the occupational physician to involve the employer: a request, which is
    /// more than a consent.
    case involveEmployer = "C6"
    /// The employer is told of a visit before resumption that the worker asked for, unless the
    /// worker objects.
    case tellOfVisit = "C7"
    /// The advice from that visit goes to the employer.
    case adviceFromVisit = "C8"
    /// The employer starts a trajectory before, or without, an estimate of the work potential.
    case startWithoutPotential = "C9"
    /// The physicians read the exchange in its second year.
    case exchangeSecondYear = "C10"
    /// What colleagues are told.
    case tellTeam = "C11"
    /// Somebody whom the worker trusts assists and reads along.
    case assistance = "C12"
    /// Worker, employer and coach talk together; it takes both sides.
    case coachingTalk = "C13"
    /// In the Netherlands: safety net, relation to the work, information from those who treat.
    case workerInformation = "C14"
    /// In the Netherlands: medical pieces in a procedure, to a proxy.
    case proceduralProxy = "C15"

    /// Whether the worker must have asked for it, and not only agreed to it.
    package var isRequest: Bool { terms.nature == .request }

    /// The only purpose whose consents open a kind; `nil` for a kind that any consent may cover.
    package static func required(for kind: SectionKind) -> Self? {
        allCases.first { $0.terms.exclusiveKinds.contains(kind) }
    }
}

/// Within which limits a statement for a purpose is made.
package struct ConsentPurposeTerms: Hashable, Sendable {
    /// What the worker's statement is: a consent, a request, or a refusal for an opt-out.
    package var nature = ConsentNature.consent
    /// Whether it counts only beside an agreement of the employer's side.
    package var needsEmployer = false
    /// The roles to which it can be given.
    package let recipients: Set<Role>
    /// The kinds of sections that it can open; empty for a step that discloses none.
    package var kinds: Set<SectionKind> = []
    /// The kinds among them that a consent opens for this purpose only.
    package var exclusiveKinds: Set<SectionKind> = []
    /// The purposes of use.
    package var purposes: Set<Purpose> = [.reintegration]
    /// The regimes in which there is such a purpose; `nil` for all.
    package var regimes: Set<String>?
    /// The recipients for whom something in writing must show it.
    package var writtenFor: Set<Role> = []
    /// How long it lasts at most, and unless another end is said, in months.
    package var maximumMonths = 12
    /// Whether it ends with the trajectory, when that comes earlier.
    package var endsWithTrajectory = true
    /// The version of ``ConsentPurpose/text``.
    package var textVersion = "1"
}
