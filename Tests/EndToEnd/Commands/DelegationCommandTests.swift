import Foundation
import TestSupport
import Testing

/// A role that is handed over for a time, through the built program.
@Suite("Delegation through the program") struct DelegationCommandTests {
    private static let place = "occupational-physician@dienst-noord"
    private let world: World

    init() throws {
        world = try World()
        try world.makeKeys("kim")
        try world.run(
            "anna", ["member", "add", "kim", "--name", "Kim Voorbeeld"] + world.cosigned(by: "kim"))
        try world.run("anna", ["appoint", "kim", Self.place] + world.cosigned(by: "bert"))
        try world.run("els", "role-key", "share", "kim")
        try world.run("els", "write", world.dossier, "consultation", "--file", "-", input: "een")
    }

    private func delegations(of who: String) throws -> [[String: Any]] {
        try world.json(who, "delegation", "list").list("delegations")
    }

    /// For whom the worker reads that a read was done, once the founders let the name be known.
    private func principal(ofReadBy who: String) throws -> Any? {
        let read = try world.json(who, "read", world.dossier, "consultation").number("logEntry")
        try world.run(
            "anna",
            ["log", "decide", "names", "\(read)", "--for", "wim", "--reason", "vraag"]
                + world.cosigned(by: "bert"))
        let entries = try world.json("wim", "log", "mine").list("entries")
        return entries.first { $0["index"] as? Int == read }?["onBehalfOf"]
    }

    @Test("what the delegate does names both, until it is ended")
    func story() throws {
        #expect(try principal(ofReadBy: "kim") is NSNull)
        let added = try world.run(
            "els", "delegation", "add", Self.place, "--to", "kim", "--until", "2024-03-31")
        #expect(added.contains("Kim Voorbeeld acts as occupational-physician"), "\(added)")
        #expect(added.contains("for Els Voorbeeld") && added.contains("until 2024-03-31"))
        #expect(try principal(ofReadBy: "kim") as? String == "Els Voorbeeld")
        let told = try world.json("kim", "status").list("notices")
        #expect(told.contains { $0["reason"] as? String == "role-handed-over" })

        let listed = try #require(try delegations(of: "nina").first)
        #expect(listed["state"] as? String == "stands")
        #expect(listed["principalName"] as? String == "Els Voorbeeld")
        try world.run("nina", "delegation", "list")
        #expect(try delegations(of: "hans").isEmpty)
        let foreign = try world.json("hans", "delegation", "list", "dienst-noord")
        #expect(try foreign.list("delegations").isEmpty)

        let code = try #require(listed["delegation"] as? String)
        try world.refuse(
            66, "hans", "delegation", "end", code, saying: "no delegation", "delegation list")
        try world.run("kim", "delegation", "end", code)
        #expect(try principal(ofReadBy: "kim") is NSNull)
        #expect(try delegations(of: "els").first?["state"] as? String == "ended")
    }

    @Test(
        "who does not hold the role, a role of one person, and one signer for another are refused")
    func refusals() throws {
        try world.refuse(
            77, "els", "delegation", "add", Self.place, "--to", "nina", "--until", "2024-03-31",
            saying: "floor/F12", "own limits")
        try world.refuse(
            77, "tom", "delegation", "add", "treating-physician@praktijk-voorbeeld", "--to", "els",
            "--until", "2024-03-31", saying: "authority/personal-role", "the worker names another")
        try world.refuse(
            77, "anna", "delegation", "add", Self.place, "--for", "els", "--to", "kim", "--until",
            "2024-03-31", saying: "authority/two-persons")
        try world.run(
            "anna",
            [
                "delegation", "add", Self.place, "--for", "els", "--to", "kim", "--until",
                "2024-03-31", "--dossier", world.dossier,
            ] + world.cosigned(by: "bert"))
        try world.refuse(
            65, "els", "delegation", "add", Self.place, "--to", "kim", "--until", "2026-03-31",
            saying: "cannot be stated")
    }
}
