package import CryptoPrimitives
package import Records

/// What the judge of a step knows from outside the events: consents, sections, relations.
///
/// The mediator resolves it at the moment of the step from statements and manifests.
package struct ProcessFacts: Hashable, Sendable {
    /// What is known of a section version.
    package struct Version: Hashable, Sendable {
        /// The kind of the section.
        package let kind: SectionKind
        /// The day on which it was written.
        package let writtenOn: CivilDate
        /// Whether its author declared that every required field of its form is filled.
        package let isComplete: Bool

        /// Puts it together.
        package init(kind: SectionKind, writtenOn: CivilDate, isComplete: Bool) {
            self.kind = kind
            self.writtenOn = writtenOn
            self.isComplete = isComplete
        }
    }

    /// How the actor stands to the worker.
    package var relation: Relation
    /// The purposes for which a consent, or a request of the worker, is in force.
    package var consents: Set<ConsentPurpose>
    /// The purposes to which the worker has objected.
    package var objections: Set<ConsentPurpose>
    /// The section versions of the dossier, by hash.
    package var versions: [Digest: Version]
    /// Whether a procedure of medical force majeure runs for the worker and the employer.
    package var isForceMajeureRunning: Bool
    /// Whether a trajectory of re-integration is open for the worker at this employer, in another
    /// dossier.
    package var isTrajectoryRunning: Bool

    /// Puts the facts together.
    package init(
        relation: Relation, consents: Set<ConsentPurpose> = [],
        objections: Set<ConsentPurpose> = [],
        versions: [Digest: Version] = [:], isForceMajeureRunning: Bool = false,
        isTrajectoryRunning: Bool = false
    ) {
        self.relation = relation
        self.consents = consents
        self.objections = objections
        self.versions = versions
        self.isForceMajeureRunning = isForceMajeureRunning
        self.isTrajectoryRunning = isTrajectoryRunning
    }
}
