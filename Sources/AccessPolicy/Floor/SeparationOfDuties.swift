package import CryptoPrimitives
package import Records

/// What a person can be or have done that must not meet in one person.
package enum Capacity: Hashable, Sendable {
    /// Holding a role.
    case role(Role)
    /// Having done an act.
    case act(SeparatedAct)
}

/// An act whose counterpart another person must do.
package enum SeparatedAct: String, CaseIterable, Hashable, Sendable {
    /// Declared an emergency.
    case emergencyDeclared = "emergency-declared"
    /// Reviewed a declared emergency.
    case emergencyReviewed = "emergency-reviewed"
    /// Released the assessment form.
    case formReleased = "form-released"
    /// Decided the appeal against it.
    case appealDecided = "appeal-decided"
    /// Wrote the plan or the motivated report for the employer.
    case planWritten = "plan-written"
    /// Answered the plan as the worker.
    case planAnswered = "plan-answered"
    /// Proposed a change that needs approval.
    case changeProposed = "change-proposed"
    /// Approved it.
    case changeApproved = "change-approved"
}

/// A pair of capacities that must not meet, where, and how that is kept.
package struct SeparationPair: Hashable, Sendable {
    /// Where the two must not meet.
    package enum Scope: String, CaseIterable, Hashable, Sendable {
        /// Anywhere in the vault.
        case global
        /// With regard to one employer.
        case employer
        /// In one dossier.
        case dossier
        /// In one change that needs approval.
        case change
    }

    /// When the check is made.
    package enum Mode: String, CaseIterable, Hashable, Sendable {
        /// At appointment: the second is not given while the first lasts.
        case `static`
        /// At the act: the second is not exercised where the first is.
        case dynamic
        /// Ever: who was or did the first is never the second.
        case history
    }

    /// Its name, such as `S3`.
    package let id: String
    /// One side.
    package let first: Set<Capacity>
    /// The other side.
    package let second: Set<Capacity>
    /// Where.
    package let scope: Scope
    /// When.
    package let mode: Mode
}

/// The one thing that an act or a role is about.
package enum Matter: Hashable, Sendable {
    /// A dossier.
    case dossier(DossierID)
    /// A change, by the hash of what is proposed.
    case change(Digest)
}

/// A capacity that a person has or had, with where.
package struct HeldCapacity: Hashable, Sendable {
    /// The capacity.
    package let capacity: Capacity
    /// The employer with regard to whom it is held: the own one, or each one served.
    package let employer: OrganisationID?
    /// The dossier or the change; `nil` for an appointment, which is about none in particular.
    package let matter: Matter?
    /// Whether it lasts; an act is never over.
    package let isCurrent: Bool

    /// Takes the facts.
    package init(
        _ capacity: Capacity, employer: OrganisationID? = nil, matter: Matter? = nil,
        isCurrent: Bool = true
    ) {
        self.capacity = capacity
        self.employer = employer
        self.matter = matter
        self.isCurrent = isCurrent
    }
}

