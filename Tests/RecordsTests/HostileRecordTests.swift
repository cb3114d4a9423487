import CryptoPrimitives
import Records
import Testing

@Suite("Records at the borders of their numbers") struct HostileRecordTests {
    private func moment(_ seconds: Int64) throws -> AppointmentEnd {
        let id = AppointmentID(
            at: Instant(seconds: 0), randomness: [UInt8](repeating: 1, count: 10))
        return AppointmentEnd(appointment: id, at: Instant(seconds: seconds))
    }

    @Test(
        "a moment is of the years 1 to 9999, so that counting on from it cannot overflow",
        arguments: [
            (Int64.min, false), (-62_135_596_801, false), (-62_135_596_800, true), (0, true),
            (253_402_300_799, true), (253_402_300_800, false), (.max, false),
        ])
    func moments(seconds: Int64, isRead: Bool) throws {
        let bytes = try moment(seconds).canonicalBytes
        if isRead {
            let read = try AppointmentEnd(canonical: bytes)
            #expect(read.at.seconds == seconds)
            #expect(read.at.rfc3339.hasSuffix("Z"))
        } else {
            #expect(throws: CanonicalEncodingError.invalidField) {
                try AppointmentEnd(canonical: bytes)
            }
        }
    }

    @Test("a chain of 2^63 statements is not read, so that its next head can be made")
    func chainLengths() throws {
        for (length, isRead) in [(UInt64(Int64.max), true), (UInt64(Int64.max) + 1, false)] {
            var encoder = CanonicalEncoder(ChainHead.label)
            encoder.append(length)
            encoder.append(Digest(hashing: [1]))
            let head = try? ChainHead(canonical: encoder.bytes)
            #expect((head != nil) == isRead)
            #expect(head?.appending(Digest(hashing: [2])).length == (isRead ? length + 1 : nil))
        }
    }

    @Test("a path of a proof has 63 hashes at most, as a tree has levels")
    func paths() {
        for count in [63, 64] {
            let path = [Digest](repeating: Digest(hashing: [1]), count: count)
            let proof = EntryProof(index: 1, leaf: [0x7b], path: path, detail: nil)
            #expect(((try? EntryProof(canonical: proof.canonicalBytes)) != nil) == (count == 63))
        }
    }
}
