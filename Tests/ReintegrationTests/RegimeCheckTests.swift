internal import Records
internal import Reintegration
internal import Testing

@Suite("What makes a regime") struct RegimeCheckTests {
    /// The parts of the shipped regime, changed.
    private func fault(_ change: (inout Regime.Parts) throws -> Void) throws -> RegimeError? {
        let regime = try Shipped.be2022()
        var parts = Regime.Parts(
            name: regime.name, revision: regime.revision, title: regime.title,
            applies: regime.applies, relations: regime.relations, options: regime.options,
            states: regime.states, steps: regime.steps, deadlines: regime.deadlines,
            lapses: regime.lapses)
        try change(&parts)
        do throws(RegimeError) {
            _ = try Regime(parts)
            return nil
        } catch {
            return error
        }
    }

    private let label = LocalizedText(nl: "x", fr: "x", de: "x", en: "x")
    private let reference = LegalReference(rule: "R22-00", article: "–", source: "test")

    private func step(
        _ name: StepName, from: Set<StateName>, to target: StateName?,
        by roles: [Role] = [.worker], writing kinds: [SectionKind] = [],
        guards: [StepGuard] = [], starts: [DeadlineName] = []
    ) -> ProcessStep {
        ProcessStep(
            name: name, label: label, reference: reference, from: from,
            effect: .moves(to: target), by: roles,
            artefacts: kinds.map { Artefact(kind: $0, form: "x", isRequired: true) },
            guards: guards.map { GuardRule(condition: $0, reference: reference) },
            starts: starts)
    }

    @Test("the shipped regime is one")
    func shipped() throws {
        #expect(try fault { _ in } == nil)
        #expect(try Shipped.be2022().steps.count == 69)
    }

