internal import Documents
internal import LogVerification
internal import Records
internal import TransparencyLog

/// Holds a document against a published copy of the log, for whoever has only the paper: no vault, no
/// key, no right to read.
///
/// It tells nothing that the document does not say itself. The text is not in the log, so it is not
/// compared: what is proved is that the write and the copy that the document names did happen, in
/// which roles and on which days.
struct LoggedDocument {
    private let ticket: DocumentTicket
    private let log: LogProving

    /// Takes what a document says that it is made from, and a published directory.
    init(_ ticket: DocumentTicket, in log: LogProving) {
        self.ticket = ticket
        self.log = log
    }

    /// The verdict, which is never `genuine`.
    ///
    /// - Returns: What the log tells, as the failure that the text was not compared.
    /// - Throws: ``CommandFailure/changed(_:hint:)`` when the log contradicts the document; status 66
    ///   when the copy of the log does not reach that far, or the entry was pruned.
    func verdict() throws -> CommandFailure {
        let write = try entry(ticket.entry)
        guard write.object == ticket.object, write.outcome == .allowed else {
            throw CommandFailure.changed(
                "log entry \(ticket.entry) tells of another write than the document names")
        }
        var told = [line("it was written", write, ticket.entry)]
        var members: [(String, JSONValue)] = [
            ("document", .string(ticket.code)), ("writeEntry", .index(ticket.entry)),
            ("written", .string(write.time.description)),
            ("writtenAs", write.role.map { .string($0.description) } ?? .null),
        ]
        if case .letter(_, let copy) = ticket.subject {
            let export = try entry(copy.entry)
            guard write.event == .sectionWritten, export.event == .sectionExported,
                export.outcome == .allowed, export.role?.description == copy.role.rawValue,
                Int64(export.time.seconds) == copy.time.seconds
            else {
                throw CommandFailure.changed(
                    "log entry \(copy.entry) tells of no such copy for \(copy.role.rawValue)")
            }
            told.append(line("it was carried out", export, copy.entry))
            members += [
                ("copyEntry", .index(copy.entry)), ("copied", .string(export.time.description)),
                ("copyRole", .string(copy.role.rawValue)),
            ]
        }
        return .onlyLogged(told, members)
    }

    private func line(_ what: String, _ entry: LogEntry, _ index: UInt64) -> String {
        let role = entry.role.map { " by \($0)" } ?? ""
        return "\(what)\(role) on \(entry.time), log entry \(index)"
    }

    /// An entry, proven to be in the log that was published.
    private func entry(_ index: UInt64) throws -> LogEntry {
        guard let leaf = try log.proof(of: index).extra, let entry = try? LogEntry(line: leaf)
        else {
            throw CommandFailure(
                .verificationFailed, "log entry \(index) is no entry of an access log")
        }
        return entry
    }
}
