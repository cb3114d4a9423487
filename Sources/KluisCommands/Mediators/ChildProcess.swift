@unsafe @preconcurrency internal import Glibc

/// A program that runs beside this one.
///
// SAFETY: every `unsafe` call here lends strings and locals to a system call for its length; the
// argument list ends by a null pointer, as the system asks.
struct ChildProcess {
    /// The process's number.
    let id: pid_t

    /// Starts a program with the environment of this one, and perhaps more.
    ///
    /// - Parameters:
    ///   - program: The program; looked up in `PATH` when it has no slash.
    ///   - arguments: The arguments, the program's name not among them.
    ///   - descriptors: What the program has as its descriptor 0, 1, …; all others are closed.
    ///   - variables: What is set in its environment beside.
    /// - Throws: The system's number for why it does not run.
    init(
        _ program: String, _ arguments: [String], descriptors: [Int32],
        variables: [(name: String, value: String)] = []
    ) throws(CommandFailure) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // The child takes signals as usual, also when this process holds them back.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let strings = unsafe ([program] + arguments).map { unsafe strdup($0) }
        defer { unsafe strings.forEach { unsafe free($0) } }
        let added = unsafe variables.map { unsafe strdup("\($0.name)=\($0.value)") }
        defer { unsafe added.forEach { unsafe free($0) } }
        // The first of a name counts.
        var environment = unsafe added
        var place = unsafe environ
        while let variable = unsafe place.pointee {
            unsafe environment.append(variable)
            unsafe place += 1
        }
        var id = pid_t()
        let code = unsafe posix_spawnp(
            &id, program, &actions, &attributes, strings + [nil], environment + [nil])
        guard code == 0 else {
            throw CommandFailure(.unavailable, "cannot run `\(program)`: system error \(code)")
        }
        self.id = id
    }

    /// Waits for the end.
    ///
    /// - Returns: The exit status; 128 and more when a signal ended it.
    func wait() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }
}
