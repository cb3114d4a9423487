import Foundation
import TestSupport
import Testing

/// Many processes on one vault, and on one home.
@Suite("Readers and writers at once", .serialized)
struct ConcurrencyTests {
    private static let readers = 8
    private static let writers = 4

    @Test(
        "eight loops that read and four that write one section: none fails, one entry for each act")
    func loops() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let rounds = min(Rounds.scaled(2), 40)
        let versions = try world.versionCount()
        let before = try world.leaves()
        let script = try world.file("loops.sh", Self.script(fault, rounds: rounds))
        let ended = try BuiltProgram.run(
            [script], of: "/bin/sh",
            under: [BuiltProgram.repository.path + "/scripts/at-time.sh", world.now],
            environment: world.environment, scratch: world.folder)
        #expect(ended.status == 0 && ended.output.isEmpty, "\(ended)")

        let events = try World.events(world.leaves().dropFirst(before.count))
        let reads = Self.readers * rounds
        let writes = Self.writers * rounds
        #expect(events.count { $0 == "section.read R allow" } == reads)
        #expect(events.count { $0.hasPrefix("section.write") && $0.hasSuffix(" allow") } == writes)
        let numbers = try world.query("SELECT version FROM version ORDER BY version")
        #expect(numbers == (1...versions + writes).map(String.init))
        let doctor = try world.attempt(nil, ["doctor", "--deep"])
        #expect(doctor.status == 0, "\(doctor)")
        try world.run(nil, "log", "publish", world.folder.path("log"))
        try world.run("vera", "log", "verify", world.folder.path("log"))
    }

    /// Loops that run beside each other; whatever fails is printed.
    ///
    /// A writer that comes second is told to repeat, and does.
    private static func script(_ fault: FaultWorld, rounds: Int) -> String {
        func line(_ act: Act) -> String {
            let arguments = act.arguments(in: fault) + fault.world.acting(act.actor)
            return ([BuiltProgram.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        }
        return """
            cd '\(fault.world.folder.path)' || exit 1
            reading() {
                for round in $(seq \(rounds)); do
                    \(line(.read)) >"out-$1" 2>"err-$1" || { echo "reader $1: $?"; cat "err-$1"; }
                    grep -q '\(FaultWorld.text)' "out-$1" || echo "reader $1 got nothing"
                done
            }
            writing() {
                for round in $(seq \(rounds)); do
                    while :; do
                        status=0
                        \(line(.write)) >"out-$1" 2>"err-$1" || status=$?
                        [ "$status" -eq 75 ] || break
                    done
                    [ "$status" -eq 0 ] || { echo "writer $1: $status"; cat "err-$1"; }
                done
            }
            for number in $(seq \(readers)); do reading "r$number" & done
            for number in $(seq \(writers)); do writing "w$number" & done
            wait

            """
    }
}
