internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

extension Side: ExpressibleByArgument {}

/// `kluis organisation add`: admits an organisation.
struct OrganisationAddCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "add", abstract: "Admit an organisation to the vault.",
        discussion: """
            Two founders sign, one of them from oversight. The side never changes: what an \
            organisation's members can ever read depends on it.
            """,
        examples: [
            (
                "kluis organisation add 'Dienst Noord' --side medical --as anna --cosign bert",
                "an occupational service"
            ),
            (
                "kluis organisation add 'Bakkerij Voorbeeld' --side employer --number 0123456749 "
                    + "--as anna --draft admission.txt",
                "an employer; the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The name.")
    var name: String

    @Option(help: "The side on which it stands.")
    var side: Side

    @Option(help: "The enterprise number, digits only or as it is usually written.")
    var number = ""

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let number = try EnterpriseNumber.compact(number)
        return try context.withConnection { connection in
            let acting = try connection.session(.founder)
            let organisation = Organisation(
                id: try acting.session.newIdentifier(), side: side, name: name, number: number)
            let outcome = try cosigning.state(
                [.organisation(organisation)], by: acting, connection, need: .founder)
            try AddressBook(home: connection.home)
                .add(.organisation, named: name, organisation.id)
            context.print(
                [
                    ("organisation", .string(organisation.id.description)),
                    ("short", .string(organisation.id.short)),
                ] + outcome.json,
                lines: outcome.lines("admitted \(name), organisation \(organisation.id)"))
            return .success
        }
    }
}

/// The number of an enterprise in Belgium: 10 digits, of which the last two are
/// `97 - (first eight mod 97)`; the old form of 9 digits lacks the leading 0.
enum EnterpriseNumber {
    /// The ten digits of a number that may be written with dots and spaces; empty for none.
    ///
    /// - Throws: Status 65 when the digits do not fit.
    static func compact(_ text: String) throws(CommandFailure) -> String {
        guard !text.isEmpty else { return "" }
        var digits = text.filter { !" .-".contains($0) }
        if digits.uppercased().hasPrefix("BE") { digits.removeFirst(2) }
        if digits.count == 9 { digits = "0" + digits }
        guard digits.count == 10, digits.allSatisfy({ ("0"..."9").contains($0) }),
            "01".contains(digits.prefix(1)), let first = Int(digits.prefix(8)),
            let check = Int(digits.suffix(2)), check == 97 - first % 97
        else {
            throw CommandFailure(
                .badData, "`\(text)` is not an enterprise number",
                hint: "it has ten digits, of which the last two check the others")
        }
        return digits
    }
}
