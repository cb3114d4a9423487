package import Records

/// Everything a decision looks at, one word a dimension.
///
/// Dates, identities and organisations are gone: ``FactResolver`` turned them into relation and
/// consent verdict, the process into a phase.
package struct AccessState: Hashable, Sendable {
    /// The acting role; a delegate's own (F12).
    package var role: Role
    /// What is to be done.
    package var action: Action
    /// The kind of section; ``SectionKind/identity`` for a search.
    package var kind: SectionKind
    /// Why.
    package var purpose: Purpose
    /// How the acting holder stands to the worker.
    package var relation: Relation
    /// What the worker's consents say about the recipient; for a disclosure that is the one who
    /// will read, for everything else the one who acts.
    package var consent: ConsentVerdict
    /// Where the trajectory stands.
    package var phase: Phase
    /// Whether an emergency was declared for this request.
    package var glass: Glass
    /// Whether the acting holder wrote the section; a section that has no version yet is the own
    /// one of whoever writes it.
    package var authorship: Authorship

    /// Takes the facts.
    ///
    /// The last three default to what permits least.
    package init(
        role: Role, action: Action, kind: SectionKind, purpose: Purpose, relation: Relation,
        consent: ConsentVerdict = .none, phase: Phase, glass: Glass = .intact,
        authorship: Authorship = .other
    ) {
        self.role = role
        self.action = action
        self.kind = kind
        self.purpose = purpose
        self.relation = relation
        self.consent = consent
        self.phase = phase
        self.glass = glass
        self.authorship = authorship
    }

    /// Whether this is an emergency: declared for the request, and its purpose.
    package var isEmergency: Bool { glass == .declared && purpose == .emergency }

    /// The number of states of the whole domain.
    package static var domainSize: Int {
        Role.allCases.count * Action.allCases.count * SectionKind.allCases.count
            * Purpose.allCases.count * Relation.allCases.count * Authorship.allCases.count
            * FactSet.size
    }

    /// The dimensions with their words, in the order in which they are written.
    package var words: [(dimension: String, word: String)] {
        [
            ("role", role.rawValue), ("action", action.rawValue), ("section", kind.rawValue),
            ("purpose", purpose.rawValue), ("relation", relation.rawValue),
            ("consent", consent.rawValue), ("phase", phase.rawValue), ("glass", glass.rawValue),
            ("author", authorship.rawValue),
        ]
    }
}

extension AccessState: CustomStringConvertible {
    /// `{role: employer, action: read, …}`.
    package var description: String {
        "{" + words.map { "\($0.dimension): \($0.word)" }.joined(separator: ", ") + "}"
    }
}

/// A set of combinations of consent verdict, phase and glass: 7 × 5 × 2 = 70 bits.
///
/// The evaluator works on such sets, so that one decision (a set of one) and a proof over all
/// combinations (the full set) run the same code.
package struct FactSet: Hashable, Sendable {
    private let bits: UInt128

    /// The number of combinations: 70.
    package static let size = 70

    private init(_ bits: UInt128) { self.bits = bits }

    /// The one combination of a state.
    package init(_ state: AccessState) {
        bits = 1 << UInt128(Self.index(state.consent, state.phase, state.glass))
    }

    /// All combinations of the given words.
    package init(
        consents: WordSet<ConsentVerdict>, phases: WordSet<Phase>, glass: WordSet<Glass>
    ) {
        var bits: UInt128 = 0
        for consent in consents.words {
            for phase in phases.words {
                for glass in glass.words {
                    bits |= 1 << UInt128(Self.index(consent, phase, glass))
                }
            }
        }
        self.bits = bits
    }

    /// No combination.
    package static let empty = Self(0)
    /// Every combination.
    package static let all = Self(1 << UInt128(size) - 1)

    /// Whether there is none.
    package var isEmpty: Bool { bits == 0 }
    /// The number of combinations.
    package var count: Int { bits.nonzeroBitCount }

    /// The combinations of either.
    package func union(_ other: Self) -> Self { Self(bits | other.bits) }
    /// The combinations of both.
    package func intersection(_ other: Self) -> Self { Self(bits & other.bits) }
    /// The combinations that the other has not.
    package func subtracting(_ other: Self) -> Self { Self(bits & ~other.bits) }

    /// Adds the one combination of a state.
    package mutating func formUnion(_ state: AccessState) { self = union(Self(state)) }

    /// Whether a combination is in the set.
    package func contains(_ consent: ConsentVerdict, _ phase: Phase, _ glass: Glass) -> Bool {
        bits >> UInt128(Self.index(consent, phase, glass)) & 1 == 1
    }

    /// The bits, the lower 64 first.
    var halves: (UInt64, UInt64) {
        (UInt64(truncatingIfNeeded: bits), UInt64(truncatingIfNeeded: bits >> 64))
    }

    /// The set with these bits.
    init(halves: (UInt64, UInt64)) { bits = UInt128(halves.0) | UInt128(halves.1) << 64 }

    /// Calls `body` for every combination, set into a state.
    package func forEach<Failure: Error>(
        in state: AccessState, _ body: (AccessState) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = bits
        var state = state
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            (state.consent, state.phase, state.glass) = Self.combinations[index]
            try body(state)
        }
    }

    private static func index(_ consent: ConsentVerdict, _ phase: Phase, _ glass: Glass) -> Int {
        (consent.code * 5 + phase.code) * 2 + glass.code
    }

    /// The combinations in the order of their bits.
    private static let combinations: [(ConsentVerdict, Phase, Glass)] = {
        ConsentVerdict.allCases.flatMap { consent in
            Phase.allCases.flatMap { phase in Glass.allCases.map { (consent, phase, $0) } }
        }.sorted { index($0.0, $0.1, $0.2) < index($1.0, $1.1, $1.2) }
    }()
}
