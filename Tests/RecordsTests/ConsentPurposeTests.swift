import Records
import Testing

@Suite("Purposes of consents") struct ConsentPurposeTests {
    private let now = Instant(seconds: 1_706_000_000)

    private func id<Subject>(_ number: UInt8) -> Identifier<Subject> {
        Identifier(at: now, randomness: Array(repeating: number, count: 10))
    }

    private func consent(
        _ process: ConsentPurpose?, _ nature: ConsentNature? = nil, role: Role? = nil,
        kinds: Set<SectionKind>? = nil, purposes: Set<Purpose>? = nil, until: Instant? = nil,
        channel: ConsentChannel = .ownKey, textVersion: String = "1"
    ) -> Consent {
        let terms = process?.terms
        return Consent(
            id: id(1), giver: id(2), nature: nature ?? terms?.nature ?? .consent,
            role: role ?? terms?.recipients.min { $0.rawValue < $1.rawValue },
            recipient: .member(id(3)), kinds: kinds ?? terms?.kinds ?? [],
            purposes: purposes ?? terms?.purposes ?? [.care], process: process, from: now,
            until: until ?? now.adding(seconds: 86_400), channel: channel, evidence: "",
            language: .nl, textVersion: textVersion, grants: [])
    }

    private func fault(_ consent: Consent, in regime: String? = nil) -> ConsentFault? {
        let own = consent.process?.terms.regimes?.min() ?? "be-2022"
        do throws(ConsentFault) {
            try consent.check(
                regime: regime ?? own, stated: now, tolerance: 120, day: { $0.utcDay })
            return nil
        } catch { return error }
    }

    @Test("there are fifteen, each with recipients, texts in four languages and an end")
    func table() {
        #expect(
            ConsentPurpose.allCases.map(\.rawValue) == (1...15).map { "C\($0)" })
        for purpose in ConsentPurpose.allCases {
            let terms = purpose.terms
            #expect(!terms.recipients.isEmpty && !terms.purposes.isEmpty)
            #expect((1...12).contains(terms.maximumMonths))
            #expect(terms.exclusiveKinds.isSubset(of: terms.kinds))
            #expect(terms.writtenFor.isSubset(of: terms.recipients))
            #expect(terms.nature != .agreement)
            for language in Language.allCases {
                #expect(!purpose.label[language].isEmpty)
                #expect(purpose.text[language].count > 20)
            }
            // No purpose lets the employer's side have a secret kind together with others.
            if terms.recipients.allSatisfy({ $0.side == .employer }) {
                #expect(terms.kinds.allSatisfy { !$0.isSecret })
            }
            #expect(
                !terms.kinds.contains(.medicalNotes) && !terms.kinds.contains(.psychosocialThird))
        }
        #expect(
            ConsentPurpose.allCases.filter(\.isRequest) == [.involveEmployer])
        #expect(
            ConsentPurpose.allCases.filter { $0.terms.nature == .refusal } == [.tellOfVisit])
        #expect(ConsentPurpose.required(for: .exchange) == .exchangeSecondYear)
        #expect(ConsentPurpose.required(for: .medicalAssessment) == nil)
    }

    @Test(
        "what fits is taken, and each part that does not fit is named",
        arguments: ConsentPurpose.allCases)
    func check(purpose: ConsentPurpose) {
        let terms = purpose.terms
        #expect(fault(consent(purpose)) == nil)
        #expect(fault(consent(purpose, role: .auditor)) == .recipient(purpose))
        #expect(fault(consent(purpose, kinds: [.medicalNotes])) == .kinds(purpose, [.medicalNotes]))
        #expect(fault(consent(purpose, purposes: [.emergency])) == .use(purpose))
        #expect(fault(consent(purpose, textVersion: "0")) == .text(purpose))
        #expect(
            fault(consent(purpose), in: "xx-2000")
                == (terms.regimes == nil ? nil : .regime(purpose)))
        for nature in [ConsentNature.consent, .request] where nature != terms.nature {
            #expect(fault(consent(purpose, nature)) == .nature(purpose))
        }
        #expect(fault(consent(purpose, .refusal)) == nil)
        #expect(
            fault(consent(purpose, .agreement, kinds: []))
                == (terms.needsEmployer ? nil : .nature(purpose)))
        guard terms.nature.opens else { return }
        let last = now.utcDay.adding(months: terms.maximumMonths).adding(days: 1)
        let end = last.start { $0.utcDay }
        #expect(fault(consent(purpose, until: end)) == nil)
        #expect(fault(consent(purpose, until: end.adding(seconds: 1))) == .period(purpose))
        for role in terms.recipients {
            let isWritten = terms.writtenFor.contains(role)
            #expect(
                fault(consent(purpose, role: role, channel: .verbal))
                    == (isWritten ? .writing(purpose) : nil))
            #expect(fault(consent(purpose, role: role, channel: .paper)) == nil)
        }
    }

    @Test("some kinds take a purpose of their own")
    func exclusive() {
        for purpose in ConsentPurpose.allCases {
            for kind in purpose.terms.exclusiveKinds {
                #expect(fault(consent(nil, kinds: [kind, .absence])) == .onlyFor(purpose, kind))
                #expect(fault(consent(nil, .refusal, kinds: [kind])) == nil)
            }
        }
        #expect(fault(consent(nil, kinds: [.medicalAssessment])) == nil)
    }

    @Test("every fault has a rule, four sentences and a way out")
    func faults() {
        let faults =
            ConsentPurpose.allCases.flatMap { purpose -> [ConsentFault] in
                [
                    .nature(purpose), .recipient(purpose), .kinds(purpose, [.plan]),
                    .onlyFor(purpose, .exchange), .use(purpose), .regime(purpose),
                    .period(purpose), .writing(purpose), .text(purpose),
                ]
            } + [.text(nil), .moment]
        #expect(Set(faults.map(\.id)).count == faults.count)
        for fault in faults {
            #expect(fault.id.hasPrefix("consent/") && !fault.hint.isEmpty)
            for language in Language.allCases { #expect(fault.text[language].hasSuffix(".")) }
        }
    }

    @Test("an encoding says all that its nature has to say, and a channel of the list")
    func encoding() throws {
        let given = consent(.consultTreatingPhysician)
        #expect(try Consent(canonical: given.canonicalBytes) == given)
        let open = Consent(
            id: id(1), giver: id(2), nature: .refusal, role: nil, recipient: .member(id(3)),
            kinds: [], purposes: [], process: nil, from: now, until: nil, channel: .ownKey,
            evidence: "", language: .de, textVersion: "1", grants: [])
        #expect(try Consent(canonical: open.canonicalBytes) == open)
        for nature in ConsentNature.allCases where nature != .refusal {
            let other = Consent(
                id: open.id, giver: open.giver, nature: nature, role: nil,
                recipient: open.recipient, kinds: [], purposes: [.care], process: nil, from: now,
                until: nil, channel: .ownKey, evidence: "", language: .de, textVersion: "1",
                grants: [])
            #expect(throws: (any Error).self) { try Consent(canonical: other.canonicalBytes) }
        }
    }
}
