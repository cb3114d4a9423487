internal import CommandSupport
internal import Glibc

/// The system's printer, reached through `lp` by a pipe: nothing lies in a file on the way.
struct Printer {
    private let program: String

    /// Finds the program, before an access is logged.
    ///
    /// - Throws: Status 69 when it is not installed.
    init(environment: EnvironmentVariables) throws(CommandFailure) {
        guard let program = ProgramPath.find("lp", environment: environment) else {
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
        let pipe = try Pipe()
        let child: ChildProcess
        do throws(CommandFailure) {
            child = try ChildProcess(
                program, ["-t", "kluis"], descriptors: [pipe.reading, 2, 2])
        } catch {
            pipe.close()
            throw error
        }
        close(pipe.reading)
        let isWritten =
            (try? Descriptor.write(
                Array((lines.joined(separator: "\n") + "\n").utf8), to: pipe.writing)) != nil
        close(pipe.writing)
        let status = child.wait()
        guard isWritten, status == 0 else {
            throw CommandFailure(
                .inputOutput, "`lp` did not take the text: exit status \(status)",
                hint: "`lpstat -p` shows the printers; the access is in the log")
        }
    }
}
