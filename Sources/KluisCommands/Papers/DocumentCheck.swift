internal import CryptoPrimitives
internal import Documents
internal import Records
internal import TransparencyLog
internal import VaultClient

/// Holds a document against the vault.
///
/// Who may read what it shows gets it made again and compared byte by byte; nobody else learns more
/// than the log may tell them.
struct DocumentCheck {
    private let file: DocumentFile
    private let acting: ActingSession
    private let connection: Connection

    /// Takes a file, whose ticket says what to look for.
    init(_ file: DocumentFile, _ acting: ActingSession, _ connection: Connection) {
        self.file = file
        self.acting = acting
        self.connection = connection
    }

    /// What is told of a genuine document.
    struct Finding {
        /// For people.
        let lines: [String]
        /// For programs.
        let members: [(String, JSONValue)]
    }

    private var ticket: DocumentTicket { file.ticket }

    /// Checks the document.
    ///
    /// - Parameters:
    ///   - why: The purpose for which it is read; the usual one of the role when left out.
    ///   - reason: Why, in own words.
    /// - Returns: What the vault tells of it, when it is genuine.
    /// - Throws: A verdict as a failure: ``CommandFailure/changed(_:hint:)`` and its neighbours.
    func finding(_ why: PurposeOption, reason: String) throws -> Finding {
        guard let view = try visibleDossier() else { throw try publicVerdict() }
        switch ticket.subject {
        case .letter(let version, let copy):
            guard let section = view.sections.first(where: { $0.section == version.section })
            else { throw try publicVerdict() }
            return try letter(
                version, copy, of: view, why.purpose(of: acting, reading: section.kind), reason)
        case .receipt: return try receipt(view)
        }
    }

    /// The dossier, when it is shown to who asks.
    private func visibleDossier() throws -> DossierView? {
        do {
            return try acting.session.show(ticket.dossier)
        } catch ClientError.refused, ClientError.failed(.unknown) { return nil }
    }

    /// What those learn who may not read it: whether the log holds the write that the document names,
    /// where they may look at that entry, and else nothing.
    private func publicVerdict() throws -> CommandFailure {
        guard mayReadEntries else { return .unchecked(entry: nil) }
        do {
            let entry = try acting.session.entry(at: ticket.entry)
            if entry.entry.object == ticket.object { return .unchecked(entry: entry.index) }
        } catch ClientError.failed(.unknown) {
        } catch ClientError.refused { return .unchecked(entry: nil) }
        return .unknownDocument
    }

    /// Whether who asks may look at entries of the log.
    ///
    /// A worker may at those of the own dossiers, and who oversees the log at all of them. Others don't
    /// ask, for a refusal would stand in the log.
    private var mayReadEntries: Bool { acting.role?.overseesLog ?? true || acting.role == .worker }

    // MARK: Letters

    private func letter(
        _ version: DocumentTicket.Version, _ copy: DocumentTicket.Copy, of view: DossierView,
        _ purpose: Purpose, _ reason: String
    ) throws -> Finding {
        let isCopyChecked = try check(copy, of: version)
        let opened: OpenedSection
        do {
            opened = try acting.session.open(
                dossier: ticket.dossier, section: .section(version.section),
                version: version.number, purpose: purpose, reason: reason)
        } catch ClientError.failed(.unknown) { throw CommandFailure.unknownDocument }
        guard opened.manifest.hash == version.manifest else {
            throw CommandFailure.changed("it names another manifest than that of the version")
        }
        let maker = LetterMaker(opened, of: view, acting)
        guard maker.ticket(copy, ticket.language) == ticket else {
            throw CommandFailure.changed(
                "it names other entries of the log than those of the version")
        }
        try compare(
            maker.letters(copy, ticket.language).map { try $0.page() }, at: copy.time)
        let manifest = opened.manifest
        let names = StatementWords(
            directory: try acting.directory(naming: [.member(manifest.author)]),
            book: AddressBook(home: connection.home))
        return Finding(
            lines: [
                "genuine: \(manifest.kind.rawValue), version \(manifest.version) of "
                    + "\(opened.headVersion), in dossier \(manifest.dossier.short)",
                "signed by \(names.name(manifest.author)), \(manifest.role.rawValue), on "
                    + "\(CivilTime.text(of: manifest.time)); log entry \(opened.writeEntry.index)",
                "copied for \(copy.role.rawValue) on \(CivilTime.text(of: copy.time)); log entry "
                    + "\(copy.entry)"
                    + (isCopyChecked
                        ? ""
                        : ", as it says: the worker, and who oversees the log, can check this"),
            ] + (opened.isHead ? [] : ["there is a newer version: \(opened.headVersion)"]),
            members: [
                ("kind", .string(manifest.kind.rawValue)),
                ("dossier", .string(manifest.dossier.description)),
                ("section", .string(manifest.section.description)),
                ("version", .index(manifest.version)), ("headVersion", .index(opened.headVersion)),
                ("manifest", .string(manifest.hash.hex)),
                ("author", .string(manifest.author.description)),
                ("authorRole", .string(manifest.role.rawValue)),
                ("written", .string(manifest.time.rfc3339)),
                ("copyRole", .string(copy.role.rawValue)),
                ("copied", .string(copy.time.rfc3339)), ("copyEntry", .index(copy.entry)),
                ("isCopyChecked", .bool(isCopyChecked)),
                ("logEntry", .index(opened.entry.index)),
            ])
    }

