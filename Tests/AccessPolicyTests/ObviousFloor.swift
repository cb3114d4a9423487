import AccessPolicy
import Records

/// The floor of medical secrecy once more, written from its fourteen sentences without a look at
/// the compiled one: lists of words, one question after the other, no thought for speed.
///
/// It says what must never be permitted. Where the sentences leave room the compiled floor may
/// refuse more, never less.
enum ObviousFloor {
    /// The kinds that are no secret.
    ///
    /// Whatever is not named here is secret, a kind that is added later included.
    static let openKinds = [
        "coaching-employer", "coaching-joint", "assessment-form", "appeal-ruling",
        "work-potential-result", "workplace-report", "problem-analysis", "current-opinion",
        "expert-opinion", "plan", "plan-answer", "resumption-decision", "action-plan",
        "first-year-evaluation", "final-evaluation", "motivated-report", "worker-view",
        "second-track-report", "identity", "absence", "certificate", "contact-log", "request",
        "invitation", "appeal-letter", "employer-consultation", "agreements", "checklist",
        "control-finding", "progress-talk", "absence-notice", "team-text", "worker-statement",
        "health-assessment",
    ]
    static let employerSide = [
        "employer", "hr", "line-manager", "case-manager", "social-secretariat", "other-employer",
        "committee",
    ]
    static let workerSide = ["worker", "legal-representative"]
    static let controlKinds = ["identity", "absence", "contact-log", "control-finding"]
    /// Who has a section as an own task: role, relation, kind, and whether only the own one.
    static let ownTasks = [
        ("psychosocial-adviser", "assigned", "psychosocial-own", false),
        ("psychosocial-adviser", "assigned", "psychosocial-third", false),
        ("advising-physician", "assigned", "fund-certificate", false),
        ("advising-physician", "assigned", "fund-assessment", false),
        ("insurance-physician", "assigned", "medical-information", false),
        ("occupational-physician", "assigned", "medical-notes", true),
        ("occupational-physician", "assigned", "medical-information", true),
        ("treating-physician", "care", "fund-certificate", true),
        ("treating-physician", "care", "fund-assessment", true),
        ("treating-physician", "care", "incapacity-certificate", true),
        ("physician-inspector", "competent", "appeal-medical-report", true),
        ("counsellor", "mandated", "assistance-record", true),
        ("union-delegate", "mandated", "assistance-record", true),
        ("social-service", "mandated", "assistance-record", true),
    ]

    static func isSecret(_ kind: SectionKind) -> Bool { !openKinds.contains(kind.rawValue) }

