/// A step of the process as somebody takes it, or tries to.
struct Step {
    /// Who, as ``World/acting(_:)`` takes it.
    var who: String
    /// The step.
    var name: String
    /// The filled-in forms, by the form's name.
    var forms: [(name: String, text: String)] = []
    /// What it says beside, as `--set` takes it.
    var settings: [String] = []
    /// Further options.
    var options: [String] = []

    init(
        _ who: String, _ name: String, _ forms: (name: String, text: String)...,
        set settings: [String] = [], options: [String] = []
    ) {
        self.who = who
        self.name = name
        self.forms = forms
        self.settings = settings
        self.options = options
    }

    /// The same step, tried by somebody else.
    func by(_ who: String) -> Self {
        var step = self
        step.who = who
        return step
    }
}

extension Step {
    static func request() -> Self {
        Self("wim", "request-by-worker", ("request", Forms.request()))
    }

    static func invitation(_ number: Int, sentOn day: String) -> Self {
        Self(
            "els", "invite", ("invitation", Forms.invitation(number, sentOn: day)),
            set: ["invitation-number=\(number)"])
    }

    /// The decision, which worker and employer receive on one day.
    static func decision(_ decision: String, receivedOn day: String = "2024-03-04") -> Self {
        Self(
            "els", "decide-\(decision)", ("assessment-form", Forms.assessmentForm(decision)),
            set: ["received-by-worker=\(day)", "received-by-employer=\(day)"])
    }

    /// The appeal with both registered letters.
    static func appeal(sentOn day: String) -> Self {
        // What was handed in at the post, by its hash.
        let proof = String(repeating: "5e", count: 32)
        return Self(
            "wim", "appeal", ("appeal-letter", Forms.appealLetter(sentOn: day)),
            set: ["letter-to-employer=\(proof)", "letter-to-inspector=\(proof)"])
    }

    static func ruling(_ step: String, _ ruling: String) -> Self {
        Self(
            "paula", step, ("appeal-medical-report", Forms.appealReport),
            ("appeal-ruling", Forms.ruling(ruling)))
    }

    static func answer(_ answer: String, reasons: String? = nil) -> Self {
        Self("wim", answer, ("plan-answer", Forms.planAnswer(answer, reasons: reasons)))
    }

    static func concertation() -> Self { Self("hans", "hold-concertation") }

    static func plan(_ decision: String) -> Self {
        Self("hans", "deliver-plan", ("plan", Forms.plan(decision)))
    }

    static func report(seriouslyConsidered: Bool = true) -> Self {
        Self(
            "hans", "deliver-motivated-report",
            (
                "motivated-report",
                Forms.motivatedReport(seriouslyConsidered: seriouslyConsidered)
            ))
    }
}
