internal import Reintegration
internal import CryptoPrimitives
internal import Records

/// A request of every kind, and every answer.
enum SampleMessages {
    private static let dossier = SampleRecords.dossier
    private static let section = SampleRecords.section
    private static let hash = SampleRecords.hash
    private static let reference = StatementReference(chain: .dossier(dossier), sequence: 4)

    static let entry = EntryProof(
        index: 7, leaf: SampleLog.line, path: [hash, SampleRecords.vault],
        detail: DetailProof(
            sealed: SampleRecords.bytes(120), key: SampleRecords.bytes(32),
            actorKey: SampleRecords.bytes(32)))

    private static let recipient = Recipient(
        grant: SampleRecords.grant, epoch: 1, key: SampleRecords.agreementKey,
        sealedShare: SampleRecords.bytes(80), evidence: [reference])

    static let calls: [Call] =
        [
            .fetchChains(
                FetchChains(chains: [.vault, .dossier(dossier), .member(SampleRecords.worker)])),
            .fetchEvidence(FetchEvidence(references: [reference])),
            .fetchObject(FetchObject(hash: hash)),
            .append(
                AppendStatements(
                    statements: Array(SampleRecords.statements.prefix(2)), objects: [[1, 2], []])),
            .prepareWrite(PrepareWrite(manifest: SampleRecords.manifest, step: "decide-a")),
            .commitWrite(
                CommitWrite(
                    manifest: SampleRecords.manifest, wraps: [SampleRecords.wrap],
                    statements: Array(SampleRecords.statements.suffix(1)),
                    kept: KeptText(reason: "a quotation", count: 2, classes: ["treatment"]),
                    reason: "asked for")),
            .openSection(
                OpenSection(
                    dossier: dossier, section: .latest(.plan), version: 0, purpose: .reintegration,
                    handling: .export, glass: .intact, reason: "the plan of next month")),
            .prepareWrap(
                PrepareWrap(
                    dossier: dossier, section: section, version: 2, grant: SampleRecords.grant.id,
                    purpose: .care)),
            .commitWrap(CommitWrap(wrap: SampleRecords.wrap)),
            .reportUnopenable(
                ReportUnopenable(
                    dossier: dossier, section: section, version: 2, grant: SampleRecords.grant.id)),
            .listDossiers(ListDossiers(employer: SampleRecords.employer)),
            .showDossier(ShowDossier(dossier: dossier, today: SampleRecords.day("2024-02-29"))),
            .listVersions(ListVersions(dossier: dossier, section: section, purpose: .ownFile)),
            .search(Search(tag: hash, purpose: .reintegration)),
            .index(Index(dossier: dossier, tags: [hash, SampleRecords.vault])),
            .fetchNotices(FetchNotices()),
            .fetchKeyCopy(FetchKeyCopy(key: SampleRecords.agreementKey)),
            .storeKeyCopies(
                StoreKeyCopies(
                    key: SampleRecords.agreementKey,
                    copies: [
                        StoreKeyCopies.Copy(
                            member: SampleRecords.physician, sealed: SampleRecords.bytes(80))
                    ])),
            .readLog(ReadLog(selection: .range, from: 256, count: 4096)),
            .readAudit(audit(.dossier(dossier), reason: "complaint 12")),
            .readAudit(audit(.subject(SampleRecords.worker), reason: "complaint 12")),
            .readAudit(audit(.employee(SampleRecords.physician), reason: "")),
            .readAudit(audit(.all, reason: "")),
            .countDeadlines(CountDeadlines(on: SampleRecords.day("2024-02-29"))),
            .replayDecisions(ReplayDecisions(first: 7, count: 256)),
        ]
        + [
            CountFigures(employer: SampleRecords.employer, year: 2024, threshold: 5),
            CountFigures(
                employer: SampleRecords.employer, year: 2024, threshold: 7, division: .quarter),
        ]
        .compactMap(\.self).map(Call.countFigures)

    private static func audit(_ selection: ReadAudit.Selection, reason: String) -> ReadAudit {
        ReadAudit(
            use: .review, selection: selection, from: SampleRecords.moment, until: nil, start: 256,
            count: 2048, series: selection == .all ? 12 : nil, reason: reason)
    }

    static let requests = calls.map { call in
        SignedRequest(request: request(call).canonicalBytes, signature: SampleRecords.signature)
    }

    static func request(_ call: Call) -> Request {
        Request(
            vault: SampleRecords.vault, member: SampleRecords.physician,
            appointment: SampleRecords.appointmentID, time: SampleRecords.moment,
            nonce: SampleRecords.bytes(16), ephemeralKey: SampleRecords.agreementKey, seenSize: 12,
            call: call)
    }

    private static let refusal = Refusal(
        rules: ["floor/F1", "R22-16"], reasons: ["nee", "non", "nein", "no"],
        hint: "ask the worker")

