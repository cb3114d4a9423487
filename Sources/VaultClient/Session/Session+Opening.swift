package import Records
internal import CryptoPrimitives
internal import AccessPolicy
internal import Sealing
internal import TransparencyLog

/// A section version of which everything was verified.
package struct OpenedSection: Sendable {
    /// The content.
    package let content: [UInt8]
    /// What its author signed.
    package let manifest: Manifest
    /// The version that is the head now.
    package let headVersion: UInt64
    /// The grant under which it was opened.
    package let grant: GrantID
    /// The entry of this access, verified.
    package let entry: VerifiedEntry
    /// The entry of the write, verified.
    package let writeEntry: VerifiedEntry
    /// How far apart the mediator stood.
    package let level: AssuranceLevel

    /// Whether it is the newest version.
    package var isHead: Bool { manifest.version == headVersion }
}

/// An opened version with its data key, for whoever wraps it for another recipient.
struct OpenedVersion: ~Copyable {
    /// What was opened.
    let section: OpenedSection
    /// The key of the content: 32 bytes.
    let dataKey: SecretBytes
}

extension Session {
    /// Opens a section version; the access is logged before the mediator releases its share.
    ///
    /// - Parameters:
    ///   - dossier: The dossier.
    ///   - section: The section, or the newest of a kind.
    ///   - version: The version; 0 for the head.
    ///   - purpose: Why it is opened.
    ///   - handling: What is done with it: printing and exporting take more than reading.
    ///   - glass: Whether an emergency is declared.
    ///   - reason: The reason in the reader's words; required in an emergency; at most 500 bytes.
    /// - Returns: The content, after all checks.
    /// - Throws: ``ClientError``; what does not open is reported to the mediator.
    package func open(
        dossier: DossierID, section: SectionSelector, version: UInt64 = 0, purpose: Purpose,
        handling: OpenSection.Handling = .view, glass: Glass = .intact, reason: String = ""
    ) throws -> OpenedSection {
        try openVersion(
            OpenSection(
                dossier: dossier, section: section, version: version, purpose: purpose,
                handling: handling, glass: glass, reason: reason)
        ).section
    }

    /// Opens a version and keeps its data key.
    func openVersion(_ call: OpenSection) throws -> OpenedVersion {
        let answered = try ask(.openSection(call))
        let answer = try answered.decode(OpenSection.Answer.self)
        let manifest = answer.manifest.manifest
        guard manifest.vault == vault, manifest.dossier == call.dossier,
            call.section.means(manifest),
            manifest.version == (call.version == 0 ? answer.headVersion : call.version),
            manifest.version <= answer.headVersion
        else { throw ClientError.unverified(.manifest) }
        let entry = try answered.entry(about: [answered.request], member: member)
        try entry.check(
            section: manifest.section, version: manifest.version, kind: manifest.kind,
            events: [call.handling.event])
        guard entry.entry.isEmergency == (call.glass == .declared) else {
            throw ClientError.unverified(.entry)
        }
        let write = try VerifiedEntry(
            verifying: answer.writeEntry, against: answered.checkpoint)
        try check(write, of: answer.manifest)
        let authorKey = try checkAuthor(
            of: answer.manifest, write: write, evidence: answer.evidence)
        try checkWrap(
            answer.wrap, of: answer.manifest, authorKey: authorKey, evidence: answer.evidence)
        try memberState.see(
            section: manifest.section, of: manifest.dossier, version: answer.headVersion,
            manifest: manifest.version == answer.headVersion ? manifest.hash : nil,
            logSize: answered.checkpoint.head.size)
        try memberState.flush()
        let roleKey = try roleKey(of: answer.wrap.wrap)
        do {
            return try decrypt(
                answer, answered, roleKey: roleKey, entry: entry, write: write)
        } catch let error as CryptoError where error.isAboutTheMessage {
            // A copy of a role key may be the one at fault: the next attempt fetches it anew.
            if case .copy(_, let key) = roleKey { try memberState.forget(keyCopyOf: key) }
            throw ClientError.unopenable(reported: report(answer.wrap.wrap))
        }
    }

    /// Opens share, wrap and content, in this order, and compares the content with the manifest.
    private func decrypt(
        _ answer: OpenSection.Answer, _ answered: Answered, roleKey: RoleKeySource,
        entry: VerifiedEntry, write: VerifiedEntry
    ) throws -> OpenedVersion {
        let manifest = answer.manifest.manifest
        let wrap = answer.wrap.wrap
        let share = try answered.openShare(answer.sealedShare, contextHash: wrap.contextHash)
        let dataKey = try keys.openWrap(
            wrap.sealedKey, contextHash: wrap.contextHash, share: share, roleKey: roleKey)
        guard let commitment = Digest(manifest.commitment) else {
            throw ClientError.unverified(.manifest)
        }
        let content = try ChunkedEncryption.open(
            answer.content,
            matching: SealedSummary(
                commitment: commitment, chunkRoot: manifest.chunkRoot, length: manifest.length),
            key: dataKey, context: manifest.contentContext.bytes)
        return OpenedVersion(
            section: OpenedSection(
                content: content, manifest: manifest, headVersion: answer.headVersion,
                grant: wrap.grant, entry: entry, writeEntry: write, level: answered.level),
            dataKey: dataKey)
    }

    /// Says that a wrap does not open.
    ///
    /// - Returns: The entry; `nil` when the mediator would not take the report either.
    private func report(_ wrap: WrapRecord) -> UInt64? {
        let call = ReportUnopenable(
            dossier: wrap.dossier, section: wrap.section, version: wrap.version,
            grant: wrap.grant)
        guard let answered = try? ask(.reportUnopenable(call)) else { return nil }
        return try? answered.entry(about: [answered.request], member: member).index
    }

    /// Checks that an entry is about the write of a version.
    private func check(_ write: VerifiedEntry, of signed: SignedManifest) throws {
        guard write.entry.object == Digest(hashing: signed.canonicalBytes),
            write.entry.event == .sectionWritten, write.entry.outcome == .allowed
        else { throw ClientError.unverified(.entry) }
    }
}

extension Answered {
    /// Opens a share of the mediator that was sealed for this request and one wrap.
    func openShare(_ sealed: [UInt8], contextHash: Digest) throws -> SecretBytes {
        try HPKE.openBase(
            HPKE.Sealed(bytes: sealed), with: ephemeral,
            info: Array("vault/v1/share".utf8) + request.bytes,
            authenticating: contextHash.bytes)
    }
}

extension SectionSelector {
    /// Whether a manifest is of a section that is meant.
    fileprivate func means(_ manifest: Manifest) -> Bool {
        switch self {
        case .section(let id): manifest.section == id
        case .latest(let kind): manifest.kind == kind
        }
    }
}

extension CryptoError {
    /// Whether the bytes are at fault, and not this machine.
    fileprivate var isAboutTheMessage: Bool {
        code != .randomnessUnavailable && code != .libraryFailure
    }
}

extension OpenSection.Handling {
    /// The event that must stand in the log.
    fileprivate var event: LogEntry.Event {
        switch self {
        case .view: .sectionRead
        case .disclose: .sectionDisclosed
        case .print: .sectionPrinted
        case .export: .sectionExported
        }
    }
}
