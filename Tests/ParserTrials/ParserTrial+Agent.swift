internal import CryptoPrimitives
@testable internal import KeyAgent
internal import Records
internal import TestSupport
internal import VaultClient

extension ParserTrial {
    private static let requestsOfAgent: [AgentRequest] = [
        .status, .keys(SampleRecords.worker),
        .sign(SampleRecords.physician, SampleRecords.appointmentID, SampleRecords.bytes(90)),
        .openSealed(
            SampleRecords.physician, sealed: SampleRecords.bytes(80), info: [1, 2], data: []),
        .openWrap(
            SampleRecords.physician, sealedKey: SampleRecords.bytes(80),
            contextHash: SampleRecords.hash, share: SampleRecords.bytes(32),
            roleKey: .copy(sealed: SampleRecords.bytes(80), key: SampleRecords.agreementKey)),
        .indexTag(SampleRecords.physician, value: Array("wim".utf8), roleKey: .own),
        .stateKey(SampleRecords.worker, vault: SampleRecords.vault), .lock(nil),
        .lock(SampleRecords.worker),
    ]

    /// What an agent is asked.
    package static let agentRequests = Self(
        "agent-request", .fields, samples: requestsOfAgent.map(\.canonicalBytes)
    ) { (input) throws(CanonicalEncodingError) in
        .written(try AgentRequest(canonical: input).canonicalBytes)
    }

    /// What an agent answers.
    package static let agentAnswers = Self(
        "agent-answers",
        records: [
            AgentAnswer(.done, [1, 2]), AgentAnswer(.locked),
            AgentStatus(
                members: [SampleRecords.worker], isMemoryLocked: true, isUndumpable: true,
                secondsLeft: 900),
        ])

    /// Keys on their way into an agent.
    package static let handovers = Self("agent-handover", .fields, samples: [handover]) {
        (input) throws(CryptoError) in
        let held = try AgentHandover(encoded: SecretBytes(copying: input)).unlocked()
        let isSame = held.member == SampleRecords.physician
        return isSame || input != handover ? .free : .contradiction("the member is another")
    }

    private static let handover: [UInt8] = {
        let seed = SampleRecords.bytes(32)
        guard let signing = try? Ed25519.PrivateKey(seed: SecretBytes(copying: seed)),
            let agreement = try? X25519.PrivateKey(seed: SecretBytes(copying: seed)),
            let handover = try? AgentHandover(
                member: SampleRecords.physician,
                keys: MemberKeyFile.Keys(signing: signing, agreement: agreement))
        else { preconditionFailure("32 bytes are a seed") }
        return handover.encoded.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }()
}
