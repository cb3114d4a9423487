internal import VaultClient
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records

/// `kluis member show`: one member, verified.
struct MemberShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show a member, with appointments that stand now.",
        discussion: "What is shown was verified: signatures, authority and log entries.",
        examples: [
            ("kluis member show els", "by the handle on this machine"),
            (
                "kluis member show 0192d3a8-5c1e-7a10-8a51-2f6b6b1c9d00",
                "by identifier; afterwards the name is known here too"
            ),
        ])

    @Argument(help: "A handle, an identifier, a short code or a name.")
    var member: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let lookup = Lookup(acting, connection)
            let (id, entry) = try lookup.member(member)
            let directory = try acting.session.knownDirectory(of: [.member(id)])
            let words = StatementWords(directory: directory, book: lookup.book)
            let appointments = directory.appointments(of: id, at: connection.now)
            if !entry.name.isEmpty { try lookup.book.add(.member, named: entry.name, id) }
            context.print(
                [
                    ("member", .string(id.description)), ("short", .string(id.short)),
                    ("name", .string(entry.name)), ("isWorker", .bool(entry.isWorker)),
                    ("isFounder", .bool(directory.isFounder(id))),
                    ("keyEpoch", .index(entry.epoch)),
                    ("signingKey", .string(entry.signingKey.bytes.hex)),
                    ("appointments", .array(appointments.map { json($0, words) })),
                ],
                lines: [
                    "\(ShownText.line(words.name(id))): member \(id) (\(id.short))"
                        + (entry.isWorker ? ", worker" : "")
                        + (directory.isFounder(id) ? ", founder" : ""),
                    "signing key \(entry.signingKey.bytes.hex), epoch \(entry.epoch)",
                ] + appointments.map { "  \(ShownText.line(line($0, words)))" })
            return .success
        }
    }

    private func line(_ entry: Directory.AppointmentEntry, _ words: StatementWords) -> String {
        let appointment = entry.appointment
        return "\(appointment.role.rawValue) at \(words.name(appointment.organisation)) from "
            + "\(CivilTime.day(of: appointment.from))"
            + (appointment.until.map { " until \(CivilTime.lastDay(before: $0)) inclusive" } ?? "")
            + " (\(appointment.id.short))"
    }

    private func json(_ entry: Directory.AppointmentEntry, _ words: StatementWords) -> JSONValue {
        let appointment = entry.appointment
        return .object([
            ("appointment", .string(appointment.id.description)),
            ("role", .string(appointment.role.rawValue)),
            ("organisation", .string(appointment.organisation.description)),
            ("organisationName", .string(words.name(appointment.organisation))),
            ("from", .string(appointment.from.rfc3339)),
            ("until", .optional(appointment.until?.rfc3339)),
        ])
    }
}
