/// The few forms of the distinguished encoding rules (ITU-T X.690) that a key file needs.
enum DER {
    /// The tags that occur, all universal.
    enum Tag: UInt8 {
        case integer = 0x02
        case octetString = 0x04
        case objectIdentifier = 0x06
        case sequence = 0x30
    }

    /// An element: its tag, its length in the shortest form, its content.
    static func element(_ tag: Tag, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        precondition(count < 1 << 16, "a key file has no element of 64 KiB")
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            default: [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
            }
        return [tag.rawValue] + length + content
    }

    /// A sequence of elements.
    static func sequence(_ elements: [UInt8]...) -> [UInt8] {
        element(.sequence, Array(elements.joined()))
    }

    /// A number that is not negative.
    static func integer(_ value: UInt64) -> [UInt8] {
        var content = (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(56 - $0 * 8)) }
        while content.count > 1, content[0] == 0, content[1] < 0x80 { content.removeFirst() }
        if content[0] >= 0x80 { content.insert(0, at: 0) }
        return element(.integer, content)
    }

    /// Reads elements one after the other; anything that is not their one encoding is refused.
    struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) {
            rest = bytes
        }

        /// Whether every element was read.
        var isAtEnd: Bool { rest.isEmpty }

        /// The content of the next element, which must have `tag`.
        mutating func content(_ tag: Tag) throws(CryptoError) -> ArraySlice<UInt8> {
            guard rest.popFirst() == tag.rawValue, let first = rest.popFirst() else {
                throw CryptoError(.invalidEncoding)
            }
            var count = Int(first)
            if first >= 0x80 {
                // Up to two bytes of length, and none that a shorter form could say.
                let bytes = rest.prefix(Int(first & 0x7f))
                guard 1...2 ~= first & 0x7f, bytes.count == Int(first & 0x7f) else {
                    throw CryptoError(.invalidEncoding)
                }
                rest = rest.dropFirst(bytes.count)
                count = bytes.reduce(0) { $0 << 8 | Int($1) }
                guard count >= (bytes.count == 1 ? 0x80 : 0x100) else {
                    throw CryptoError(.invalidEncoding)
                }
            }
            guard count <= rest.count else { throw CryptoError(.invalidEncoding) }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        /// A reader of the next element, a sequence.
        mutating func sequence() throws(CryptoError) -> Reader {
            Reader(try content(.sequence))
        }

        /// The next element, a number from 0 to 2⁶³ - 1.
        mutating func integer() throws(CryptoError) -> UInt64 {
            let content = try content(.integer)
            guard let first = content.first, first < 0x80, content.count <= 8 else {
                throw CryptoError(.invalidEncoding)
            }
            // A leading zero only to keep the next bit from being a sign.
            guard first != 0 || content.count == 1 || content[content.startIndex + 1] >= 0x80
            else { throw CryptoError(.invalidEncoding) }
            return content.reduce(0) { $0 << 8 | UInt64($1) }
        }

        /// Checks that the next element is the object identifier with this content.
        mutating func expect(identifier: [UInt8]) throws(CryptoError) {
            guard try content(.objectIdentifier).elementsEqual(identifier) else {
                throw CryptoError(.invalidEncoding)
            }
        }

        /// Checks that nothing is left.
        func finish() throws(CryptoError) {
            guard isAtEnd else { throw CryptoError(.invalidEncoding) }
        }
    }
}
