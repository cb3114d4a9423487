/// Which 32 bytes may be an Ed25519 public key.
///
/// A point is encoded as its y, little endian, with the sign of x in the highest bit.
enum Ed25519KeyCheck {
    /// Whether y is below the field prime and is not the y of a point of small order.
    ///
    /// The sign of x is left out of the comparison, so that both points with a y are refused, and
    /// so are the encodings that give a sign to x = 0.
    static func accepts(_ bytes: [UInt8]) -> Bool {
        var y = bytes
        y[31] &= 0x7f
        return isBelowFieldPrime(y) && !smallOrderCoordinates.contains(y)
    }

    /// Whether a little-endian number is below 2²⁵⁵ - 19.
    private static func isBelowFieldPrime(_ y: [UInt8]) -> Bool {
        // 2²⁵⁵ - 19 is 7f, thirty times ff, ed.
        y[0] < 0xed || y[31] < 0x7f || y[1..<31].contains { $0 < 0xff }
    }

    /// The y of every point whose order divides 8, the curve's cofactor.
    private static let smallOrderCoordinates: Set<[UInt8]> = [
        // Order 1: y = 1.
        [1] + [UInt8](repeating: 0, count: 31),
        // Order 2: y = -1.
        [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        // Order 4: y = 0, with both signs of x.
        [UInt8](repeating: 0, count: 32),
        // Order 8: the double has y = 0, so y² = -x²; in the curve's equation this is
        // d·y⁴ + 2·y² - 1 = 0. These are its two roots in the field, each with both signs of x.
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10,
            0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77,
            0x92, 0xac, 0x03, 0x7a,
        ],
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef,
            0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88,
            0x6d, 0x53, 0xfc, 0x05,
        ],
    ]
}
