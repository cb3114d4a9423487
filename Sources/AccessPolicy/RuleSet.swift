/// Positions of rules in a policy, as 256 bits.
struct RuleSet: Hashable, Sendable {
    private var bits = SIMD4<UInt64>()

    /// Adds a position, 0 to 255.
    mutating func insert(_ position: Int) {
        bits[position >> 6] |= 1 << UInt64(position & 63)
    }

    /// Adds all positions of another set.
    mutating func formUnion(_ other: Self) { bits |= other.bits }

    /// Whether there is none.
    var isEmpty: Bool { bits == .zero }

    /// The number of positions.
    var count: Int {
        (0..<4).reduce(0) { $0 + bits[$1].nonzeroBitCount }
    }

    /// What `element` gives for each position, rising.
    func map<Element>(_ element: (Int) -> Element) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for word in 0..<4 {
            var rest = bits[word]
            while rest != 0 {
                elements.append(element(word * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return elements
    }
}
