import Records
import Testing

@testable import KluisCommands

@Suite("Words for contacts") struct ContactTextTests {
    @Test("who reads a dossier has words of its own in every language, and no oversight has")
    func everyRole() {
        for role in Role.allCases {
            guard let text = role.contact else {
                #expect(
                    role.side == .oversight || !role.holdsSectionKey || role.side == nil, "\(role)")
                continue
            }
            for words in [text.does, text.shares] {
                let translated = Set(Language.allCases.map { words[$0] })
                #expect(translated.count == Language.allCases.count, "\(role)")
                #expect(!translated.contains(""), "\(role)")
            }
        }
    }
}
