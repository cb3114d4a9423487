package import Records

/// What the floor lets a role do with a kind of section as a reader.
package enum ReadPossibility: String, CaseIterable, Hashable, Sendable {
    /// Under no relation, phase or consent.
    case never
    /// In an emergency only.
    case emergency
    /// With the worker's active consent.
    case consent
    /// Without consent, under some relation and phase.
    case relation
}

extension Floor {
    /// How far the floor lets a role read a kind; policies permit less.
    package static func mayRead(_ role: Role, _ kind: SectionKind) -> ReadPossibility {
        if mayReceive(role, kind, consent: .none) || mayReceive(role, kind, consent: .statutory) {
            return .relation
        }
        if mayReceive(role, kind, consent: .active) { return .consent }
        let emergency = AccessState(
            role: role, action: .read, kind: kind, purpose: .emergency, relation: .assigned,
            phase: .closed, glass: .declared, authorship: .own)
        return refusal(of: emergency) == nil ? .emergency : .never
    }

    /// Whether a role may be given a section of a kind at all: under some relation, phase and
    /// purpose, with this consent verdict and no emergency.
    ///
    /// A client asks it for each recipient before it wraps: with the verdict `none` for a standing
    /// grant, `active` for one that a consent brings.
    package static func mayReceive(
        _ role: Role, _ kind: SectionKind, consent: ConsentVerdict
    ) -> Bool {
        for relation in Relation.allCases {
            for purpose in Purpose.allCases where purpose != .emergency {
                for phase in Phase.allCases {
                    for authorship in Authorship.allCases {
                        let state = AccessState(
                            role: role, action: .read, kind: kind, purpose: purpose,
                            relation: relation, consent: consent, phase: phase,
                            authorship: authorship)
                        if refusal(of: state) == nil { return true }
                    }
                }
            }
        }
        return false
    }
}
