/// The heads that a log has published, in the order of their publication: the file `heads`.
///
///     published 2026-11-24T10:00:00Z        or cosigned, when a quorum was gathered later
///     <signed checkpoint>
///     <blank line>
///
/// A checkpoint has no empty line but the one before its signatures, so the blank line ends it. The
/// file is only added to; a cut-off last record is what a crash left of a head that was not
/// published.
package struct HeadHistory: Hashable, Sendable {
    /// What happened to a head.
    package enum Event: String, Hashable, Sendable {
        /// The log has published it, for the first time or again.
        case published
        /// Cosignatures were added to it.
        case cosigned
    }

    /// One head.
    package struct Record: Hashable, Sendable {
        /// What happened.
        package let event: Event
        /// When, by the publisher's clock.
        package let time: LogTime
        /// The signed checkpoint, not verified.
        package let note: SignedNote

        /// Puts the parts together.
        package init(_ event: Event, at time: LogTime, _ note: SignedNote) {
            self.event = event
            self.time = time
            self.note = note
        }

        /// The record as it is added to the file.
        package var bytes: [UInt8] {
            Array("\(event.rawValue) \(time)\n".utf8) + note.bytes + [0x0a]
        }

        /// Reads one record without the blank line that ends it; `nil` for any other form.
        fileprivate init?(_ bytes: ArraySlice<UInt8>) {
            guard let end = bytes.firstIndex(of: 0x0a),
                let line = String(validating: bytes[..<end], as: UTF8.self)
            else { return nil }
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let event = Event(rawValue: String(words[0])),
                let time = LogTime(String(words[1])),
                let note = try? SignedNote(Array(bytes[(end + 1)...])),
                (try? Checkpoint(note.text)) != nil
            else { return nil }
            self.init(event, at: time, note)
        }
    }

    /// The records.
    package let records: [Record]
    /// How many bytes at the end belong to no whole record.
    package let cutOff: Int

    /// Reads the file, or its end; `nil` when something else than a cut-off record stands there.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - isWhole: Without, the first bytes may be the rest of a record that began before; they
    ///     are skipped.
    package init?(_ bytes: [UInt8], isWhole: Bool = true) {
        var rest = bytes[...]
        if !isWhole {
            rest = rest[(Self.recordStart(in: rest) ?? rest.endIndex)...]
        }
        var records: [Record] = []
        while !rest.isEmpty {
            guard let end = Self.recordEnd(in: rest, from: rest.startIndex) else { break }
            guard let record = Record(rest[..<(end - 1)]) else { return nil }
            records.append(record)
            rest = rest[end...]
        }
        self.records = records
        cutOff = rest.count
    }

    /// The first record that begins after a blank line; no signature line looks like its first line.
    private static func recordStart(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.dropFirst(2).first { index in
            bytes[index - 1] == 0x0a && bytes[index - 2] == 0x0a
                && [Event.published, .cosigned].contains {
                    bytes[index...].starts(with: Array("\($0.rawValue) ".utf8))
                }
        }
    }

    /// The first index after the blank line that ends a record: the one after signature lines.
    private static func recordEnd(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var lineStart = start
        var isSignature = false
        while let end = bytes[lineStart...].firstIndex(of: 0x0a) {
            if end == lineStart, isSignature { return end + 1 }
            // An em dash, U+2014, begins a signature line; no line of a checkpoint before it may.
            isSignature = bytes[lineStart..<end].starts(with: [0xe2, 0x80, 0x94, 0x20])
            lineStart = end + 1
        }
        return nil
    }
}
