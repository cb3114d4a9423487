/// What an actor wants to do with a section.
package enum Action: String, CaseIterable, Hashable, Sendable {
    /// Open a section version.
    case read
    /// Write a new section version.
    case write
    /// Release a decision to its addressees.
    case release
    /// Wrap a section for another recipient under a grant, or take a copy away.
    case disclose
    /// Find dossiers by a normalised value.
    case search
    /// Give, refuse or withdraw a consent.
    case manageConsent = "manage-consent"
    /// Record a consent that the worker gave by word or on paper, with evidence.
    case recordConsent = "record-consent"
    /// Carry content out of the vault as a print or an export.
    case export
    /// Include in figures about many dossiers, in which nobody can be recognised.
    case count
}

/// Why an actor wants to do it.
package enum Purpose: String, CaseIterable, Hashable, Sendable {
    case reintegration
    case healthSurveillance = "health-surveillance"
    case absenceControl = "absence-control"
    case appeal
    case inspection
    case insurance
    case care
    case ownFile = "own-file"
    case support
    case emergency
}

/// How the acting holder stands to the worker of a dossier, at a moment.
package enum Relation: String, CaseIterable, Hashable, Sendable {
    case ownWorker = "own-worker"
    case assigned, care, mandated, competent
    /// The worker in person.
    case `self`
    /// There was a relation, and there is none now.
    case lapsed
    case none
}

/// What the worker's consents say about one recipient, section, purpose and moment.
package enum ConsentVerdict: String, CaseIterable, Hashable, Sendable {
    case none, refused, active, withdrawn, expired, mismatch
    /// No consent is needed yet: the law itself opens the exchange in its first year.
    case statutory
}

/// Whether the acting holder wrote the section.
package enum Authorship: String, CaseIterable, Hashable, Sendable {
    case own, other
}

/// Where the trajectory of a dossier stands, as far as access is concerned.
package enum Phase: String, CaseIterable, Hashable, Sendable {
    case intake, assessment, appeal, plan, closed
}

/// Whether an emergency was declared for this request.
package enum Glass: String, CaseIterable, Hashable, Sendable {
    case intact, declared
}

/// A language of labels, texts and messages (BCP 47 primary subtags).
package enum Language: String, CaseIterable, Hashable, Sendable {
    case nl, fr, de, en
}
