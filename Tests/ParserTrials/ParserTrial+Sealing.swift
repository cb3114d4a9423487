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
        let isKnown = contents.contains { $0.sealed == input && $0.plain == opened }
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
        _ = try RowSeal.open(input, key: key, table: "trial", keyColumns: [[1]])
        return input == row ? .free : .contradiction("it was not sealed")
    }

    private static let row: [UInt8] = {
        let key = SecretBytes(copying: SampleRecords.bytes(32))
        guard
            let sealed = try? RowSeal.seal(
                Array("a row".utf8), key: key, table: "trial", keyColumns: [[1]])
        else { preconditionFailure("a row can be sealed") }
        return sealed
    }()
}
