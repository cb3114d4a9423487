internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis dossier regime`: which regime governs a dossier, and its change.
struct DossierRegimeCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "regime",
        abstract: "Which regime governs a dossier now; with --change, put it under that one.",
        discussion: """
            The start of the incapacity, the receipt of the request and the communication of the \
            decision decide: those of the open trajectory, or those that a request of today would \
            have. A dossier that was opened under an older law is put under the one that governs; the \
            steps that were taken count on, and the readers that its policy adds get their grants. The \
            vault refuses any other regime.
            """,
        examples: [
            ("kluis dossier regime K7QJ-2M4X --as hans", "which regime governs, and why"),
            ("kluis dossier regime K7QJ-2M4X --change --as hans", "put the dossier under it"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Flag(help: "Put the dossier under the regime that governs.")
    var change = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let view = try acting.session.show(id)
            let data = AdoptedData(acting.session)
            let process = try OpenDossier(view, data, seenBy: acting.role).process
            let regimes = try acting.session.adoptedRegimes().sorted().map(data.regime)
            let language = context.language
            switch process.governing(among: regimes, on: connection.today) {
            case .unknown(let reason):
                throw CommandFailure(
                    .noInput, reason[language],
                    hint: "`kluis adopt regime FILE` adopts one that governs it")
            case .governs(let regime):
                let isOther = regime.name.text != view.regime
                var lines = ["\(regime.name): \(regime.title[language])"]
                lines.append(regime.applies.reference.words)
                if isOther, change {
                    let stated = try acting.session.regimeChange(in: view, to: regime.name.text)
                    _ = try acting.session.append([.regimeChange(stated, in: id)])
                    lines.append("the dossier is under it from now on; it was under \(view.regime)")
                } else if isOther {
                    lines.append(
                        "the dossier is under \(view.regime); --change puts it under this one")
                }
                context.print(
                    [
                        ("governs", .string(regime.name.text)),
                        ("was", .string(view.regime)), ("changed", .bool(isOther && change)),
                        ("article", .string(regime.applies.reference.article)),
                    ], lines: lines)
                return .success
            }
        }
    }
}