/// F11: the duties that are kept apart, as data, and the check.
package enum SeparationOfDuties {
    private static func roles(_ roles: Role...) -> Set<Capacity> { Set(roles.map(Capacity.role)) }
    private static func act(_ act: SeparatedAct) -> Set<Capacity> { [.act(act)] }

    /// Whoever acts for an employer; the committee is left out, because prevention advisers and
    /// delegates sit in it.
    private static let employerSide = roles(
        .employer, .hr, .lineManager, .caseManager, .socialSecretariat, .otherEmployer)

    /// The pairs.
    ///
    /// Small firms that need an exception get a dated one signed by two, never for a
    /// physician and the employer's side (S3); an exception is not part of this table.
    package static let pairs: [SeparationPair] = [
        SeparationPair(
            id: "S1", first: roles(.occupationalPhysician), second: roles(.controlPhysician),
            scope: .employer, mode: .static),
        SeparationPair(
            id: "S2", first: roles(.occupationalPhysician),
            second: roles(.controlPhysician, .treatingPhysician, .advisingPhysician),
            scope: .dossier, mode: .history),
        SeparationPair(
            id: "S3", first: employerSide,
            second: roles(
                .occupationalPhysician, .nurse, .treatingPhysician, .advisingPhysician,
                .controlPhysician, .physicianInspector, .psychosocialAdviser, .counsellor,
                .socialService, .preventionAdviser, .medicalSecretary, .headOfMedicalDepartment,
                .insurancePhysician),
            scope: .employer, mode: .static),
        SeparationPair(
            id: "S4", first: roles(.unionDelegate),
            second: employerSide.union(
                roles(.occupationalPhysician, .preventionAdviser, .psychosocialAdviser)),
            scope: .employer, mode: .static),
        SeparationPair(
            id: "S5", first: roles(.inspector, .physicianInspector),
            second: Set(
                Role.allCases.filter { $0.side != .inspection && $0.side != .oversight }
                    .map(Capacity.role)),
            scope: .employer, mode: .static),
        SeparationPair(
            id: "S6", first: roles(.worker),
            second: Set(Role.allCases.filter { $0 != .worker }.map(Capacity.role)),
            scope: .dossier, mode: .dynamic),
        SeparationPair(
            id: "S7", first: roles(.auditor),
            second: roles(
                .dataProtectionOfficer, .keyCustodian, .policyApprover, .operator,
                .headOfMedicalDepartment),
            scope: .global, mode: .static),
        SeparationPair(
            id: "S8", first: roles(.dataProtectionOfficer),
            second: roles(.keyCustodian, .policyApprover, .operator, .headOfMedicalDepartment),
            scope: .global, mode: .static),
        SeparationPair(
            id: "S9", first: roles(.keyCustodian),
            second: roles(.policyApprover, .operator, .headOfMedicalDepartment), scope: .global,
            mode: .static),
        SeparationPair(
            id: "S10", first: roles(.policyApprover),
            second: roles(.operator, .headOfMedicalDepartment), scope: .global, mode: .static),
        SeparationPair(
            id: "S11", first: act(.emergencyDeclared), second: act(.emergencyReviewed),
            scope: .dossier, mode: .history),
        SeparationPair(
            id: "S12", first: act(.formReleased), second: act(.appealDecided), scope: .dossier,
            mode: .history),
        SeparationPair(
            id: "S13", first: act(.planWritten), second: act(.planAnswered), scope: .dossier,
            mode: .history),
        SeparationPair(
            id: "S14", first: act(.changeProposed), second: act(.changeApproved),
            scope: .change, mode: .history),
    ]

    /// The first pair that a further capacity would break.
    ///
    /// - Parameters:
    ///   - new: What the person is about to become or do.
    ///   - held: What the same person is, was and did.
    /// - Returns: The pair, or `nil` when nothing speaks against it.
    package static func conflict(
        taking new: HeldCapacity, with held: [HeldCapacity]
    ) -> SeparationPair? {
        pairs.first { pair in
            held.contains { old in
                let meets =
                    pair.first.contains(old.capacity) && pair.second.contains(new.capacity)
                    || pair.second.contains(old.capacity) && pair.first.contains(new.capacity)
                guard meets, pair.mode == .history || old.isCurrent else { return false }
                switch pair.scope {
                case .global: return true
                // What is held towards every employer meets what is held towards one.
                case .employer:
                    return old.employer == nil || new.employer == nil
                        || old.employer == new.employer
                case .dossier, .change: return old.matter != nil && old.matter == new.matter
                }
            }
        }
    }
}

extension SeparationPair: CustomStringConvertible {
    /// One line with both sides in alphabetical order, the scope and the mode.
    package var description: String {
        func list(_ side: Set<Capacity>) -> String {
            side.map { capacity in
                switch capacity {
                case .role(let role): role.rawValue
                case .act(let act): act.rawValue
                }
            }.sorted().joined(separator: ",")
        }
        return "\(id) \(list(first)) x \(list(second)) \(scope.rawValue) \(mode.rawValue)"
    }
}
