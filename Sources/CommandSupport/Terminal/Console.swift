/// Where a command writes: data to standard output, messages to standard error.
///
/// Output is held back until ``flush()``, so that it comes after the work is done and a command
/// that fails prints no half of a result.
package final class Console {
    /// What the streams are joined to.
    package struct Streams: Hashable, Sendable {
        /// Whether standard input is a terminal.
        package let inputIsTerminal: Bool
        /// Whether standard output is a terminal.
        package let outputIsTerminal: Bool
        /// Whether standard error is a terminal.
        package let errorIsTerminal: Bool

        /// Puts them together.
        package init(inputIsTerminal: Bool, outputIsTerminal: Bool, errorIsTerminal: Bool) {
            self.inputIsTerminal = inputIsTerminal
            self.outputIsTerminal = outputIsTerminal
            self.errorIsTerminal = errorIsTerminal
        }
    }

    /// What the streams are joined to.
    package let streams: Streams
    private let writeOutput: ([UInt8]) throws -> Void
    private let writeError: ([UInt8]) -> Void
    private var held: [UInt8] = []

    /// Makes a console.
    ///
    /// - Parameters:
    ///   - streams: What the streams are joined to.
    ///   - writeOutput: Writes to standard output.
    ///   - writeError: Writes to standard error.
    package init(
        streams: Streams, writeOutput: @escaping ([UInt8]) throws -> Void,
        writeError: @escaping ([UInt8]) -> Void
    ) {
        self.streams = streams
        self.writeOutput = writeOutput
        self.writeError = writeError
    }

    /// Holds a line for standard output.
    package func print(_ line: String) { held += Array(line.utf8) + [0x0a] }

    /// Holds lines for standard output.
    package func print(lines: [String]) { lines.forEach(print) }

    /// Holds bytes for standard output as they are.
    package func print(bytes: [UInt8]) { held += bytes }

    /// Writes a line to standard error at once.
    package func note(_ line: String) { writeError(Array((line + "\n").utf8)) }

    /// Writes to standard error at once, without a line end.
    package func noteInPlace(_ text: String) { writeError(Array(text.utf8)) }

    /// Writes what is held.
    package func flush() throws {
        guard !held.isEmpty else { return }
        let bytes = held
        held = []
        try writeOutput(bytes)
    }
}

extension Console {
    /// The console of the process.
    package static func standard() -> Console {
        Console(
            streams: Streams(
                inputIsTerminal: Descriptor.isTerminal(0),
                outputIsTerminal: Descriptor.isTerminal(1),
                errorIsTerminal: Descriptor.isTerminal(2)),
            writeOutput: { bytes in
                do throws(FileFailure) {
                    try Descriptor.write(bytes, to: 1)
                } catch {
                    throw CommandFailure(.inputOutput, "cannot write to standard output")
                }
            },
            // There is nowhere left to say that this failed.
            writeError: { bytes in try? Descriptor.write(bytes, to: 2) })
    }
}
