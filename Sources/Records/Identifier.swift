/// A 16-byte identifier (UUID version 7, RFC 9562 section 5.7), typed by what it names.
///
/// Time-ordered, so that rows are stored in the order in which they are made. It names a thing in
/// this vault only and is derived from nothing about a person.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// Takes 16 bytes made elsewhere; `nil` for another length.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for byte in bytes {
            // The 16 bytes pass through both words, the most significant first.
            words = (words.0 << 8 | words.1 >> 56, words.1 << 8 | UInt64(byte))
        }
        (high, low) = words
    }

    /// Makes an identifier of version 7.
    ///
    /// - Parameters:
    ///   - instant: The time of making.
    ///   - randomness: 10 random bytes; only 74 bits of them are used.
    package init(at instant: Instant, randomness: [UInt8]) {
        precondition(randomness.count == 10, "an identifier takes 10 random bytes")
        let milliseconds = UInt64(clamping: instant.seconds) &* 1000 & 0xffff_ffff_ffff
        let first = UInt64(randomness[0]) << 8 | UInt64(randomness[1])
        high = milliseconds << 16 | 0x7000 | (first & 0x0fff)
        let rest = randomness.dropFirst(2).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        low = 0x8000_0000_0000_0000 | (rest & 0x3fff_ffff_ffff_ffff)
    }

    /// Reads the text form: 32 hexadecimal digits, with or without hyphens.
    package init?(_ text: String) {
        let digits = text.filter { $0 != "-" }
        guard digits.utf8.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
            let low = UInt64(digits.suffix(16), radix: 16)
        else { return nil }
        self.high = high
        self.low = low
    }

    /// The 16 bytes, big endian.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for word in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return bytes
    }

    /// The second in which it was made, as its maker says.
    package var madeAt: Instant { Instant(seconds: Int64((high >> 16) / 1000)) }

    /// The text form of RFC 9562: 8-4-4-4-12 lower-case hexadecimal digits.
    package var description: String {
        let digits = [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }

    /// Eight letters and digits that a person can say: the last 40 bits in Crockford's base 32.
    package var short: String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let text = stride(from: 35, through: 0, by: -5).map {
            alphabet[Int(truncatingIfNeeded: low >> UInt64($0)) & 31]
        }
        return String(text[..<4]) + "-" + String(text[4...])
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// What an identifier can name.
package enum Named {
    /// A dossier.
    package enum Dossier: Sendable {}
    /// A member: a person with keys.
    package enum Member: Sendable {}
    /// An organisation.
    package enum Organisation: Sendable {}
    /// A section of a dossier.
    package enum Section: Sendable {}
    /// A grant.
    package enum Grant: Sendable {}
    /// A consent.
    package enum Consent: Sendable {}
    /// An appointment.
    package enum Appointment: Sendable {}
    /// An event of a process.
    package enum Event: Sendable {}
    /// A delegation of a role.
    package enum Delegation: Sendable {}
}

/// The identifier of a dossier.
package typealias DossierID = Identifier<Named.Dossier>
/// The identifier of a member.
package typealias MemberID = Identifier<Named.Member>
/// The identifier of an organisation.
package typealias OrganisationID = Identifier<Named.Organisation>
/// The identifier of a section.
package typealias SectionID = Identifier<Named.Section>
/// The identifier of a grant.
package typealias GrantID = Identifier<Named.Grant>
/// The identifier of a consent.
package typealias ConsentID = Identifier<Named.Consent>
/// The identifier of an appointment.
package typealias AppointmentID = Identifier<Named.Appointment>
/// The identifier of an event.
package typealias EventID = Identifier<Named.Event>
/// The identifier of a delegation.
package typealias DelegationID = Identifier<Named.Delegation>
