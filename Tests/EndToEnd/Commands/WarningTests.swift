import Testing

@Suite("Warnings before a section") struct WarningTests {
    @Test("the employer reads the worker's own statement by consent only, and is told what it is")
    func statement() throws {
        let world = try World()
        let number = world.dossier
        let form = try world.file(
            "statement.yaml", "date: 2024-01-08\ntext: ik kom graag terug\n")
        try world.run("wim", "write", number, "worker-statement", "--form", form)
        try world.refuse(77, "hans", "read", number, "worker-statement", saying: "rule:")
        try world.run(
            "wim", "consent", "give", number, "--to", "bakkerij-voorbeeld", "--role", "hr",
            "--section", "worker-statement", "--for", "reintegration", "--until", "2024-06-30")
        try world.run("wim", "disclose", number, "worker-statement", "--for", "own-file")
        let read = try world.attempt("hans", ["read", number, "worker-statement"])
        #expect(read.status == 0 && read.output.contains("ik kom graag terug"), "\(read)")
        #expect(read.errors.contains("never counts against the worker"), "\(read)")
        let own = try world.attempt("wim", ["read", number, "worker-statement"])
        #expect(own.status == 0 && !own.errors.contains("never counts against"), "\(own)")
    }
}
