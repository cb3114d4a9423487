import Foundation
import TestSupport
import Testing

/// Extracts without third parties, through the built program.
@Suite("Extracts through the program") struct ExtractTests {
    private let world: World

    init() throws { world = try World() }

    @Test("an extract leaves out the fields that its form marks, and is not taken for the whole")
    func byForm() throws {
        let form = try world.file(
            "assessment.yaml",
            Forms.medicalAssessment("a") + "\nthird-parties: |-\n  zijn broer heeft hetzelfde\n")
        try world.run("els", "write", world.dossier, "medical-assessment", "--form", form)
        let made = try world.json("els", "extract", world.dossier, "medical-assessment")
        let section = try made.text("section")
        let extract = try world.run("wim", "read", world.dossier, section)
        #expect(extract.contains("kinesitherapie") && !extract.contains("broer"), "\(extract)")
        let whole = try world.run("wim", "read", world.dossier, "medical-assessment")
        #expect(whole.contains("broer"), "\(whole)")
        // What names nobody is given as it is, an extract too.
        try world.refuse(
            64, "els", "extract", world.dossier, section, saying: "names no third parties")
    }

    @Test("a text without a form is given anew, or said to name nobody")
    func byText() throws {
        try world.run(
            "els", "write", world.dossier, "consultation", "--file", "-", input: "met collega An")
        try world.refuse(
            64, "els", "extract", world.dossier, "consultation", saying: "no form", "--file")
        try world.run(
            "els", "extract", world.dossier, "consultation", "--file", "-", input: "met een collega"
        )
        #expect(
            try world.run("nina", "read", world.dossier, "consultation") == "met collega An\n")
        try world.run(
            "els", "write", world.dossier, "consultation", "--file", "-", "--no-third-parties",
            input: "zonder anderen")
        try world.refuse(
            64, "els", "extract", world.dossier, "consultation", saying: "names no third parties")
        try world.refuse(
            64, "els", "write", world.dossier, "consultation", "--no-third-parties", "--form", "x",
            saying: "a form tells")
    }
}
