import Foundation
import Yardstick

/// Prints each figure beside its yardstick, both measured in turn in this run.
///
///     Bench measure DIRECTORY ROUNDS [PART...]   the parts, or all of them; ENTRIES in the
///                                                environment is the size of the large log,
///                                                DOSSIERS how many play through all regimes
///     Bench fill ROOT VERSIONS [ENTRIES]         makes the store of a vault large; as many entries
///                                                as versions unless it is said
///
/// Absolute times say little: machines differ. The ratios are what the project promises, and the
/// exit status says whether those hold that must.
@main
enum Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("fill", 3...4):
            try Filling(root: arguments[1]).fill(
                versions: Int(arguments[2]) ?? 0,
                entries: arguments.dropFirst(3).first.flatMap { Int($0) })
        case ("measure", 3...):
            try measure(
                directory: arguments[1], rounds: max(Int(arguments[2]) ?? 31, 5),
                parts: Set(arguments.dropFirst(3)))
        default:
            print(
                "usage: Bench measure DIRECTORY ROUNDS [PART...] | Bench fill ROOT VERSIONS [ENTRIES]"
            )
            exit(64)
        }
    }

    private static func measure(directory: String, rounds: Int, parts: Set<String>) throws {
        let report = Report()
        func wants(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }
        let sync = unsafe yardstick_fdatasync(directory + "/sync", 400)
        report.say("fdatasync of 512 bytes appended, p50 of this run: \(format(sync))")
        if sync > 0.0005 { report.say("busy: only ratios between durable figures hold") }
        if wants("sealing") { sealing(rounds, report) }
        if wants("policy") { try policy(directory, rounds, report) }
        if wants("log") { try log(directory, min(rounds, 15), report) }
        if wants("durable") { try durable(directory, rounds, report) }
        if wants("large") {
            let entries = ProcessInfo.processInfo.environment["ENTRIES"].flatMap { Int($0) }
            try large(directory, entries: entries ?? 1_000_000, rounds, report)
        }
        if wants("vault") { try vault(directory, rounds, report) }
        if wants("growth") { try growth(directory, rounds, report) }
        if wants("processes") {
            let dossiers = ProcessInfo.processInfo.environment["DOSSIERS"].flatMap { Int($0) }
            try processes(dossiers: max(dossiers ?? 10_000, 100), rounds, report)
        }
        if wants("opening") { try Opening(directory, report).measure(rounds) }
        if wants("commands") { try Commands(directory, report).measure(rounds) }
        guard !report.missed.isEmpty else { return report.say("every bar that must hold, holds") }
        report.say("missed: " + report.missed.joined(separator: " · "))
        exit(1)
    }
}
