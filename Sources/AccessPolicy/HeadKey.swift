internal import Records

/// Purposes and authorship in one number: a rule holds the bits of all its words, a state one bit
/// of each, and the rule fits when it has the state's two.
struct HeadKey: Hashable, Sendable {
    private var bits: UInt32

    // 30 purposes and 2 authorships at most; the codes' own tests hold them to it.
    private static let authorshipShift = 30

    private init(bits: UInt32) { self.bits = bits }

    /// The key without any word.
    static let nothing = Self(bits: 0)

    init(_ rule: PolicyRule) {
        bits = UInt32(rule.purposes.bits) | UInt32(rule.authorship.bits) << Self.authorshipShift
    }

    init(_ state: AccessState) {
        bits = 1 << state.purpose.code | 1 << (state.authorship.code + Self.authorshipShift)
    }

    /// Whether every bit of a state's key is in this one.
    @inline(__always)
    func has(_ state: Self) -> Bool { bits & state.bits == state.bits }

    /// Adds the words of another key.
    mutating func formUnion(_ other: Self) { bits |= other.bits }

    /// The purposes.
    var purposes: WordSet<Purpose> { WordSet(masked: UInt64(bits) & WordSet<Purpose>.all.bits) }
    /// The authorships.
    var authorship: WordSet<Authorship> { WordSet(masked: UInt64(bits >> Self.authorshipShift)) }
}
