internal import CryptoPrimitives
package import Records
internal import TestSupport

extension ParserTrial {
    /// Values of records, each read by the type that its label names.
    package init(_ name: String, records values: [any CanonicalRecord]) {
        var readers: [String: @Sendable ([UInt8]) throws(CanonicalEncodingError) -> Reading] = [:]
        for value in values { readers[type(of: value).label] = Self.reader(of: value) }
        let known = readers
        self.init(name, .fields, samples: values.map(\.canonicalBytes)) {
            (input) throws(CanonicalEncodingError) in
            guard let read = CanonicalDecoder.label(of: input).flatMap({ known[$0] }) else {
                throw .wrongLabel
            }
            return try read(input)
        }
    }

    private static func reader<Record: CanonicalRecord>(
        of _: Record
    ) -> @Sendable ([UInt8]) throws(CanonicalEncodingError) -> Reading {
        { (input) throws(CanonicalEncodingError) in
            .written(try Record(canonical: input).canonicalBytes)
        }
    }

    /// The statements, with everything that stands in them.
    package static let statements = Self("statements", records: SampleRecords.statements)

    /// What statements say, each by itself.
    package static let statementBodies = Self(
        "statement-bodies", .fields, samples: SampleRecords.bodies.map(\.encoded)
    ) { (input) throws(CanonicalEncodingError) in
        let known = SampleRecords.bodies.first {
            CanonicalDecoder.label(of: $0.encoded) == CanonicalDecoder.label(of: input)
        }
        guard let known else { throw .wrongLabel }
        return .written(try StatementBody(kind: known.kind, encoded: input).encoded)
    }

    /// Manifests and wraps.
    package static let sections = Self(
        "sections", records: [SampleRecords.manifest, SampleRecords.wrap])

    /// Requests as they are signed.
    package static let requests = Self(
        "requests", records: SampleMessages.calls.map(SampleMessages.request))

    /// Requests as they come in, read down to the call.
    package static let signedRequests = Self(
        "signed-requests", .fields, samples: SampleMessages.requests.map(\.canonicalBytes)
    ) { (input) throws(CanonicalEncodingError) in
        let signed = try SignedRequest(canonical: input)
        guard try Request(canonical: signed.request).canonicalBytes == signed.request else {
            return .contradiction("the request within is written otherwise")
        }
        return .written(signed.canonicalBytes)
    }

    /// Replies as they come in.
    package static let replies = Self("replies", records: SampleMessages.replies)

    /// What replies carry.
    package static let answers = Self("answers", records: SampleMessages.answers)

    /// Days in text.
    package static let civilDates = Self(
        "civil-date", .text,
        samples: ["2024-02-29", "0001-01-01", "9999-12-31"].map { Array($0.utf8) }
    ) { input in
        guard let text = String(validating: input, as: UTF8.self), let day = CivilDate(text) else {
            return nil
        }
        guard CivilDate(daysSinceEpoch: day.daysSinceEpoch) == day else {
            return .contradiction("days count forth and back")
        }
        return .written(Array(day.description.utf8))
    }

    /// Identifiers in text, with or without hyphens and in either case.
    package static let identifiers = Self(
        "identifier", .text,
        samples: [SampleRecords.dossier.description, SampleRecords.dossier.bytes.hex]
            .map { Array($0.utf8) }
    ) { input in
        guard let text = String(validating: input, as: UTF8.self), let id = DossierID(text) else {
            return nil
        }
        let plain = text.lowercased().filter { $0 != "-" }
        return plain == id.bytes.hex ? .free : .contradiction("the digits are others")
    }
}
