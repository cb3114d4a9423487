import Foundation
import TestSupport
import Testing

/// File systems that are full or read-only, under one part of a vault at a time.
@Suite("A full or read-only file system", .serialized, .enabled(if: Machine.canMount))
struct MountTests {
    /// What is put on a file system of its own.
    enum Part: String, CaseIterable, CustomStringConvertible {
        case records = "vault"
        case keystore = "vault-keystore"
        case home

        var description: String { rawValue }
    }

    /// A small file system in memory in the place of a directory of the world.
    private struct Mount {
        let world: World
        let part: Part

        /// Moves the directory onto a file system with so much space beyond what it holds.
        init(_ part: Part, of world: World, freeKibibytes: Int) throws {
            self.world = world
            self.part = part
            let used = try Tool.run(
                "du", ["-sk", "--apparent-size", world.folder.path(part.rawValue)])
            let size = (used.text.split(separator: "\t").first.flatMap { Int($0) } ?? 0) + 1024
            try shell("mv \(part) kept && mkdir -m 700 \(part)")
            try shell("mount -t tmpfs -o size=\(size)k,mode=700 none \(part)")
            try shell("cp -a kept/. \(part)/")
            // The rest is given away, but for what is to stay free.
            let free = try Tool.run(
                "df", ["--output=avail", "-k", world.folder.path(part.rawValue)])
            let available =
                free.text.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 0
            try shell("head -c \((available - freeKibibytes) * 1024) /dev/zero > \(part)/filler")
        }

        /// Gives the space back.
        func free() throws { try shell("rm -f \(part)/filler") }

        /// Forbids or allows writing.
        func remount(_ how: String) throws { try shell("mount -o remount,\(how) \(part)") }

        /// Moves the directory back.
        func end() throws {
            try shell("rm -rf kept && cp -a \(part) kept && umount \(part)")
            try shell("rmdir \(part) && mv kept \(part) && rm -f \(part)/filler")
        }

        private func shell(_ line: String) throws {
            let result = try Tool.run("sh", ["-c", "cd '\(world.folder.path)' && \(line)"])
            try #require(result.status == 0, "\(line)")
        }
    }

    @Test(
        "says so with a status of the documentation, answers nothing without its entry, and works when there is space",
        arguments: Part.allCases)
    func full(_ part: Part) throws {
        let fault = try FaultWorld()
        let world = fault.world
        var refusals = 0
        for free in [0, 4, 16, 64] {
            let mount = try Mount(part, of: world, freeKibibytes: free)
            var ended: [BuiltProgram.Ended] = []
            do {
                // Twice: what the first could still write is missing to the second.
                for act in [Act.read, .write, .read] {
                    ended.append(try world.attempt(act.actor, act.arguments(in: fault)))
                }
                try mount.free()
            } catch {
                try? mount.end()
                throw error
            }
            try mount.end()
            for run in ended where run.status != 0 {
                refusals += 1
                #expect([69, 73, 74].contains(run.status), "\(part), \(free) KiB: \(run)")
                #expect(run.output.isEmpty, "\(part), \(free) KiB: \(run)")
                FailingCallTests.checkMessage(run, "\(part), \(free) KiB")
            }
            try Self.isWhole(
                fault, answered: ended.count { $0.status == 0 }, "\(part), \(free) KiB")
        }
        #expect(refusals > 0, "\(part): nothing was ever full")
    }

    @Test(
        "that is read-only is named, changes nothing, and works when it is writable again",
        arguments: Part.allCases)
    func readOnly(_ part: Part) throws {
        let fault = try FaultWorld()
        let world = fault.world
        let mount = try Mount(part, of: world, freeKibibytes: 512)
        var ended: [BuiltProgram.Ended] = []
        do {
            try mount.remount("ro")
            for act in [Act.write, .read] {
                ended.append(try world.attempt(act.actor, act.arguments(in: fault)))
            }
            if part != .home {
                let doctor = try world.attempt(nil, ["doctor"])
                #expect(doctor.status == 20, "\(doctor)")
            }
            try mount.remount("rw")
        } catch {
            try? mount.end()
            throw error
        }
        try mount.end()
        let last = try #require(ended.last)
        #expect([69, 73].contains(last.status), "\(last)")
        FailingCallTests.checkMessage(last, "\(part)")
        try Self.isWhole(fault, answered: ended.count { $0.status == 0 }, "\(part), read-only")
    }

    /// Everything is in its place, and every answer has its entry.
    private static func isWhole(_ fault: FaultWorld, answered: Int, _ place: String) throws {
        let world = fault.world
        let doctor = try world.attempt(nil, ["doctor", "--deep"])
        #expect(doctor.status == 0, "\(place): \(doctor)")
        #expect(try world.run("els", Act.read.arguments(in: fault)).contains(FaultWorld.text))
        let events = try World.events(try world.leaves())
        let acts = events.count {
            $0.hasPrefix("section.read R allow") || $0.hasPrefix("section.write")
        }
        #expect(acts >= answered + 1, "\(place)")
        let written = events.count { $0.hasPrefix("section.write") }
        #expect(try world.versionCount() == written, "\(place): \(events)")
    }
}
