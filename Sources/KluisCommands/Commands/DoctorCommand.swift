internal import ArgumentParser
internal import Mediation
internal import RecordStore
internal import Records

/// `kluis doctor`: is everything as it should be.
struct DoctorCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "doctor", abstract: "Check files, modes, settings, keys, heads and the clock.",
        discussion: """
            Changes nothing. With --deep everything is recomputed: every row opens under its chain's \
            key, every statement, manifest and wrap is verified, every content hashed, the log built \
            again from its entries. Exit status 20 when something is damaged, with the table and the \
            place.
            """,
        examples: [
            ("kluis doctor --vault vault", "the quick checks"),
            ("kluis doctor --deep --json", "everything, for programs"),
        ])

    @Flag(help: "Recompute everything.")
    var deep = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        var checks = try HomeDoctor(home: MemberHome(path: context.settings.home)).checks()
        var report: AuditReport?
        if context.settings.mediator == nil, context.settings.vault != nil {
            let doctor = VaultDoctor(files: try VaultFiles(context), now: SystemClock.now())
            checks += doctor.checks()
            if deep {
                checks.append(doctor.pages())
                report = try context.withProgress("recomputing everything") { line in
                    try doctor.audit { line.update(UInt64($0), of: UInt64($1)) }
                }
            }
        } else if deep {
            if context.settings.mediator == nil { _ = try context.vaultDirectory() }
            throw CommandFailure(
                .usage, "only who has the vault's files can look that deep",
                hint: "run it where they are, with --vault and without --mediator")
        }
        if let waiting = report?.pendingWraps, waiting > 0 {
            checks.append(
                DoctorCheck(
                    "pending-wraps", .fine,
                    "\(waiting) recipients wait for the key of their role; when there is one, a "
                        + "reader runs `kluis disclose DOSSIER --pending`"))
        }
        let findings = report?.findings ?? []
        let checked = (report?.checked ?? [:]).map { ($0.key.description, $0.value) }
            .sorted { $0.0 < $1.0 }
        let isDamaged = !findings.isEmpty || checks.contains { $0.verdict == .failure }
        context.print(
            [
                ("isHealthy", .bool(!isDamaged)), ("checks", .array(checks.map(\.json))),
                ("checked", .object(checked.map { ($0.0, .count($0.1)) })),
                (
                    "findings",
                    .array(
                        findings.map { finding in
                            .object([
                                ("area", .string(finding.area.description)),
                                ("place", .string(finding.place)),
                                ("problem", .string(finding.problem)),
                            ])
                        })
                ),
            ],
            lines: lines(checks, checked, findings, context.style))
        return isDamaged ? .verificationFailed : .success
    }

    private func lines(
        _ checks: [DoctorCheck], _ checked: [(String, Int)], _ findings: [AuditFinding],
        _ style: TextStyle
    ) -> [String] {
        var lines = checks.map {
            "\(mark($0.verdict, style))  \($0.name): \(ShownText.line($0.message))"
        }
        for (area, count) in checked { lines.append("      \(area): \(count) checked") }
        for finding in findings {
            let place = ShownText.line("\(finding.place): \(finding.problem)")
            lines.append("\(mark(.failure, style))  \(finding.area), \(place)")
        }
        return lines
    }

    private func mark(_ verdict: DoctorCheck.Verdict, _ style: TextStyle) -> String {
        switch verdict {
        case .fine: "ok  "
        case .warning: style.warning("warn")
        case .failure: style.alarm("fail")
        }
    }
}
