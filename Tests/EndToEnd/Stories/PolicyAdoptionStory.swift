import Foundation
import TestSupport
import Testing

/// What the person who answers for access does: change, compare, adopt, and look back.
@Suite("Adoption of policies, by the built program") struct PolicyAdoptionStory {
    private let world: World
    private let shipped = BuiltProgram.repository.appending(path: "policies/access").path

    init() throws {
        world = try World()
        for (handle, place) in [
            ("carla", "policy-approver@toezichtsraad-voorbeeld"),
            ("dirk", "data-protection-officer@toezichtsraad-voorbeeld"),
            ("mia", "head-of-medical-department@dienst-noord"),
        ] {
            try world.makeKeys(handle)
            try world.run(
                "anna",
                ["member", "add", handle, "--name", "\(handle.capitalized) Voorbeeld"]
                    + world.cosigned(by: handle))
            try world.run("anna", ["appoint", handle, place] + world.cosigned(by: "bert"))
        }
    }

    /// A copy of the shipped bundle as the revision after one, with more rules of 2022.
    private func proposal(
        _ name: String, revision: Int, after predecessor: String, adding rules: String = "",
        withoutCases: Bool = false
    ) throws -> String {
        let folder = world.folder.path(name)
        _ = try Tool.run("cp", ["-r", shipped, folder])
        if withoutCases {
            for file in try FileManager.default.contentsOfDirectory(atPath: folder)
            where file.hasSuffix(".cases.yaml") {
                try FileManager.default.removeItem(atPath: folder + "/" + file)
            }
        }
        let manifest = folder + "/bundle.yaml"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
            .replacing("revision: 1", with: "revision: \(revision)\npredecessor: \(predecessor)")
        try text.write(toFile: manifest, atomically: true, encoding: .utf8)
        let file = folder + "/be-2022.yaml"
        try (String(contentsOfFile: file, encoding: .utf8) + rules)
            .write(toFile: file, atomically: true, encoding: .utf8)
        return folder
    }

    private func rule(_ role: String, _ section: String, _ relation: String, consent: String)
        -> String
    {
        """
          - id: BE22-901
            permit: [\(role)]
            to: [read]
            sections: [\(section)]
            for: [reintegration]
            when: {relation: [\(relation)], consent: [\(consent)]}
            duties: [log]
            law: "test"
            label: {nl: proef, fr: essai, de: Probe, en: trial}

        """
    }

    @Test("a bundle is drafted, proved and signed elsewhere, submitted, in force, and replayed")
    func adopts() throws {
        let first = try world.json(nil, "policy", "check", shipped).text("hash")
        #expect(try world.json("carla", "status").text("policyHash") == first)
        let next = try proposal(
            "next", revision: 2, after: first,
            adding: rule("line-manager", "appeal-ruling", "own-worker", consent: "none"))
        let draft = world.folder.path("bundle.txt")
        let drafted = try world.json("carla", "policy", "adopt", next, "--draft", draft)
        #expect(drafted["widensSecret"] as? Bool == false)
        try world.refuse(77, "carla", "submit", draft, saying: "authority/adoption")
        let signed = try world.run("dirk", "sign", draft)
        #expect(signed.contains("proved against the floor") && signed.contains("nothing secret"))
        try world.run("carla", "submit", draft)
        let hash = try drafted.text("hash")
        #expect(try world.json("hans", "status").text("policyHash") == hash)
        // A new decision is under the new bundle, old ones are decided again under theirs.
        #expect(try world.attempt("hans", ["read", world.dossier, "health-file"]).status == 77)
        let replayed = try world.json("vera", "policy", "replay")
        #expect(try replayed.number("decided") > 0)
        #expect((replayed["disagreements"] as? [Any])?.isEmpty == true)
        let listed = try world.run("vera", "log", "list", "--json")
        #expect(listed.contains(hash) && listed.contains(first))
        let checked = try JSONObject(world.run(nil, "doctor", "--deep", "--json"))
        #expect(checked["isHealthy"] as? Bool == true)
    }

    @Test("an older revision, one that reaches below the floor, and one approver are refused")
    func refused() throws {
        let first = try world.json(nil, "policy", "check", shipped).text("hash")
        let both = world.cosigned(by: "dirk")
        // The shipped bundle itself: no way back to what is, or was, in force.
        try world.refuse(
            65, "carla", ["policy", "adopt", shipped] + both,
            saying: ["does not follow the bundle in force"])
        let below = try proposal(
            "below", revision: 2, after: first,
            adding: rule("coach", "health-file", "mandated", consent: "none"))
        try world.refuse(
            65, "carla", ["policy", "adopt", below] + both,
            saying: ["be-2022.yaml:", "floor/F6"])
        let next = try proposal("alone", revision: 2, after: first)
        try world.refuse(77, "carla", "policy", "adopt", next, saying: "authority/adoption")
        try world.refuse(
            77, "hans", ["policy", "adopt", next] + both, saying: ["authority/adoption"])
        let secret = try proposal(
            "secret", revision: 2, after: first,
            adding: rule(
                "advising-physician", "potential-questionnaire", "assigned", consent: "active"),
            withoutCases: true)
        try world.refuse(
            77, "carla", ["policy", "adopt", secret] + both, saying: ["bundle/medical-head"])
        #expect(try world.json("hans", "status").text("policyHash") == first)
        try world.run("carla", ["policy", "adopt", secret] + world.cosigned(by: "mia"))
        #expect(try world.json("hans", "status").text("policyHash") != first)
    }

    @Test("a lexicon of one's own is adopted beside the shipped ones, and the guard finds its word")
    func lexicon() throws {
        try world.examine()
        let file = try world.file("nl-own.yaml", Self.ownLexicon(revision: 1))
        try world.refuse(77, "carla", "adopt", "lexicon", file, saying: "authority/adoption")
        let both = world.cosigned(by: "dirk")
        let adopted = try JSONObject(
            world.run("carla", ["adopt", "lexicon", file, "--json"] + both))
        #expect(try adopted.text("name") == "nl-own" && adopted.number("revision") == 1)
        try world.refuse(
            77, "carla", ["adopt", "lexicon", file] + both, saying: ["authority/adoption"])
        let misnamed = try world.file("fr.yaml", Self.ownLexicon(revision: 9))
        try world.refuse(
            77, "carla", ["adopt", "lexicon", misnamed] + both, saying: ["bundle/malformed"])
        var decision = Step.decision("a", receivedOn: "2024-01-29")
        decision.forms = [
            ("assessment-form", Forms.assessmentForm("a", conditions: "niet bij de kwibusoven"))
        ]
        let ended = try world.attempt("els", world.arguments(decision))
        #expect(ended.status == 65 && ended.errors.contains("kwibusoven"), "\(ended)")
    }

    private static func ownLexicon(revision: Int) -> String {
        """
        lexicon: nl
        revision: \(revision)
        endings: [en]
        phrases:
          - class: diagnosis
            instead: de verzuimoorzaak is medisch
            find: [kwibusoven]
        terms:
          symptom: [kwibuspijn]
        acronyms: [KWB]
        body-parts: [kwibusnek]
        complaints: [kwibuskwaal]
        allowed: [kwibusrooster]

        """
    }
}
