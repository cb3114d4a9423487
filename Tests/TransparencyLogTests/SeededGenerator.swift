/// SplitMix64: the same numbers on every machine for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    /// Random bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }

    /// `input` with one bit flipped, cut off, extended, with a byte removed or with noise.
    mutating func mutation(of input: [UInt8]) -> [UInt8] {
        guard !input.isEmpty else { return bytes(Int.random(in: 1...8, using: &self)) }
        var output = input
        let position = Int.random(in: 0..<input.count, using: &self)
        switch Int.random(in: 0..<6, using: &self) {
        case 0, 1: output[position] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 2: output = Array(input[..<position])
        case 3: output.remove(at: position)
        case 4: output.insert(UInt8.random(in: .min ... .max, using: &self), at: position)
        default: output = bytes(Int.random(in: 0...input.count, using: &self))
        }
        return output
    }
}
