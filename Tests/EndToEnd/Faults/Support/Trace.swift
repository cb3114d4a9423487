import Foundation
import TestSupport

/// A command that ran under strace.
struct Trace {
    /// A system call of the main thread.
    struct Call: Hashable {
        let name: String
        /// Which one of its name it was, from 1, as strace counts.
        let occurrence: Int
        /// How strace shows it.
        let line: String
    }

    /// What is done to a system call, before the kernel sees it.
    struct Injection: CustomStringConvertible {
        let call: String
        let occurrence: Int
        /// `signal=KILL` or `error=ENOSPC`, for example.
        let effect: String

        var description: String { "\(effect) at \(call) \(occurrence)" }
    }

    /// How the command ended.
    let ended: BuiltProgram.Ended
    /// The calls on files of the world, in their order.
    let calls: [Call]
    /// Everything that strace wrote.
    let text: String

    /// Whether the injection met its call.
    var wasInjected: Bool { text.contains("(INJECTED)") || wasKilled }
    /// Whether the program was killed.
    var wasKilled: Bool { text.contains("+++ killed by SIGKILL +++") }
}

extension World {
    /// Runs a command under strace.
    ///
    /// - Parameters:
    ///   - who: Who acts; `nil` for nobody.
    ///   - arguments: The command.
    ///   - names: The system calls that are watched.
    ///   - injection: What is done to one of them.
    /// - Returns: How it went.
    /// - Throws: When it could not be started.
    func traced(
        _ who: String?, _ arguments: [String], watching names: [String],
        injecting injection: Trace.Injection? = nil
    ) throws -> Trace {
        let output = folder.path("strace-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: output) }
        var strace = ["strace", "-f", "-y", "-s", "0", "-o", output]
        strace += ["-e", "trace=\(names.joined(separator: ","))"]
        if let injection {
            strace += [
                "-e", "inject=\(injection.call):\(injection.effect):when=\(injection.occurrence)",
            ]
        }
        let ended = try attempt(who, arguments, under: strace)
        let text = String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
        return Trace(ended: ended, calls: calls(in: text), text: text)
    }

    /// The calls of the first process on files below the world's folder.
    private func calls(in text: String) -> [Trace.Call] {
        let lines = text.split(separator: "\n")
        guard let main = lines.first?.prefix(while: \.isNumber) else { return [] }
        var counts: [Substring: Int] = [:]
        var calls: [Trace.Call] = []
        for line in lines where line.prefix(while: \.isNumber) == main {
            let rest = line.dropFirst(main.count).drop { $0 == " " }
            let name = rest.prefix { $0.isLowercase || $0.isNumber || $0 == "_" }
            guard !name.isEmpty, rest.dropFirst(name.count).first == "(" else { continue }
            counts[name, default: 0] += 1
            guard rest.contains(folder.path) else { continue }
            calls.append(
                Trace.Call(
                    name: String(name), occurrence: counts[name, default: 0], line: String(rest)))
        }
        return calls
    }
}
