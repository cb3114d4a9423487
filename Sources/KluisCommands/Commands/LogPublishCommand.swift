internal import ArgumentParser
internal import Glibc
internal import PublishedLogs
internal import RecordStore
internal import RecordStoreSQLite
internal import Records
internal import TransparencyLog

/// `kluis log publish`: the log as files for everybody.
struct LogPublishCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "publish", abstract: "Write the log as a directory of C2SP tlog-tiles.",
        discussion: """
            Reads the vault's records on this machine and writes what is new; the checkpoint comes \
            last. Names and contents are not in it. The directory may be served by any web server.

            With --every the log is published once an interval, at the first call after a full \
            multiple of it in UTC, also when nothing was logged: so the moments of publication say \
            nothing about the moments of access. Other calls change nothing; --loop waits instead.

            A trust policy (C2SP tlog-policy) is copied into the directory. Where it asks for \
            witnesses, the new head waits in `witness/` until a quorum has cosigned it: run \
            `kluis-witness submit` or let the witnesses run `kluis-witness cosign`.
            """,
        examples: [
            ("kluis log publish /srv/www/log --vault /srv/kluis", "write or extend the directory"),
            (
                "kluis log publish /srv/www/log --every 1h --policy trust.policy",
                "for a timer: on the hour, for witnesses to cosign"
            ),
            ("kluis log publish demo/log --vault demo/vault --json", "for programs"),
        ])

    @Argument(help: "The directory; made when it is missing.")
    var directory: String

    @Option(
        help: ArgumentHelp(
            "Publish at full multiples of this time: 1m to 1d.", valueName: "interval"))
    var every: String?

    @Flag(help: "Go on until stopped, publishing at each multiple of --every.")
    var loop = false

    @Option(
        help: ArgumentHelp(
            "The trust policy of those who read this log.", valueName: "file"))
    var policy: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let interval = try every.map { text in
            guard let interval = PublicationInterval(text) else {
                throw CommandFailure(
                    .usage, "`\(text)` is no interval",
                    hint: "give minutes, hours or a day, such as 15m, 1h or 1d, that divide a day")
            }
            return interval
        }
        guard !loop || interval != nil else {
            throw CommandFailure(.usage, "--loop needs --every", hint: "such as --every 1h")
        }
        let publisher = LogPublisher(directory: directory, policy: policy, interval: interval)
        try publish(publisher, context)
        while loop, let interval {
            try context.console.flush()
            let next = interval.moment(after: try Self.now())
            var wake = timespec(tv_sec: Int(next.seconds), tv_nsec: 0)
            // SAFETY: the call reads a local of the right type. It waits for the moment on the
            // clock, however the clock is set meanwhile.
            while unsafe clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &wake, nil) == EINTR {}
            try publish(publisher, context)
        }
        return .success
    }

    private func publish(_ publisher: LogPublisher, _ context: CommandContext) throws {
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
            try publisher.publish(store, founding: founding, now: Self.now()) {
                line.update(UInt64($0), of: UInt64($1))
            }
        }
        context.print(
            [
                ("directory", .string(directory)), ("size", .index(result.size)),
                ("files", .count(result.written)), ("isEarly", .bool(result.isEarly)),
                ("missing", .strings(result.shortfalls.map(\.words))),
                ("next", .optional(result.next?.description)),
            ], lines: lines(result))
    }

    private func lines(_ result: LogPublisher.Result) -> [String] {
        let next = result.next.map { ["next: \($0)"] } ?? []
        if result.isEarly { return ["not yet: \(result.size) entries are published"] + next }
        guard result.shortfalls.isEmpty else {
            return ["offered \(result.size) entries to witnesses, \(result.written) files written"]
                + result.shortfalls.map { "waiting: \($0.words)" } + next
        }
        return [
            result.written == 0
                ? "up to date: \(result.size) entries"
                : "published \(result.size) entries, \(result.written) files written"
        ] + next
    }

    private static func now() throws(CommandFailure) -> LogTime {
        guard let time = LogTime(seconds: SystemClock.now().seconds) else {
            throw CommandFailure(.configuration, "the clock of this machine is wrong")
        }
        return time
    }
}
