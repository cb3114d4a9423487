import AccessPolicy
import DataFiles
import Foundation
import Records
import Testing

@testable import KluisCommands

/// The purpose that a command takes when none is given, beside the shipped policies.
@Suite("The usual purpose") struct UsualPurposeTests {
    private struct Use: Hashable {
        let role: Role
        let kind: SectionKind
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "policies/access")

    /// The purposes for which a policy permits an action, by role and kind.
    private func purposes(
        of action: Action, in files: [String]
    ) throws -> [Use: Set<Purpose>] {
        var purposes: [Use: Set<Purpose>] = [:]
        for file in files {
            let bytes = try Data(contentsOf: Self.folder.appending(path: file))
            for rule in try PolicyFile(Array(bytes), file: file).rules
            where rule.effect == .permit && rule.actions.contains(action) {
                for role in rule.roles.words {
                    for kind in rule.kinds.words {
                        purposes[Use(role: role, kind: kind), default: []]
                            .formUnion(rule.purposes.words)
                    }
                }
            }
        }
        return purposes
    }

    private static let policies = [
        ["be-common.yaml", "be-collective.yaml", "be-coaching.yaml", "be-2017.yaml"],
        ["be-common.yaml", "be-collective.yaml", "be-coaching.yaml", "be-2022.yaml"],
        ["be-common.yaml", "be-collective.yaml", "be-coaching.yaml", "be-2026.yaml"],
        ["be-common.yaml", "be-collective.yaml", "be-coaching.yaml", "be-force-majeure.yaml"],
        ["nl-poortwachter.yaml"],
    ]

    @Test("what a role may write, it may write without saying why", arguments: policies)
    func writing(files: [String]) throws {
        let purposes = try purposes(of: .write, in: files)
        #expect(purposes.count > 50)
        for (use, permitted) in purposes {
            // The notice to UWV is of a kind that goes to the service in Belgium.
            if files == ["nl-poortwachter.yaml"], use.kind == .absenceNotice { continue }
            let usual = Purpose(usualFor: use.role, writing: use.kind)
            #expect(permitted.contains(usual), "\(use.role) \(use.kind): \(usual)")
        }
    }

    @Test("what a role may read, it may read without saying why", arguments: policies)
    func reading(files: [String]) throws {
        let purposes = try purposes(of: .read, in: files)
        #expect(purposes.count > 100)
        for (use, permitted) in purposes where permitted != [.emergency] {
            if files == ["nl-poortwachter.yaml"], use.kind == .absenceNotice { continue }
            let usual = Purpose(usualFor: use.role, reading: use.kind)
            #expect(permitted.contains(usual), "\(use.role) \(use.kind): \(usual)")
        }
    }
}
