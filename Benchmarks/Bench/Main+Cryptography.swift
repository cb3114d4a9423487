import AccessPolicy
import CryptoPrimitives
import DataFiles
import Foundation
import Records
import Sealing
import VaultFixture
import Yardstick

extension Main {
    /// Chunked encryption in memory beside AES-256-GCM on EVP at 16 KiB, and beside that and
    /// SHA-256 where the chunks are hashed, as every section that is written has them hashed.
    ///
    /// Both sides read and write the same 8 MiB, a MiB at a time to a buffer that is used again.
    static func sealing(_ rounds: Int, _ report: Report) {
        let piece = [UInt8](repeating: 7, count: 1 << 20)
        let pieces = 8
        var output: [UInt8] = []
        output.reserveCapacity(piece.count + 4096)
        guard let key = try? SecretBytes.random(count: 32) else { return report.fail("random") }
        func seal(hashing: Bool) -> Double {
            seconds {
                guard
                    var sealer = try? ChunkedSealer(key: key, context: [1], hashesChunks: hashing)
                else { return }
                var sealed = 0
                for _ in 0..<pieces {
                    output.removeAll(keepingCapacity: true)
                    try? sealer.update(piece, into: &output)
                    sealed += output.count
                }
                output.removeAll(keepingCapacity: true)
                _ = try? sealer.finish(into: &output)
                precondition(sealed + output.count > pieces << 20, "everything was sealed")
            }
        }
        var plain = Comparison(
            "chunked encryption of 8 MiB, against AES-256-GCM of the same bytes on EVP at 16 KiB")
        var hashed = Comparison(
            "the same with the chunks hashed, against AES-256-GCM and SHA-256 of the same bytes")
        for _ in 0..<rounds {
            plain.add(ours: seal(hashing: false), yardstick: yardstick_gcm_16k(pieces, 0))
            hashed.add(ours: seal(hashing: true), yardstick: yardstick_gcm_16k(pieces, 1))
        }
        plain.report(report, .must(1 / 0.9))
        hashed.report(report, .must(1 / 0.9))
    }

    /// Complete decisions with rules and duties.
    static func decisions(_ rounds: Int, _ report: Report) throws {
        let file = TestVault.repository.appending(path: "policies/access/be-2022.yaml")
        let policy = try PolicyFile([UInt8](Data(contentsOf: file)), file: "be-2022.yaml").prove()
            .policy
        let bytes = policy.canonicalBytes
        let loads = (0..<rounds).map { _ in seconds { _ = try? CompiledPolicy(canonical: bytes) } }
        let states = randomStates(4096)
        var permitted = 0
        let times = (0..<rounds).map { _ in
            seconds {
                for state in states {
                    let decision = policy.decide(state)
                    if decision.isPermitted { permitted += 1 }
                    if decision.duties.isEmpty { permitted += 1 }
                }
            }
        }
        report.say(
            "decisions: \(Int(Double(states.count) / median(times))) a second on one core; the "
                + "adopted form is loaded in \(format(median(loads)))")
        report.say("    against one million a second")
        report.judge("decisions", ratio: median(times) / (Double(states.count) * 1e-6), .must(1))
    }

    /// Random states, half of them near a permit: in the role's usual relation.
    private static func randomStates(_ count: Int) -> [AccessState] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).compactMap { _ in
            guard let role = Role.allCases.randomElement(using: &generator),
                let action = Action.allCases.randomElement(using: &generator),
                let kind = SectionKind.allCases.randomElement(using: &generator),
                let purpose = Purpose.allCases.randomElement(using: &generator),
                let phase = Phase.allCases.randomElement(using: &generator),
                let relation = Relation.allCases.randomElement(using: &generator)
            else { return nil }
            let usual = FactResolver.usualRelation(of: role) ?? .none
            return AccessState(
                role: role, action: action, kind: kind, purpose: purpose,
                relation: Bool.random(using: &generator) ? usual : relation, phase: phase)
        }
    }
}
