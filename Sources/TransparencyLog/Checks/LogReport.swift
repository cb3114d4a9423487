internal import CryptoPrimitives

/// What a check that succeeded has shown: the same for every program that says it.
package struct LogReport: Sendable {
    /// What programs read.
    package let members: [(String, ReportValue)]
    /// What people read.
    package let lines: [String]

    /// Puts both together.
    init(_ members: [(String, ReportValue)], lines: [String]) {
        self.members = [("isValid", .bool(true))] + members
        self.lines = lines
    }
}

/// A value of a report.
package indirect enum ReportValue: Sendable {
    /// Text.
    case string(String)
    /// An index, a size or a time.
    case number(UInt64)
    /// Yes or no.
    case bool(Bool)
    /// Values in order.
    case list([ReportValue])
    /// Values by name, in order.
    case object([(String, ReportValue)])

    /// A head: `size` and `root`, in hexadecimal digits.
    init(_ head: TreeHead) {
        self = .object([("size", .number(head.size)), ("root", .string(head.root.hex))])
    }
}

extension SignedCheckpoint {
    /// What the checkpoint says, and who cosigned it.
    private var members: [(String, ReportValue)] {
        [
            ("origin", .string(checkpoint.origin)), ("size", .number(head.size)),
            ("root", .string(head.root.hex)),
            (
                "cosignatures",
                .list(
                    cosignatures.map { signature in
                        .object([
                            ("name", .string(signature.key.name)),
                            ("time", .number(signature.time ?? 0)),
                        ])
                    })
            ),
        ]
    }

    private var witnessLine: [String] {
        cosignatures.isEmpty
            ? [] : ["cosigned by \(cosignatures.map(\.key.name).joined(separator: ", "))"]
    }

    /// The report that the signatures are valid.
    package var report: LogReport {
        LogReport(
            members,
            lines: [
                "the checkpoint is signed by the log \(checkpoint.origin): \(head.size) entries, "
                    + "root \(head.root.hex)"
            ] + witnessLine)
    }

    /// The report that this checkpoint extends an older one.
    package func report(extending older: TreeHead) -> LogReport {
        LogReport(
            members + [("older", ReportValue(older))],
            lines: [
                "the log \(checkpoint.origin) of \(head.size) entries extends the one of "
                    + "\(older.size) entries"
            ] + witnessLine)
    }

    /// The report that every file of the directory fits.
    fileprivate func report(of directory: VerifiedDirectory, known: [TreeHead]) -> LogReport {
        var lines = [
            "the log \(checkpoint.origin) verifies: \(head.size) entries, root \(head.root.hex)"
        ]
        let isPruned = directory.entriesRead < head.size && directory.minimumIndex > 0
        if isPruned {
            lines.append(
                "pruned: \(head.size - directory.entriesRead) entries below index "
                    + "\(directory.minimumIndex) are gone; their hashes lead to the signed root")
        }
        if !known.isEmpty {
            lines.append(
                "it extends what was known: "
                    + known.map { "\($0.size) entries" }.joined(separator: ", "))
        }
        return LogReport(
            members + [
                ("entriesRead", .number(directory.entriesRead)),
                ("checkedFrom", .number(directory.start)),
                ("minimumIndex", .number(directory.minimumIndex)),
                ("known", .list(known.map { ReportValue($0) })),
            ], lines: lines + witnessLine)
    }

    /// The report that an entry stands in the log.
    fileprivate func report(of entry: IncludedEntry) -> LogReport {
        let text = String(validating: entry.entry, as: UTF8.self)
        return LogReport(
            members + [
                ("index", .number(entry.index)),
                ("leafHash", .string(Digest(entry: entry.entry).hex)),
                text.map { ("leaf", .string($0)) }
                    ?? ("leafBase64", .string(Base64.encode(entry.entry))),
            ],
            lines: [
                "entry \(entry.index) is in the log \(checkpoint.origin) of \(head.size) entries"
            ] + witnessLine + [text ?? "base64: \(Base64.encode(entry.entry))"])
    }
}

extension VerifiedDirectory {
    /// The report that every file of the directory fits.
    ///
    /// - Parameter known: The heads that the verifier was given.
    /// - Returns: The report.
    package func report(known: [TreeHead] = []) -> LogReport {
        checkpoint.report(of: self, known: known)
    }
}

extension ProvenEntry {
    /// The report that the entry stands in the log.
    package var report: LogReport { checkpoint.report(of: included) }
}
