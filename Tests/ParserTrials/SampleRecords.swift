internal import Reintegration
internal import CryptoPrimitives
internal import Records
internal import TestSupport

/// A value of every record of the module `Records`, with its lists and optional fields filled.
///
/// Signatures are 64 bytes that nobody made: a reader of records does not judge them.
enum SampleRecords {
    static let dossier: DossierID = identifier(1)
    static let worker: MemberID = identifier(2)
    static let physician: MemberID = identifier(3)
    static let employer: OrganisationID = identifier(4)
    static let service: OrganisationID = identifier(5)
    static let section: SectionID = identifier(6)
    static let appointmentID: AppointmentID = identifier(7)
    static let moment = Instant(seconds: 1_704_700_800)
    static let hash = Digest(hashing: Array("sample".utf8))
    static let vault = Digest(hashing: Array("vault".utf8))

    static func identifier<Subject>(_ number: UInt8) -> Identifier<Subject> {
        Identifier(at: moment, randomness: [UInt8](repeating: number, count: 10))
    }

    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(count))
        return generator.bytes(count)
    }

    static func day(_ text: String) -> CivilDate {
        guard let day = CivilDate(text) else { preconditionFailure("`\(text)` is a day") }
        return day
    }

    static let signingKey: Ed25519.PublicKey = {
        guard let key = try? Ed25519.PrivateKey(seed: SecretBytes(copying: bytes(32))).publicKey
        else { preconditionFailure("32 bytes are a seed") }
        return key
    }()

    static let agreementKey: X25519.PublicKey = {
        guard let key = try? X25519.PrivateKey(seed: SecretBytes(copying: bytes(32))).publicKey
        else { preconditionFailure("32 bytes are a seed") }
        return key
    }()

    // MARK: Statements

    static let grant = Grant(
        id: identifier(8), role: .occupationalPhysician, holder: .organisation(service),
        kinds: [.medicalAssessment, .healthFile, .assessmentForm])

    static let ownGrant = Grant(
        id: identifier(9), role: .worker, holder: .member(worker), kinds: [.assessmentForm, .plan])

    static let parties = [
        Party(
            holder: .member(worker), relation: .`self`, roles: [.worker], from: day("2024-01-08"),
            until: nil, source: "the dossier", grants: [ownGrant]),
        Party(
            holder: .organisation(employer), relation: .ownWorker, roles: [.employer, .hr],
            from: day("2024-01-08"), until: day("2026-01-08"), source: "employment contract",
            grants: []),
        Party(
            holder: .organisation(service), relation: .assigned,
            roles: [.occupationalPhysician, .nurse], from: day("2024-01-08"), until: nil,
            source: "contract of the service", grants: [grant]),
    ]

    static let founding = Founding(
        origin: "vault.example/access-log", logKey: signingKey, mediatorKey: signingKey,
        leastLevel: .sameProcess,
        founders: [
            Founding.Founder(
                member: worker, signingKey: signingKey, agreementKey: agreementKey,
                isOversight: false),
            Founding.Founder(
                member: physician, signingKey: signingKey, agreementKey: agreementKey,
                isOversight: true),
        ], signaturesRequired: 2)

    static let consent = Consent(
        id: identifier(10), giver: worker, nature: .consent, role: .treatingPhysician,
        recipient: .member(physician), kinds: [.exchange, .medicalAssessment],
        purposes: [.reintegration, .care], process: .exchangeSecondYear, from: moment,
        until: moment.adding(seconds: 86_400), channel: .paper, evidence: "own signature",
        language: .nl,
        textVersion: "consent-nl-1",
        grants: [
            Grant(
                id: identifier(11), role: .treatingPhysician, holder: .member(physician),
                kinds: [.exchange])
        ])

    static let bodies: [StatementBody] = [
        .founding(founding),
        .adoption(
            Adoption(kind: .policy, name: "be-2022", revision: 3, hash: hash, floor: vault)),
        .organisation(
            Organisation(
                id: employer, side: .employer, name: "Bakkerij Voorbeeld", number: "0123456749")),
        .roleKey(
            RoleKey(
                role: .occupationalPhysician, organisation: service, epoch: 1, key: agreementKey)),
        .inspectionCase(
            InspectionCase(
                inspectorate: service, employer: employer, from: day("2024-02-01"),
                until: day("2024-08-01"), reason: "motivated report")),
        .member(
            Member(
                id: physician, name: "Els Voorbeeld", signingKey: signingKey,
                agreementKey: agreementKey, isWorker: false)),
        .appointment(
            Appointment(
                id: appointmentID, member: physician, role: .occupationalPhysician,
                organisation: service, from: moment, until: moment.adding(seconds: 1))),
        .appointmentEnd(AppointmentEnd(appointment: appointmentID, at: moment)),
        .dossier(
            DossierOpening(
                id: dossier, worker: worker, employer: employer, regime: "be-2022", policy: hash,
                parties: parties,
                grants: [
                    Grant(
                        id: identifier(12), role: .inspector, holder: .organisation(service),
                        kinds: [.plan, .motivatedReport])
                ])),
        .delegation(
            Delegation(
                id: identifier(30), organisation: service, role: .nurse, principal: physician,
                delegate: worker, from: moment, until: moment.adding(seconds: 86_400),
                dossiers: [dossier, identifier(31)])),
        .delegationEnd(DelegationEnd(delegation: identifier(30), organisation: service)),
        .party(parties[2]),
        .partyEnd(
            PartyEnd(
                holder: .organisation(service), relation: .assigned, from: day("2024-09-01"),
                source: "the contract ended")),
        .consent(consent),
        .consentWithdrawal(ConsentWithdrawal(consent: consent.id, evidence: "by letter")),
        .grants(GrantList(grants: [grant])),
        .regimeChange(RegimeChange(regime: "be-2026", grants: [grant])),
        .event(EventRecord(id: identifier(13), encodedEvent: SampleProcess.event.encoded)),
        .review(
            Review(
                kind: .signOff, verdict: .justified, rule: nil, entries: [], from: moment,
                until: moment.adding(seconds: 86_400), configuration: hash, seed: vault,
                remark: "all alerts were looked at")),
        .decision(
            LogDecision(
                .staffNames(entries: [4, 9], worker: worker), reason: "complaint 12",
                expires: moment.adding(seconds: 86_400))),
    ]

    static let signature = MemberSignature(
        member: physician, appointment: appointmentID, signature: bytes(64))

    static let statements = bodies.map { body in
        SignedStatement(
            Statement(
                body, chain: .dossier(dossier), previous: ChainHead.empty.appending(hash),
                time: moment, nonce: bytes(16)),
            signatures: [
                signature,
                MemberSignature(member: worker, appointment: nil, signature: bytes(64)),
            ])
    }

    // MARK: Sections

    static let manifest = SignedManifest(
        Manifest(
            vault: vault, dossier: dossier, section: section, kind: .assessmentForm, version: 2,
            previous: hash, length: 1200, commitment: bytes(32), chunkRoot: hash,
            author: physician, authorKey: hash, role: .occupationalPhysician,
            appointment: appointmentID, time: moment, policy: hash, purpose: .reintegration,
            form: "assessment-form", isComplete: true, namesThirdParties: false, extractOf: hash),
        signature: signature)

    static let wrap = SignedWrap(
        WrapRecord(
            manifest: manifest.manifest.hash, dossier: dossier, section: section, version: 2,
            grant: grant.id, role: .occupationalPhysician, epoch: 1, recipientKey: hash,
            policy: hash, wrapper: physician, sealedKey: bytes(80)), signature: signature)
}
