/// Numbers that look random and are the same in every run (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence that belongs to `seed`.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    /// `count` bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}

/// Makes wrong inputs for a parser out of a right one.
package struct Mutator: Sendable {
    private var generator: SeededGenerator

    /// Starts the sequence of mutations that belongs to `seed`.
    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Bytes that differ from `original`: a flipped bit, a byte changed, removed, inserted or
    /// repeated, an end cut off or added, or bytes that have nothing to do with it.
    package mutating func mutation(of original: [UInt8]) -> [UInt8] {
        while true {
            let candidate = candidate(from: original)
            if candidate != original { return candidate }
        }
    }

    private mutating func candidate(from original: [UInt8]) -> [UInt8] {
        guard !original.isEmpty else { return generator.bytes(1) }
        var bytes = original
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0, 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes[position] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
        case 3: bytes.remove(at: position)
        case 4: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: position)
        case 5: bytes.removeSubrange(position...)
        case 6: bytes += generator.bytes(Int.random(in: 1...40, using: &generator))
        case 7: bytes += bytes[position...]
        default: bytes = generator.bytes(Int.random(in: 0...bytes.count, using: &generator))
        }
        return bytes
    }
}
