internal import CryptoPrimitives

/// How far a verification of a published log has come, so that a later one goes on there.
///
///     kluis-verify/v1/progress
///     <origin>
///     size <decimal>                       a multiple of 256
///     read <decimal>                       how many of these entries were there to be read
///     <base64 peak>                        one a line, the largest subtree first
///     <hexadecimal SHA-256 of all lines above, with their line feeds>
///
/// The last line finds damage, not malice: who may write the file may claim that entries were read
/// which nobody read. That they belong to the log is proved by its signed root in any case.
package struct VerificationProgress: Hashable, Sendable {
    /// The largest file in bytes.
    package static let maximumSize = 8192
    private static let header = "kluis-verify/v1/progress"

    /// The name of the log.
    package let origin: String
    /// The size and the peaks of the tree that was verified.
    package let frontier: MerkleFrontier
    /// How many of its entries were there to be read.
    package let entriesRead: UInt64

    /// Takes the state of a verification; the size is a multiple of 256.
    package init(origin: String, frontier: MerkleFrontier, entriesRead: UInt64) {
        precondition(frontier.size.isMultiple(of: 256), "a verification goes on at a bundle")
        precondition(entriesRead <= frontier.size, "each entry was read once")
        self.origin = origin
        self.frontier = frontier
        self.entriesRead = entriesRead
    }

    /// Reads the text form; `nil` for anything that ``bytes`` does not write.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumSize, bytes.last == 0x0a,
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        var lines = text.unicodeScalars.dropLast()
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }[...]
        guard lines.count >= 5, lines.popFirst() == Self.header, let origin = lines.popFirst(),
            KeyName.isValid(origin),
            let size = lines.popFirst(), size.hasPrefix("size "),
            let size = Decimal.parse(size.dropFirst(5)), size.isMultiple(of: 256),
            let read = lines.popFirst(), read.hasPrefix("read "),
            let read = Decimal.parse(read.dropFirst(5)), read <= size,
            let sum = lines.popLast()
        else { return nil }
        var peaks: [Digest] = []
        for line in lines {
            guard let bytes = Base64.decode(line), let peak = Digest(bytes) else { return nil }
            peaks.append(peak)
        }
        guard let frontier = MerkleFrontier(size: size, peaks: peaks) else { return nil }
        self.init(origin: origin, frontier: frontier, entriesRead: read)
        guard sum == self.sum else { return nil }
    }

    /// The text form.
    package var bytes: [UInt8] { Array((content + sum + "\n").utf8) }

    /// Whether a checkpoint is of this log and of a tree that is not smaller.
    func isOf(_ checkpoint: SignedCheckpoint) -> Bool {
        checkpoint.checkpoint.origin.utf8.elementsEqual(origin.utf8)
            && frontier.size <= checkpoint.head.size
    }

    private var content: String {
        ([Self.header, origin, "size \(frontier.size)", "read \(entriesRead)"]
            + frontier.peaks.map { Base64.encode($0.bytes) }).map { $0 + "\n" }.joined()
    }

    private var sum: String { Digest(hashing: Array(content.utf8)).hex }
}
