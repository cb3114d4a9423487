internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis appoint`: gives and ends roles.
struct AppointCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "appoint", abstract: "Appoint a member to a role of an organisation, or end it.",
        discussion: """
            Two persons sign an appointment, neither of them the appointee: a registrar of the \
            organisation and another registrar or a founder. The first registrar of an organisation \
            is appointed by two founders. A registrar alone, the appointee, or a founder from \
            oversight ends an appointment.
            """,
        examples: [
            (
                "kluis appoint els nurse@dienst-noord --as rita --cosign anna",
                "rita is the registrar, anna a founder"
            ),
            (
                "kluis appoint els nurse@dienst-noord --end --as rita",
                "the appointment ends now"
            ),
        ])

    @Argument(help: "The member.")
    var member: String

    @Argument(help: ArgumentHelp("The role and the organisation.", valueName: "role@organisation"))
    var place: String

    @Option(help: ArgumentHelp("The first day; today when left out.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("The last day; none when left out.", valueName: "date"))
    var until: CivilDate?

    @Flag(help: "End the appointment that stands, now.")
    var end = false

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let place = try PlaceName(place)
        return try context.withConnection { connection in
            let acting = try connection.session(end ? .anyone : .registrar)
            let lookup = Lookup(acting, connection)
            let organisation = try lookup.organisation(place.organisation)
            let (id, _) = try lookup.member(member)
            let outcome: StatementOutcome
            let done: String
            if end {
                let standing = try acting.session.knownDirectory(of: [.member(id)])
                    .appointments(of: id, at: connection.now)
                    .filter {
                        $0.appointment.role == place.role
                            && $0.appointment.organisation == organisation.id
                    }
                guard !standing.isEmpty else {
                    throw CommandFailure(
                        .noInput, "`\(member)` holds no such role there now",
                        hint: "`kluis member show \(member)` tells what stands")
                }
                outcome = try cosigning.state(
                    standing.map {
                        .appointmentEnd(
                            AppointmentEnd(appointment: $0.appointment.id, at: connection.now),
                            of: id)
                    }, by: acting, connection)
                done = "ended \(place.role.rawValue) of \(member) at \(organisation.name)"
            } else {
                let appointment = Appointment(
                    id: try acting.session.newIdentifier(), member: id, role: place.role,
                    organisation: organisation.id,
                    from: CivilTime.start(of: from ?? connection.today),
                    until: until.map { CivilTime.start(of: $0.adding(days: 1)) })
                outcome = try cosigning.state(
                    [.appointment(appointment)], by: acting, connection)
                done = "appointed \(member) \(place.role.rawValue) at \(organisation.name)"
            }
            context.print(
                [("member", .string(id.description)), ("role", .string(place.role.rawValue))]
                    + outcome.json, lines: outcome.lines(done))
            return .success
        }
    }
}

extension CivilDate: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
