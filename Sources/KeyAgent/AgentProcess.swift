internal import CommandSupport
@unsafe @preconcurrency internal import Glibc

/// Starting an agent as a process of its own.
///
// SAFETY: every `unsafe` call here lends strings and locals to a system call for its length; the
// argument list ends by a null pointer, as the system asks.
package enum AgentProcess {
    /// Runs this program again as an agent, and waits until it listens.
    ///
    /// The keys go through a pipe that is the new process's standard input; it says by one byte on
    /// its standard output that it is ready. It has a session of its own, so that the end of the
    /// terminal does not end it.
    ///
    /// - Parameters:
    ///   - arguments: The arguments that make this program call ``serve(path:options:)``.
    ///   - handover: The keys.
    /// - Throws: ``AgentError/cutOff`` when the new process ended instead of listening.
    package static func start(
        arguments: [String], handover: borrowing AgentHandover
    ) throws(AgentError) {
        let keys = try makePipe()
        let ready: (input: Int32, output: Int32)
        do throws(AgentError) {
            ready = try makePipe()
        } catch {
            close(keys.input)
            close(keys.output)
            throw error
        }
        defer { close(ready.input) }
        let failure = spawn(arguments, handover, keys: keys, ready: ready.output)
        close(keys.input)
        // The new process reads to the end of the pipe.
        close(keys.output)
        close(ready.output)
        if let failure { throw failure }
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(ready.input, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            guard count == 1, byte == 1 else { throw .cutOff }
            return
        }
    }

    /// Is the agent: takes the keys from standard input, says that it is ready, and serves until its
    /// end.
    ///
    /// - Parameters:
    ///   - path: The socket.
    ///   - options: When the agent ends.
    /// - Throws: ``AgentError``.
    package static func serve(path: String, options: AgentServer.Options) throws(AgentError) {
        closeInherited()
        // Before the keys come in.
        let protection = ProcessProtection.apply()
        let server = try AgentServer(
            path: path, handover: AgentHandover(readingFrom: 0), options: options,
            protection: protection)
        var ready: UInt8 = 1
        let count = unsafe write(1, &ready, 1)
        let nothing = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        for descriptor in 0...2 as ClosedRange<Int32> where nothing >= 0 {
            dup2(nothing, descriptor)
        }
        if nothing > 2 { close(nothing) }
        guard count == 1 else { throw .cutOff }
        unsafe chdir("/")
        server.run()
    }

    /// Closes all but the standard descriptors: what the caller has open, such as a lock or a pipe
    /// that somebody waits for, must not stay open for as long as the agent lives.
    private static func closeInherited() {
        guard let directory = unsafe opendir("/proc/self/fd") else { return }
        var open: [Int32] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
                    unsafe String(cString: characters)
                }
            }
            if let descriptor = Int32(name), descriptor > 2 { open.append(descriptor) }
        }
        unsafe closedir(directory)
        open.forEach { close($0) }
    }

    private static func makePipe() throws(AgentError) -> (input: Int32, output: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .system(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ arguments: [String], _ handover: borrowing AgentHandover,
        keys: (input: Int32, output: Int32), ready: Int32
    ) -> AgentError? {
        do throws(AgentError) {
            // A pipe holds more than a handover; its read end is open here, so that no signal can
            // come of writing first.
            try handover.write(to: keys.output)
        } catch {
            return error
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, keys.input, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ready, 1)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID is 0x80 (posix_spawn(3)).
        unsafe posix_spawnattr_setflags(&attributes, 0x80)
        let strings = unsafe (["kluis"] + arguments).map { unsafe strdup($0) }
        defer { unsafe strings.forEach { unsafe free($0) } }
        var id = pid_t()
        let code = unsafe posix_spawn(
            &id, "/proc/self/exe", &actions, &attributes, strings + [nil], environ)
        return code == 0 ? nil : .system(code)
    }
}