    /// The sentences that a permit of this state with these duties would break.
    static func broken(by state: AccessState, duties: Set<String>) -> [String] {
        let role = state.role.rawValue
        let action = state.action.rawValue
        let kind = state.kind.rawValue
        let relation = state.relation.rawValue
        let isSecret = isSecret(state.kind)
        let isOwn = state.authorship.rawValue == "own"
        let isDeclared = state.glass.rawValue == "declared"
        let isForEmergency = state.purpose.rawValue == "emergency"
        let takesContent = ["read", "disclose", "search", "export", "count"].contains(action)
        var broken: [String] = []

        // F1: employer side × secret: nothing, whatever consent, purpose or emergency.
        if employerSide.contains(role), isSecret { broken.append("F1") }

        // F2: only the worker or a legal representative gives or withdraws consent; a physician may
        // record a worker's consent with evidence, and the worker is told.
        if action == "manage-consent", !workerSide.contains(role) { broken.append("F2") }
        if action == "record-consent" {
            let isTold = duties.contains("reason") && duties.contains("notify-worker")
            if role != "occupational-physician" || relation != "assigned" || !isTold {
                broken.append("F2")
            }
        }

        // F3: relation lapsed: nothing. Relation none: nothing but a declared emergency.
        if relation == "lapsed" { broken.append("F3") }
        if relation == "none", !(isDeclared && isForEmergency) { broken.append("F3") }

        // F4: control physician: identity, absence, contact log and the own finding.
        if role == "control-physician" {
            if !controlKinds.contains(kind) { broken.append("F4") }
            if kind == "control-finding", !isOwn { broken.append("F4") }
        }

        // F5: notes: their author and the worker.
        if kind == "medical-notes", role != "worker" {
            if !isOwn || !["read", "write"].contains(action) { broken.append("F5") }
        }

        // F6: secret beyond worker, assigned occupational physician and nurse: active consent.
        if isSecret, takesContent {
            let isCare =
                ["occupational-physician", "nurse"].contains(role) && relation == "assigned"
            let isAppeal =
                role == "physician-inspector" && relation == "competent"
                && state.phase.rawValue == "appeal" && state.purpose.rawValue == "appeal"
            let isFirstYear =
                kind == "exchange" && state.consent.rawValue == "statutory"
                && state.purpose.rawValue == "reintegration"
            let isTask = ownTasks.contains { task in
                task.0 == role && task.1 == relation && task.2 == kind && (isOwn || !task.3)
            }
            let isEmergency = isDeclared && isForEmergency
            let isConsented = state.consent.rawValue == "active"
            if role != "worker", !isCare, !isAppeal, !isFirstYear, !isTask, !isEmergency,
                !isConsented
            {
                broken.append("F6")
            }
        }

        // F7: only the assigned occupational physician writes or releases the assessment form, and
        // releasing it runs the text guard.
        if kind == "assessment-form", action == "write" || action == "release" {
            if role != "occupational-physician" || relation != "assigned" { broken.append("F7") }
            if action == "release", !duties.contains("text-guard") { broken.append("F7") }
        }

        // F8: auditor, DPO, key custodian, operator: no content; lay inspector: no secret content.
        if ["auditor", "data-protection-officer", "key-custodian", "operator"].contains(role) {
            broken.append("F8")
        }
        if role == "inspector", isSecret { broken.append("F8") }

        // F9: emergency: read only, occupational physician and nurse only, reason, worker told,
        // reviewed by another person, expires.
        if isDeclared || isForEmergency {
            let wanted: Set<String> = ["reason", "notify-worker", "review", "expire"]
            if !isDeclared || !isForEmergency || action != "read"
                || !["occupational-physician", "nurse"].contains(role)
                || !wanted.isSubset(of: duties)
            {
                broken.append("F9")
            }
        }

        // F10: every permit logs.
        if !duties.contains("log") { broken.append("F10") }

        // F11, as far as one state shows it: towards the own dossier only the role worker. (Between
        // persons it is the table's, and F12 is the delegation's: neither is in a state.)
        if relation == "self", role != "worker" { broken.append("F11") }
        if role == "worker", relation != "self" { broken.append("F11") }

        // F13: the worker always reads the own dossier, but for third parties in the psychosocial
        // file and coaching-employer. (That it is always is asked of the whole policy.)
        if workerSide.contains(role), ["psychosocial-third", "coaching-employer"].contains(kind) {
            broken.append("F13")
        }

        // F14: professional roles under purpose absence-control reach F4's sections only.
        if state.purpose.rawValue == "absence-control", !workerSide.contains(role),
            !controlKinds.contains(kind)
        {
            broken.append("F14")
        }
        return broken
    }

    /// What F13 gives the worker: every one of these states must be permitted.
    static func workersStates() -> [AccessState] {
        var states: [AccessState] = []
        for kind in SectionKind.allCases
        where !["psychosocial-third", "coaching-employer"].contains(kind.rawValue) {
            for consent in ConsentVerdict.allCases {
                for phase in Phase.allCases {
                    for authorship in Authorship.allCases {
                        states.append(
                            AccessState(
                                role: .worker, action: .read, kind: kind, purpose: .ownFile,
                                relation: .`self`, consent: consent, phase: phase,
                                authorship: authorship))
                    }
                }
            }
        }
        return states
    }
}
