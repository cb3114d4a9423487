import Foundation
import Testing

/// An act that must be refused, with the rule that it breaks.
struct Wrong {
    let who: String
    /// The command without who acts; made when it is tried.
    let arguments: (World) throws -> [String]
    /// The rule that must be named.
    let rule: String
    /// Words of the message and its hints, such as the article.
    let words: [String]
    let sourceLocation: SourceLocation

    /// A command.
    init(
        _ who: String, _ arguments: [String], breaks rule: String, saying words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        self.who = who
        self.arguments = { _ in arguments }
        self.rule = rule
        self.words = words
        self.sourceLocation = sourceLocation
    }

    /// A step of the world's dossier.
    init(
        _ step: Step, breaks rule: String, saying words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        who = step.who
        arguments = { try $0.arguments(step) }
        self.rule = rule
        self.words = words
        self.sourceLocation = sourceLocation
    }
}

extension World {
    /// Tries acts that must be refused: each with exit status 77 and its rule in words, each in the
    /// log as a refusal, with the rule for the worker and the closed reason for the auditor, and
    /// none of them changing anything.
    func refuses(_ acts: Wrong...) throws {
        let before = try standing()
        var entries: [(index: Int, act: Wrong)] = []
        for act in acts {
            let ended = try attempt(act.who, act.arguments(self) + ["--json"])
            let place = act.sourceLocation
            #expect(ended.status == 77, "\(ended)", sourceLocation: place)
            #expect(ended.output.isEmpty, "\(ended)", sourceLocation: place)
            // Warnings may stand above it.
            let failure = try JSONDecoder().decode(
                Shown.Failure.self,
                from: Data((ended.errors.split(separator: "\n").last ?? "").utf8)
            ).error
            #expect(failure.rules.contains(act.rule), "\(ended)", sourceLocation: place)
            for word in act.words {
                #expect(
                    ([failure.message] + failure.hints).contains { $0.contains(word) }, "\(ended)",
                    sourceLocation: place)
            }
            entries.append(
                (
                    try #require(failure.logEntry, "\(ended)", sourceLocation: place),
                    act
                ))
        }
        #expect(try standing() == before)

        let own = try read(Shown.OwnLog.self, "wim", ["log", "mine", "--refused"]).entries
        let leaves = try read(
            Shown.AuditRows.self, "vera", ["log", "list", "--all"])
        for (index, act) in entries {
            let place = act.sourceLocation
            let entry = own.first { $0.index == index }
            #expect(entry?.outcome == "deny", sourceLocation: place)
            #expect(entry?.text?.contains(act.rule) == true, sourceLocation: place)
            let leaf = try JSONDecoder().decode(
                Shown.Leaf.self,
                from: Data(
                    try #require(leaves.rows.first { $0.index == index }, sourceLocation: place)
                        .line.utf8))
            #expect(leaf.res == "deny", sourceLocation: place)
            #expect(leaf.why == entry?.reason, sourceLocation: place)
        }
    }
}
