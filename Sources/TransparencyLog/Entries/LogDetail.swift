internal import CryptoPrimitives

/// What an entry tells only to who holds the subject's key: the part of the log that can be erased.
///
///     E("vault/v1/log-detail", subject?, dossier?, sealed actor?, record?, network?, reason?,
///       consent?, relation?, decision?)
///
/// Each field is optional. Identifiers are 16 bytes; a record is the list of its section's
/// identifier and its version (8 bytes, big endian); texts are UTF-8 without control characters.
/// Who acted is sealed once more, under another key (``SealedActor``).
package struct LogDetail: Hashable, Sendable {
    /// The largest encoding in bytes: 2 KiB.
    package static let maximumSize = 2048
    /// The longest network address or host name in bytes.
    package static let maximumNetworkSize = 255
    /// The longest reason in bytes.
    package static let maximumReasonSize = 512

    /// A version of a section.
    package struct Record: Hashable, Sendable {
        /// The section.
        package let section: LogIdentifier
        /// The version.
        package let version: UInt64

        /// Names a version of a section.
        package init(section: LogIdentifier, version: UInt64) {
            self.section = section
            self.version = version
        }
    }

    /// The subject: the worker, by the vault's identifier.
    package var subject: LogIdentifier?
    /// The dossier.
    package var dossier: LogIdentifier?
    /// Who acted, sealed under the actor's key.
    package var actor: SealedActor?
    /// The record.
    package var record: Record?
    /// The network address or host from which the request came; at most 255 bytes.
    package var network: String?
    /// The reason that the member gave, in own words, or the rules that refused; at most 512 bytes.
    package var reason: String?
    /// The consent that was relied on.
    package var consent: LogIdentifier?
    /// The relation that was relied on.
    package var relation: LogToken?
    /// What the policy decided about, and how, so that it can be decided again; at most 512 bytes.
    ///
    /// The log does not read it: it is what the module of the policy wrote.
    package var decision: [UInt8]?

    /// The longest record of a decision in bytes.
    package static let maximumDecisionSize = 512
    private static let label = "vault/v1/log-detail"

    /// Makes a detail that says nothing yet.
    package init() {}

    /// The encoding.
    ///
    /// - Throws: ``EntryError/invalidField`` for a text that is too long or has control characters.
    package func encoded() throws(EntryError) -> [UInt8] {
        try Self.check(network, limit: Self.maximumNetworkSize)
        try Self.check(reason, limit: Self.maximumReasonSize)
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(optional: subject?.bytes)
        encoder.append(optional: dossier?.bytes)
        encoder.append(optional: actor?.bytes)
        encoder.append(
            list: record.map { record in
                let version = (0..<8).map {
                    UInt8(truncatingIfNeeded: record.version >> UInt64(56 - 8 * $0))
                }
                return [record.section.bytes, version]
            } ?? [])
        encoder.append(optional: network.map { Array($0.utf8) })
        encoder.append(optional: reason.map { Array($0.utf8) })
        encoder.append(optional: consent?.bytes)
        encoder.append(optional: relation.map { Array($0.description.utf8) })
        guard decision?.count ?? 0 <= Self.maximumDecisionSize else { throw .invalidField }
        encoder.append(optional: decision)
        return encoder.bytes
    }

    /// Reads an encoding.
    ///
    /// - Throws: ``EntryError/tooLarge``, ``EntryError/invalidField``.
    package init(_ bytes: [UInt8]) throws(EntryError) {
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
        do {
            var decoder = try CanonicalDecoder(bytes, label: Self.label)
            subject = try Self.identifier(decoder.optional())
            dossier = try Self.identifier(decoder.optional())
            actor = try Self.actor(decoder.optional())
            record = try Self.record(decoder.list(limit: 2))
            network = try Self.text(decoder.optional(), limit: Self.maximumNetworkSize)
            reason = try Self.text(decoder.optional(), limit: Self.maximumReasonSize)
            consent = try Self.identifier(decoder.optional())
            relation = try Self.token(decoder.optional())
            decision = try decoder.optional()
            try decoder.finish()
            guard decision?.count ?? 0 <= Self.maximumDecisionSize else {
                throw EntryError.invalidField
            }
        } catch {
            throw .invalidField
        }
    }

    private static func identifier(_ bytes: [UInt8]?) throws(EntryError) -> LogIdentifier? {
        guard let bytes else { return nil }
        guard let identifier = LogIdentifier(bytes) else { throw .invalidField }
        return identifier
    }

    private static func actor(_ bytes: [UInt8]?) throws(EntryError) -> SealedActor? {
        guard let bytes else { return nil }
        guard let actor = SealedActor(bytes) else { throw .invalidField }
        return actor
    }

    private static func record(_ parts: [[UInt8]]) throws(EntryError) -> Record? {
        if parts.isEmpty { return nil }
        guard parts.count == 2, parts[1].count == 8, let section = LogIdentifier(parts[0]) else {
            throw .invalidField
        }
        return Record(section: section, version: parts[1].reduce(0) { $0 << 8 | UInt64($1) })
    }

    private static func text(_ bytes: [UInt8]?, limit: Int) throws(EntryError) -> String? {
        guard let bytes else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidField }
        try check(text, limit: limit)
        return text
    }

    private static func token(_ bytes: [UInt8]?) throws(EntryError) -> LogToken? {
        guard let text = try text(bytes, limit: 32) else { return nil }
        guard let token = LogToken(text) else { throw .invalidField }
        return token
    }

    private static func check(_ text: String?, limit: Int) throws(EntryError) {
        guard let text else { return }
        guard text.utf8.count <= limit,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .invalidField }
    }
}
