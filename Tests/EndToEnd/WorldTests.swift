import Testing

@Suite("The world that end-to-end tests start from") struct WorldTests {
    @Test("its people see its dossier, and strangers do not")
    func dossier() throws {
        let world = try World()
        #expect(try world.run("hans", "dossier", "list").contains(world.dossier))
        #expect(try world.run("wim", "dossier", "list").contains(world.dossier))
        #expect(try !world.run("otto", "dossier", "list").contains(world.dossier))
    }
}
