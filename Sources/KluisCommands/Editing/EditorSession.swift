internal import Glibc

/// Lets a person edit a text that must not stay behind: a file in memory, in a directory that only
/// the user can enter, removed when the editor ends.
///
// SAFETY: every `unsafe` call here lends a local or a path to a system call for its length.
enum EditorSession {
    /// Where files live in memory.
    private static let memory = "/dev/shm"
    private static let prefix = "kluis-edit-"

    /// Edits a text.
    ///
    /// - Parameters:
    ///   - text: What the editor shows first.
    ///   - name: The name of the file, so that the editor knows the kind of text.
    ///   - command: The editor.
    ///   - warn: Is told what the person should know.
    /// - Returns: The text after editing; `nil` when it was not changed.
    /// - Throws: Status 69 when the editor fails; 73 when there is no memory to write to.
    static func edit(
        _ text: String, named name: String, with command: EditorCommand, warn: (String) -> Void
    ) throws(CommandFailure) -> String? {
        if swapIsOn {
            warn("this machine has swap: what you type could reach a disk while you edit")
        }
        removeLeftovers()
        let directory = try makeDirectory()
        let path = "\(directory)/\(name)"
        defer { removeAll(in: directory) }
        // What ends the program waits until the file is gone; the editor gets it as usual.
        var held = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&held)
        for signal in [SIGINT, SIGQUIT, SIGHUP, SIGTERM] { unsafe sigaddset(&held, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &held, &before)
        defer {
            removeAll(in: directory)
            // A Ctrl-C in the editor was meant for the editor.
            signal(SIGINT, SIG_IGN)
            signal(SIGQUIT, SIG_IGN)
            signal(SIGINT, SIG_DFL)
            signal(SIGQUIT, SIG_DFL)
            unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        do throws(FileFailure) {
            try Files.create(Array(text.utf8), at: path)
        } catch {
            throw error.asCommandFailure
        }
        let editor = try ChildProcess(
            "/bin/sh", ["-c", command.line, "sh", path], descriptors: [0, 1, 2])
        let status = editor.wait()
        guard status == 0 else {
            throw CommandFailure(
                .unavailable, "the editor ended with status \(status); nothing was written",
                hint: "set KLUIS_EDITOR to an editor that waits until the file is closed")
        }
        do throws(FileFailure) {
            let bytes = try Files.read(path, limit: 8 << 20)
            guard let edited = String(validating: bytes, as: UTF8.self) else {
                throw FileFailure(.wrongType, path: path)
            }
            return edited == text ? nil : edited
        } catch {
            throw error.asCommandFailure
        }
    }

    private static var swapIsOn: Bool {
        do throws(FileFailure) {
            let table = String(decoding: try Files.read("/proc/swaps"), as: UTF8.self)
            return table.split(separator: "\n").count > 1
        } catch {
            return true
        }
    }

    private static func makeDirectory() throws(CommandFailure) -> String {
        for attempt in 0..<100 {
            let path = "\(memory)/\(prefix)\(getpid())-\(attempt)"
            if unsafe mkdir(path, 0o700) == 0 { return path }
            guard errno == EEXIST else { break }
        }
        throw CommandFailure(
            .cannotCreate, "cannot make a private directory in \(memory): system error \(errno)",
            hint: "give the text with --form FILE or --form - instead")
    }

    /// Removes what runs that were killed left; the name tells their process.
    private static func removeLeftovers() {
        let names = (try? Files.names(in: memory)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let number = name.dropFirst(prefix.count).prefix { $0 != "-" }
            let path = "\(memory)/\(name)"
            guard let process = pid_t(number), kill(process, 0) != 0, errno == ESRCH,
                Files.status(path)?.owner == getuid()
            else { continue }
            removeAll(in: path)
        }
    }

    /// Removes the directory with all that the editor put beside the file.
    private static func removeAll(in directory: String) {
        for name in (try? Files.names(in: directory)) ?? [] {
            try? Files.remove("\(directory)/\(name)")
        }
        try? Files.removeDirectory(directory)
    }
}