    /// Checks what the letter says about its copy against the log.
    ///
    /// - Returns: Whether that was possible.
    private func check(
        _ copy: DocumentTicket.Copy, of version: DocumentTicket.Version
    ) throws -> Bool {
        guard mayReadEntries else { return false }
        let verified: VerifiedEntry
        do {
            verified = try acting.session.entry(at: copy.entry)
        } catch ClientError.failed(.unknown) {
            throw CommandFailure.unknownDocument
        } catch ClientError.refused { return false }
        let entry = verified.entry
        // Only the worker is shown of which section it was.
        let isOfVersion =
            verified.detail?.record.map {
                $0.section.bytes == version.section.bytes && $0.version == version.number
            } ?? true
        guard entry.event == .sectionExported, entry.outcome == .allowed, isOfVersion,
            entry.role?.description == copy.role.rawValue,
            Int64(entry.time.seconds) == copy.time.seconds
        else {
            throw CommandFailure.changed(
                "log entry \(copy.entry) tells of no such copy for \(copy.role.rawValue)")
        }
        return true
    }

    // MARK: Receipts

    private func receipt(_ view: DossierView) throws -> Finding {
        for consent in view.consents {
            for reference in [consent.reference, consent.withdrawal].compactMap(\.self) {
                let receipt = try acting.session.receipt(of: reference)
                guard receipt.statement.hash == ticket.object else { continue }
                guard receipt.entry.index == ticket.entry else {
                    throw CommandFailure.changed("it names another log entry than the statement's")
                }
                let page = try ReceiptPage(
                    receipt, isWithdrawal: reference == consent.withdrawal, of: consent,
                    dossier: view.id, acting, connection)
                try compare(
                    [page.document(ticket.language).page()], at: receipt.statement.statement.time)
                return Finding(
                    lines: [
                        "genuine: receipt of log entry \(receipt.entry.index), statement "
                            + receipt.statement.hash.hex
                    ],
                    members: [
                        ("kind", .string("receipt")),
                        ("dossier", .string(view.id.description)),
                        ("consent", .string(consent.consent.id.description)),
                        ("writeEntry", .index(receipt.entry.index)),
                    ])
            }
        }
        throw try publicVerdict()
    }

    // MARK: Comparing

    /// Compares the file with the document made again, in each way in which it may have been made.
    private func compare(_ pages: [Document.Page], at time: Instant) throws {
        switch file.format {
        case .html:
            guard !pages.contains(where: { $0.bytes == file.bytes }) else { return }
            let line = pages.map { firstDifference($0.bytes) }.max() ?? 1
            throw CommandFailure.changed("from line \(line) on it is not what the vault says")
        case .pdf:
            for page in pages {
                if try PaperRenderer.pdf(of: page.bytes, at: time) == file.bytes { return }
            }
            throw CommandFailure.changed(
                "the PDF is not the one that is made here of the same letter",
                hint: "another version of WeasyPrint, or other fonts, make other bytes: make the "
                    + "letter anew, or ask for the HTML")
        }
    }

    /// The first line that differs, from 1.
    private func firstDifference(_ page: [UInt8]) -> Int {
        let common = zip(file.bytes, page).prefix { $0 == $1 }
        return common.count { $0.0 == 0x0a } + 1
    }
}
