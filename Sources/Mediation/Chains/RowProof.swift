internal import CryptoPrimitives
internal import Records
internal import RecordStore

/// What vouches for rows that hold nothing but their columns: an HMAC under the mediator's index
/// key, kept beside them.
///
///     HMAC-SHA256(index key, E("vault/v1/request-row", tag, log index, expires))
///     HMAC-SHA256(index key, E("vault/v1/finding-row", tag, dossier))
enum RowProof {
    /// A row that says which entry a request made.
    static func request(
        _ tag: [UInt8], logIndex: UInt64, expires: Instant, key: SecretBox
    ) -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/request-row")
        encoder.append(tag)
        encoder.append(logIndex)
        encoder.append(expires)
        return HMACSHA256.authenticate(encoder.bytes, key: key.secret).bytes
    }

    /// A row that puts a dossier under a tag.
    static func finding(_ tag: [UInt8], _ dossier: DossierID, key: SecretBox) -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/finding-row")
        encoder.append(tag)
        encoder.append(dossier)
        return HMACSHA256.authenticate(encoder.bytes, key: key.secret).bytes
    }
}

extension RequestRow {
    /// Whether the row is one that the mediator wrote.
    func isGenuine(key: SecretBox) -> Bool {
        constantTimeEqual(
            proof, RowProof.request(tag, logIndex: logIndex, expires: expires, key: key))
    }
}

extension FindingRow {
    /// Whether the row is one that the mediator wrote.
    func isGenuine(key: SecretBox) -> Bool {
        constantTimeEqual(proof, RowProof.finding(tag, dossier, key: key))
    }
}

extension RecordReading {
    /// The dossiers under a keyed tag, in the order of their identifiers.
    ///
    /// - Throws: ``MediatorError/damaged`` when a row is not one that the mediator wrote.
    func dossiers(tag: [UInt8], key: SecretBox) throws -> [DossierID] {
        try findings(tag: tag).map { row in
            guard row.isGenuine(key: key) else { throw MediatorError.damaged }
            return row.dossier
        }
    }
}

extension RecordWriting {
    /// Puts a dossier under a keyed tag, once.
    func insertIfNew(finding tag: [UInt8], dossier: DossierID, key: SecretBox) throws {
        if let known = try finding(tag: tag, dossier: dossier) {
            guard known.isGenuine(key: key) else { throw MediatorError.damaged }
            return
        }
        try insert(
            FindingRow(
                tag: tag, dossier: dossier, proof: RowProof.finding(tag, dossier, key: key)))
    }
}
