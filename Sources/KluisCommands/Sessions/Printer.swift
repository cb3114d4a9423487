internal import CommandSupport
internal import Glibc

/// The system's printer, reached through `lp` by a pipe: nothing lies in a file on the way.
struct Printer {
    private let program: String

    /// Finds the program, before an access is logged.
    ///
    /// - Throws: Status 69 when it is not installed.
    init(environment: EnvironmentVariables) throws(CommandFailure) {
        let folders = (environment.filled("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        guard
            let program = folders.map({ "\($0)/lp" }).first(where: {
                unsafe access($0, X_OK) == 0
            })
        else {
            throw CommandFailure(
                .unavailable, "the printing program `lp` is not installed",
                hint: "sudo apt-get install cups-client, or read without --print")
        }
        self.program = program
    }

    /// Prints lines of text; the title of the job says nothing.
    ///
    /// - Throws: Status 74 when the printing system does not take them.
    func print(_ lines: [String]) throws(CommandFailure) {
        var ends: [Int32] = [-1, -1]
        // SAFETY: the call writes two numbers into an array of two.
        let result = unsafe ends.withUnsafeMutableBufferPointer { buffer in
            unsafe pipe2(buffer.baseAddress, O_CLOEXEC)
        }
        guard result == 0 else {
            throw CommandFailure(.unavailable, "cannot make a pipe: system error \(errno)")
        }
        // A program that ends before it has read everything is a failure, not the end of this one.
        unsafe signal(SIGPIPE, SIG_IGN)
        let child: ChildProcess
        do throws(CommandFailure) {
            defer { close(ends[0]) }
            child = try ChildProcess(program, ["-t", "kluis"], descriptors: [ends[0], 2, 2])
        } catch {
            close(ends[1])
            throw error
        }
        let isWritten =
            (try? Descriptor.write(
                Array((lines.joined(separator: "\n") + "\n").utf8), to: ends[1])) != nil
        close(ends[1])
        let status = child.wait()
        guard isWritten, status == 0 else {
            throw CommandFailure(
                .inputOutput, "`lp` did not take the text: exit status \(status)",
                hint: "`lpstat -p` shows the printers; the access is in the log")
        }
    }
}
