internal import RecordStoreSQLite
internal import ArgumentParser
internal import RecordStore
internal import Records

/// `kluis log publish`: the log as files for everybody.
struct LogPublishCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "publish", abstract: "Write the log as a directory of C2SP tlog-tiles.",
        discussion: """
            Reads the vault's records on this machine and writes what is new; the checkpoint comes \
            last. Names and contents are not in it. The directory may be served by any web server.
            """,
        examples: [
            ("kluis log publish /srv/www/log --vault /srv/kluis", "write or extend the directory"),
            ("kluis log publish demo/log --vault demo/vault --json", "for programs"),
        ])

    @Argument(help: "The directory; made when it is missing.")
    var directory: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let store = try VaultFiles(context).openStore()
        defer { try? store.close() }
        let bytes = try store.read { try $0.meta(.founding) }
        guard let bytes, let signed = try? SignedStatement(canonical: bytes),
            case .founding(let founding) = signed.statement.body
        else {
            throw CommandFailure(
                .verificationFailed, "the record store has no founding statement")
        }
        let result = try context.withProgress("publishing") { line in
            try LogPublisher(directory: directory).publish(store, founding: founding) {
                line.update(UInt64($0), of: UInt64($1))
            }
        }
        context.print(
            [
                ("directory", .string(directory)), ("size", .index(result.size)),
                ("files", .count(result.written)),
            ],
            lines: [
                result.written == 0
                    ? "up to date: \(result.size) entries"
                    : "published \(result.size) entries, \(result.written) files written"
            ])
        return .success
    }
}
