internal import CryptoPrimitives
internal import Sealing
internal import TestSupport

extension ParserTrial {
    /// Sealed contents: nothing opens but what was sealed, and a summary is of these bytes.
    package static let sealedContents = Self(
        "sealed-content", .bytes, samples: contents.map(\.sealed)
    ) { (input) throws(CryptoError) in
        let summary = try SealedSummary(ofSealed: input)
        let key = SecretBytes(copying: SampleRecords.bytes(32))
        var opened: [UInt8] = []
        let header = Array(input.prefix(ChunkedEncryption.headerByteCount))
        var opener = try ChunkedOpener(
            header: header, key: key, context: context, hashesChunks: true)
        let rest = Array(input.dropFirst(header.count))
        try opener.update(rest.span) { opened.append(copying: $0) }
        let found = try opener.finish { opened.append(copying: $0) }
        let isKnown = contents.contains {
            $0.plain == opened && isSealed(input, as: $0.sealed, salt: 0..<24)
        }
        return isKnown && found == summary ? .free : .contradiction("it was not sealed")
    }

    private static let context = Array("a context".utf8)

    private static let contents: [(plain: [UInt8], sealed: [UInt8])] = [0, 40, 16_384, 20_000].map {
        count in
        let plain = SampleRecords.bytes(count)
        let key = SecretBytes(copying: SampleRecords.bytes(32))
        guard let sealed = try? ChunkedEncryption.seal(plain, key: key, context: context) else {
            preconditionFailure("a content can be sealed")
        }
        return (plain, sealed.bytes)
    }

    /// Sealed rows.
    package static let sealedRows = Self("sealed-row", .bytes, samples: [row]) {
        (input) throws(CryptoError) in
        let key = SecretBytes(copying: SampleRecords.bytes(32))
        let opened = try RowSeal.open(input, key: key, table: "trial", keyColumns: [[1]])
        return opened == plainRow && isSealed(input, as: row, salt: 0..<16)
            ? .free : .contradiction("it was not sealed")
    }

    private static let plainRow = Array("a row".utf8)

    /// Whether an input was sealed, and not changed afterwards.
    ///
    /// It is the sample, or has another salt: the seeds of a fuzzer were sealed by another process,
    /// with salts of their own.
    static func isSealed(_ input: [UInt8], as sample: [UInt8], salt: Range<Int>) -> Bool {
        input == sample || Array(input[salt]) != Array(sample[salt])
    }

    private static let row: [UInt8] = {
        let key = SecretBytes(copying: SampleRecords.bytes(32))
        guard
            let sealed = try? RowSeal.seal(
                plainRow, key: key, table: "trial", keyColumns: [[1]])
        else { preconditionFailure("a row can be sealed") }
        return sealed
    }()
}