    @Test("a label without one of its languages is refused")
    func labels() throws {
        #expect(
            try fault {
                $0.title = LocalizedText(nl: "x", fr: "x", de: " ", en: "x")
            }?.code == .emptyLabel)
    }

    @Test("a name that stands twice is refused")
    func duplicates() throws {
        let error = try fault { $0.steps.append($0.steps[0]) }
        #expect(error == RegimeError(code: .duplicateName, part: "signal-four-weeks"))
    }

    @Test("a state, step or deadline that nobody declares is refused")
    func unknown() throws {
        for change in [
            step("x", from: ["nowhere"], to: nil), step("x", from: ["requested"], to: "nowhere"),
            step("x", from: ["requested"], to: nil, guards: [.noEarlier("nowhere")]),
            step("x", from: ["requested"], to: nil, guards: [.termPassed("nowhere")]),
            step("x", from: ["requested"], to: nil, starts: ["nowhere"]),
        ] {
            #expect(
                try fault { $0.steps.append(change) }
                    == RegimeError(code: .unknownName, part: "nowhere"))
        }
    }

    @Test("a terminal state that is left, and an initial one that is entered, are refused")
    func direction() throws {
        #expect(
            try fault { $0.steps.append(step("x", from: ["withdrawn"], to: nil)) }?.code
                == .wrongDirection)
        #expect(
            try fault { $0.steps.append(step("x", from: ["requested"], to: "absent")) }?.code
                == .wrongDirection)
    }

    @Test("a state that cannot be reached, or left, is refused")
    func deadEnds() throws {
        let island = ProcessState(name: "island", label: label, kind: .open, phase: .plan)
        #expect(
            try fault { $0.states.append(island) }
                == RegimeError(code: .unreachableState, part: "island"))
        #expect(
            try fault {
                $0.states.append(island)
                $0.steps.append(step("x", from: ["requested"], to: "island"))
            } == RegimeError(code: .deadEnd, part: "island"))
    }

    @Test("a state that all see depends on no step that some may not know")
    func confidentialSteps() throws {
        let error = try fault { parts in
            let index = try #require(parts.steps.firstIndex { $0.name == "invite" })
            let invite = parts.steps[index]
            parts.steps[index] = ProcessStep(
                name: invite.name, label: invite.label, reference: invite.reference,
                from: invite.from, effect: invite.effect, by: invite.by, isConfidential: true,
                required: invite.required, optional: invite.optional,
                artefacts: invite.artefacts, guards: invite.guards, starts: invite.starts,
                notifies: invite.notifies)
        }
        #expect(error?.code == .confidentialStep)
    }

    @Test("there is one initial state")
    func initial() throws {
        #expect(
            try fault {
                $0.states.append(
                    ProcessState(name: "x", label: label, kind: .initial, phase: .intake))
            }?.code == .initialState)
    }

    @Test("a step without an actor, or with one without a relation, is refused")
    func actors() throws {
        #expect(
            try fault { $0.steps.append(step("x", from: ["requested"], to: nil, by: [])) }?.code
                == .noActor)
        #expect(
            try fault {
                $0.steps.append(step("x", from: ["requested"], to: nil, by: [.committee]))
            }?.code == .noActor)
    }

    @Test(
        "no file can give a decision, plan, answer or ruling to another",
        arguments: [
            (SectionKind.assessmentForm, Role.employer), (.plan, .occupationalPhysician),
            (.motivatedReport, .worker), (.planAnswer, .employer), (.appealRuling, .employer),
            (.appealLetter, .employer), (.resumptionDecision, .occupationalPhysician),
            (.medicalAssessment, .nurse),
        ])
    func writers(kind: SectionKind, role: Role) throws {
        #expect(
            try fault {
                $0.steps.append(
                    step("x", from: ["requested"], to: nil, by: [role], writing: [kind]))
            } == RegimeError(code: .wrongActor, part: "x"))
    }

    @Test("a deadline without a rule for one of its readings is refused")
    func deadlines() throws {
        #expect(
            try fault {
                $0.deadlines.removeAll { $0.onlyWith?.choice == "second-day-after" }
            } == RegimeError(code: .ambiguousDeadline, part: "assessment"))
        #expect(
            try fault { parts in
                let restart = try #require(parts.deadlines.first { $0.name == "restart" })
                parts.deadlines.append(restart)
            } == RegimeError(code: .ambiguousDeadline, part: "restart"))
    }

    @Test("an option with one reading, or without its standard, is refused")
    func options() throws {
        #expect(
            try fault { parts in
                let option = parts.options[1]
                parts.options[1] = ProcessOption(
                    name: option.name, label: option.label, choices: [option.choices[0]],
                    standard: option.standard)
            }?.code == .malformedOption)
        #expect(
            try fault { parts in
                let option = parts.options[1]
                parts.options[1] = ProcessOption(
                    name: option.name, label: option.label, choices: option.choices, standard: "x")
            }?.code == .malformedOption)
    }

    @Test("a range of dates that is empty is refused")
    func range() throws {
        #expect(
            try fault {
                $0.applies = RegimeApplicability(
                    jurisdiction: .belgium, procedure: .reintegration,
                    requestedFrom: "2022-10-01", requestedBefore: "2022-10-01",
                    takesOverUndecidedOn: nil, incapacityFrom: nil, reference: reference)
            }?.code == .malformedRange)
    }

    @Test("every step produces sections whose forms are shipped")
    func forms() throws {
        let forms = Dictionary(uniqueKeysWithValues: try Shipped.forms().map { ($0.name, $0) })
        for step in try Shipped.be2022().steps {
            for artefact in step.artefacts {
                let form = try #require(forms[artefact.form], "\(artefact.form)")
                #expect(form.kind == artefact.kind)
            }
        }
    }

    @Test("every guard that asks for a parameter stands on a step that takes it")
    func guardParameters() throws {
        for step in try Shipped.be2022().steps {
            let taken = step.required + step.optional
            for rule in step.guards {
                let asked: [StepParameter] =
                    switch rule.condition {
                    case .certificateHandedOver: [.certificateHandedOver]
                    case .numberedInOrder: [.invitationNumber]
                    case .registeredLetters: [.letterToEmployer, .letterToInspector]
                    case .measureChosen: [.measures]
                    case .validityPeriodGiven: [.validFrom, .validUntil]
                    case .reasonsGiven: [.reasonsGiven]
                    case .impossibilityArgued: [.reportGround, .possibilitiesConsidered]
                    case .consentRecorded, .workerRequestRecorded: [.consent]
                    default: []
                    }
                #expect(asked.allSatisfy(taken.contains), "\(step.name)")
            }
        }
    }

    @Test("every deadline is started, and a receipt that it counts from can be recorded")
    func deadlinesStart() throws {
        let regime = try Shipped.be2022()
        for rule in regime.deadlines {
            let starting = regime.steps.filter { $0.starts.contains(rule.name) }
            #expect(!starting.isEmpty, "\(rule.name)")
            guard case .receipt(let parameter, let recorder) = rule.anchor else { continue }
            let recording = starting + [recorder].compactMap { $0.flatMap(regime.step) }
            for step in recording {
                #expect((step.required + step.optional).contains(parameter), "\(step.name)")
            }
        }
    }

    @Test("a form names only steps that its section goes with, and each by one value of a field")
    func formSteps() throws {
        let regimes = try Shipped.allRegimes()
        for form in try Shipped.forms() {
            let steps = regimes.flatMap(\.steps)
                .filter { $0.artefacts.contains { $0.form == form.name } }
            for field in form.fields {
                for name in field.choices.flatMap(\.steps) {
                    #expect(steps.contains { $0.name == name }, "\(form.name): \(name)")
                }
            }
        }
        let decision = try Shipped.form("assessment-form").fields.first { $0.name == "decision" }
        #expect(decision?.choices.map(\.steps) == [["decide-a"], ["decide-b"], ["decide-c"]])
    }

    @Test("every parameter that a form answers is one of a step that its section goes with")
    func formParameters() throws {
        let regimes = try Shipped.allRegimes()
        for form in try Shipped.forms() {
            let steps = regimes.flatMap(\.steps)
                .filter { $0.artefacts.contains { $0.form == form.name } }
            let taken = Set(steps.flatMap { $0.required + $0.optional })
            for field in form.fields.flatMap({ [$0] + $0.entryFields }) {
                guard let parameter = field.parameter else { continue }
                #expect(taken.contains(parameter), "\(form.name): \(field.name)")
            }
        }
    }
}