    static let replies = [
        Outcome.done(SampleRecords.bytes(40)), .refused(refusal), .failed(.stale),
    ].map { outcome in
        Reply(
            request: hash, outcome: outcome, level: .sameProcess, checkpoint: SampleLog.note,
            consistency: [hash], entries: [entry])
    }

    private static let logged = LoggedStatement(
        reference: reference, statement: SampleRecords.statements[2], entry: entry)

    private static let view = DossierView(
        id: dossier, employer: SampleRecords.employer, regime: "be-2022", phase: .assessment,
        parties: SampleRecords.parties, head: .empty,
        sections: [
            SectionView(
                section: section, kind: .plan, version: 1, role: .employer,
                time: SampleRecords.moment, manifest: hash, namesThirdParties: false,
                extractOf: SampleRecords.hash)
        ],
        events: [
            EventRecord(
                id: SampleRecords.identifier(13), encodedEvent: SampleProcess.event.encoded)
        ],
        consents: [
            ConsentView(
                consent: SampleRecords.consent, withdrawn: SampleRecords.moment,
                reference: StatementReference(chain: .dossier(SampleRecords.dossier), sequence: 3),
                withdrawal: StatementReference(chain: .dossier(SampleRecords.dossier), sequence: 4))
        ],
        pendingWraps: [
            PendingWrap(
                section: section, version: 1, grant: SampleRecords.grant.id, role: .worker)
        ])

    private static let figures = CountFigures.Answer(
        regimes: [
            RegimeFigures(
                regime: "be-2022",
                title: LocalizedText(
                    nl: "traject", fr: "trajet", de: "Verfahren", en: "trajectory"),
                openings: [
                    OpeningFigure(role: .worker, count: 12), OpeningFigure(role: .hr, count: nil),
                    OpeningFigure(role: nil, count: nil),
                ],
                rows: [
                    FigureRow(
                        kind: .decision, name: "decide-c",
                        text: LocalizedText(
                            nl: "beslissing", fr: "décision", de: "Entscheidung", en: "decision"),
                        article: "Codex I.4-73",
                        end: LocalizedText(nl: "einde", fr: "fin", de: "Ende", en: "end"),
                        count: 27, parts: [7, 6, 9, 5]),
                    FigureRow(
                        kind: .missed, name: "assessment",
                        text: LocalizedText(
                            nl: "op tijd", fr: "à temps", de: "Frist", en: "in time"),
                        article: "–", end: nil, count: 5),
                ],
                daysToDecision: FigureDuration(lowerQuartile: nil, median: 42, upperQuartile: 49),
                daysToEnd: FigureDuration(lowerQuartile: nil, median: nil, upperQuartile: nil))
        ], openings: [OpeningFigure(role: nil, count: 0)])

    static let answers: [any CanonicalRecord] = [
        FetchChains.Answer(parts: [
            FetchChains.Part(chain: .vault, head: .empty, statements: [logged])
        ]),
        FetchEvidence.Answer(statements: [logged]), FetchObject.Answer(bytes: [1, 2, 3]),
        FetchKeyCopy.Answer(sealed: SampleRecords.bytes(80)),
        PrepareWrite.Answer(recipients: [recipient], pending: [SampleRecords.grant.id]),
        OpenSection.Answer(
            manifest: SampleRecords.manifest, wrap: SampleRecords.wrap,
            sealedShare: SampleRecords.bytes(80), content: SampleRecords.bytes(200),
            writeEntry: entry, headVersion: 2, evidence: [reference]),
        ListVersions.Answer(manifests: [SampleRecords.manifest]),
        ListDossiers.Answer(dossiers: [view]), Search.Answer(dossiers: [dossier]),
        FetchNotices.Answer(sealed: [SampleRecords.bytes(90)]),
        Notice(
            time: SampleRecords.moment, reason: .disclosed, dossier: dossier, kind: .plan,
            step: "decide-a", role: .hr, entry: 9),
        ReadLog.Answer(entries: [entry], next: 4096),
        ReplayDecisions.Answer(
            size: 9, entries: 8, decided: 5, erased: 1, underOtherFloor: 1, disagreements: [3, 4]),
        CountDeadlines.Answer(missed: [
            MissedDeadline(
                regime: "be-2022", name: "assessment",
                labels: ["beslissing", "décision", "Entscheidung", "decision"],
                article: "Codex I.4-73", dossiers: 7)
        ]),
        figures,
        ReadAudit.Answer(
            entries: [
                AuditEntry(
                    index: 7, leafHash: hash, line: SampleLog.line,
                    facts: AccessFacts(
                        explanations: [.assignment, .task], matches: [.coworker],
                        daysSinceEnd: 31, isShielded: true, isDetailMissing: false))
            ], next: 2304, series: 12),
        SectionSelector.section(section), ChainID.organisation(SampleRecords.employer),
    ]
}
