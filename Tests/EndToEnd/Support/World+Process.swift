import Foundation
import Testing

/// Where a dossier stands, as its worker sees it.
struct Standing: Equatable {
    let state: String
    /// The events, oldest first.
    let events: [String]
    /// The newest version of each section, by its manifest.
    let versions: [String: String]
    /// Consents, with what became of them.
    let consents: Set<Shown.Consent>
}

extension World {
    /// What a command prints for programs.
    func read<Content: Decodable>(
        _ type: Content.Type, _ who: String?, _ arguments: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Content {
        let text = try run(who, arguments + ["--json"], sourceLocation: sourceLocation)
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// Where a dossier stands now.
    func standing(of number: String? = nil, for worker: String = "wim") throws -> Standing {
        let number = number ?? dossier
        let shown = try read(Shown.Dossier.self, worker, ["dossier", "show", number])
        let history = try read(Shown.History.self, worker, ["history", number])
        return Standing(
            state: shown.state, events: history.steps.map(\.event),
            versions: Dictionary(
                uniqueKeysWithValues: shown.sections.map {
                    ($0.section, "\($0.version) \($0.manifest)")
                }),
            consents: Set(shown.consents))
    }

    /// The deadlines that run, by name.
    func deadlines(_ who: String = "wim") throws -> [String: Shown.Deadline] {
        let shown = try read(Shown.Dossier.self, who, ["dossier", "show", dossier])
        return Dictionary(
            shown.deadlines.map { ($0.deadline, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What somebody may do next.
    func next(_ who: String) throws -> Shown.Next {
        try read(Shown.Next.self, who, ["next", dossier])
    }

    /// The arguments of a step, with its forms in files.
    func arguments(_ step: Step, in number: String? = nil) throws -> [String] {
        var arguments = ["do", number ?? dossier, step.name]
        for form in step.forms {
            let path = try file("\(form.name).yaml", form.text)
            arguments += ["--form", "\(form.name)=\(path)"]
        }
        for setting in step.settings { arguments += ["--set", setting] }
        return arguments + step.options
    }

    /// Takes a step, which must be allowed and lead to a state.
    @discardableResult
    func take(
        _ step: Step, in number: String? = nil, to state: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Shown.Taken {
        let taken = try read(
            Shown.Taken.self, step.who, arguments(step, in: number),
            sourceLocation: sourceLocation)
        if let state { #expect(taken.state == state, sourceLocation: sourceLocation) }
        return taken
    }

    /// The worker is absent from 8 January 2024, asks on the 15th, is invited and examined.
    func examine() throws {
        at("2024-01-08")
        try run("hans", "absence", "start", dossier, "--date", "2024-01-08")
        at("2024-01-15")
        try take(.request(), to: "requested")
        try take(.invitation(1, sentOn: "2024-01-15"), to: "invited")
        at("2024-01-29")
        try take(Step("els", "examine"), to: "under-assessment")
    }

    /// The physician decides on 4 March 2024, with the medical grounds in the health file.
    func decide(_ decision: String, to state: String) throws {
        at("2024-03-04")
        let grounds = try file("grounds.yaml", Forms.medicalAssessment(decision))
        try run("els", "write", dossier, "medical-assessment", "--form", grounds)
        try take(.decision(decision), to: state)
    }
}
