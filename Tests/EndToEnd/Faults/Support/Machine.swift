import Foundation
import TestSupport

/// What fault tests need of the machine.
///
/// A test whose need is not met says so in a line that cannot be overlooked; under `CI` it runs
/// and fails instead.
enum Machine {
    /// Whether `strace` is there and may trace.
    static let canTrace = has("strace that may trace") {
        try Tool.run("strace", ["-o", "/dev/null", "true"]).status == 0
    }

    /// Whether small and read-only file systems can be mounted: as root.
    static let canMount = has("mounting, as root") {
        try Tool.run("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).status == 0
    }

    /// Whether programs can be run under other users, with sudoers of our own: as root.
    static let canBecomeOthers = has("sudo, setpriv and a mount namespace, as root") {
        let id = try Tool.run(
            "unshare", ["--mount", "setpriv", "--reuid=61001", "--clear-groups", "id", "-u"])
        return try id.text == "61001\n" && Tool.run("sudo", ["-n", "true"]).status == 0
    }

    private static func has(_ need: String, _ check: () throws -> Bool) -> Bool {
        if (try? check()) == true { return true }
        print("************ FAULT TESTS NOT RUN: they need \(need) ************")
        return ProcessInfo.processInfo.environment["CI"] != nil
    }
}
