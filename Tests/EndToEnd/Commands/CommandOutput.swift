import Foundation
import TestSupport
import Testing

/// An object that a command printed, and nothing beside it.
struct JSONObject {
    let members: [String: Any]

    /// Reads what a command printed wholly.
    init(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        members = try #require(object as? [String: Any], sourceLocation: sourceLocation)
        #expect(members["schemaVersion"] as? Int == 1, sourceLocation: sourceLocation)
    }

    subscript(name: String) -> Any? { members[name] }

    /// A text.
    func text(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try #require(members[name] as? String, "\(members)", sourceLocation: sourceLocation)
    }

    /// A number.
    func number(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Int {
        try #require(members[name] as? Int, "\(members)", sourceLocation: sourceLocation)
    }

    /// Objects in a list.
    func list(
        _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [[String: Any]] {
        try #require(
            members[name] as? [[String: Any]], "\(members)", sourceLocation: sourceLocation)
    }
}

/// A failure under `--json`: one line on standard error.
struct JSONLine {
    let message: String
    let exitStatus: Int
    let rules: [String]

    init(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let lines = text.split(separator: "\n")
        try #require(lines.count == 1, "\(text)", sourceLocation: sourceLocation)
        let object = try JSONObject(text, sourceLocation: sourceLocation)
        let error = try #require(
            object["error"] as? [String: Any], "\(text)", sourceLocation: sourceLocation)
        message = try #require(error["message"] as? String, sourceLocation: sourceLocation)
        exitStatus = try #require(error["exitStatus"] as? Int, sourceLocation: sourceLocation)
        rules = try #require(error["rules"] as? [String], sourceLocation: sourceLocation)
    }
}

extension World {
    /// What a command prints with `--json`.
    func json(
        _ who: String?, _ arguments: String..., input: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONObject {
        let text = try run(
            who, arguments + ["--json"], input: input, sourceLocation: sourceLocation)
        return try JSONObject(text, sourceLocation: sourceLocation)
    }

    /// Runs a command on a terminal of its own, which sees both streams as one.
    func onTerminal(
        _ who: String?, _ arguments: [String], environment more: [String: String] = [:]
    ) throws -> BuiltProgram.Ended {
        try attempt(
            who, arguments,
            under: [
                "bash", "-c",
                #"printf -v line '%q ' "$@"; exec script --quiet --return --command "$line" /dev/null"#,
                "bash",
            ], environment: ["TERM": "xterm", "SHELL": "/bin/bash"].merging(more) { $1 })
    }

    /// Runs a command without any passphrase, as somebody.
    func withoutPassphrase(
        as who: String, _ arguments: String..., input: String = ""
    ) throws -> BuiltProgram.Ended {
        try attempt(nil, arguments + ["--as", who], input: input)
    }
}
