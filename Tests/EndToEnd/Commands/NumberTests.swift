import TestSupport
import Testing

@Suite("Official numbers on the command line") struct NumberTests {
    private static let number = "85.07.30-033.28"
    private static let identity = """
        worker-name: Wim Voorbeeld
        birth-date: 1985-07-30
        national-number: \(number)
        address: Voorbeeldstraat 1, 1000 Brussel
        language: nl
        employer-name: Bakkerij Voorbeeld
        employer-number: BE 0419.052.173
        """

    @Test("a wrong number is told precisely, and neither it nor a right one is printed")
    func formCheck() throws {
        let world = try World()
        let right = try world.file("right.yaml", Self.identity)
        #expect(try !world.run("hans", "form", "check", "identity", right).contains("85"))
        let wrong = try world.file(
            "wrong.yaml", Self.identity.replacing("033.28", with: "033.82"))
        let ended = try world.refuse(
            65, "hans", "form", "check", "identity", wrong,
            saying: "wrong.yaml:3: `national-number`: the check digits do not fit")
        #expect(!ended.errors.contains("033"))
    }

    @Test("a number is masked unless asked for, found however written, and nowhere in clear")
    func findable() throws {
        let world = try World()
        let form = try world.file("identity.yaml", Self.identity)
        try world.run("hans", "write", world.dossier, "identity", "--form", form)
        for arguments in [[], ["--json"]] {
            let masked = try world.run("hans", ["read", world.dossier, "identity"] + arguments)
            #expect(masked.contains("**.**.**-***.28") && masked.contains("****.***.173"))
            #expect(!masked.contains("85073003328") && !masked.contains("85.07.30"))
            let whole = try world.run(
                "hans", ["read", world.dossier, "identity", "--unmask"] + arguments)
            #expect(whole.contains(Self.number) && whole.contains("0419.052.173"))
        }

        try world.run("hans", "dossier", "index", world.dossier, Self.number, "0419052173")
        for text in [
            "85073003328", "85.07.30-033.28", "850730 033 28", "85 07 30 / 033-28",
            "0419.052.173", "BE0419052173", "be 419.052.173", "419052173",
        ] {
            #expect(try world.run("hans", "search", text).hasPrefix(world.dossier), "\(text)")
        }
        for text in ["85073003329", "8507300332", "185073003328", "BE 0419.052.174"] {
            #expect(try world.attempt("hans", ["search", text]).status == 66, "\(text)")
        }
        // Another role finds only what it made findable itself.
        #expect(try world.attempt("els", ["search", Self.number]).status == 66)

        let places = [world.vault, world.keystore, world.home]
        for text in ["85073003328", Self.number, "0419052173", "0419.052.173", "419052173"] {
            let found = try Tool.run("grep", ["-rFl", text] + places)
            #expect(found.status == 1, "\(found.text)")
        }
    }
}
