import Foundation

/// What commands print with `--json`, as far as tests look at it.
enum Shown {
    /// A deadline.
    struct Deadline: Decodable, Hashable {
        let deadline: String
        let due: String
        let isOverdue: Bool
        let isPaused: Bool
        let who: [String]
        let article: String
        let rule: String
    }

    /// A section, by its newest version.
    struct Section: Decodable, Hashable {
        let section: String
        let kind: String
        let version: Int
        let manifest: String
    }

    /// What `kluis dossier show` prints.
    struct Dossier: Decodable {
        let state: String
        let phase: String
        let deadlines: [Deadline]
        let sections: [Section]
        let consents: [Consent]
    }

    /// A consent.
    struct Consent: Decodable, Hashable {
        let consent: String
        let short: String
        let isRefusal: Bool
        let nature: String
        let role: String?
        let channel: String
        let evidence: String
        let withdrawn: String?
    }

    /// What `kluis history` prints.
    struct History: Decodable {
        struct Step: Decodable, Hashable {
            let event: String
            let step: String
            let occurredOn: String
            let role: String
            let hasEffect: Bool
        }
        let steps: [Step]
    }

    /// What `kluis do` prints.
    struct Taken: Decodable {
        let step: String
        let state: String
        let logEntries: [Int]
        let deadlines: [Deadline]
        let sections: [Section]
    }

    /// What `kluis next` prints.
    struct Next: Decodable {
        struct Readers: Decodable {
            let section: String
            let roles: [String]
        }
        struct Step: Decodable {
            let step: String
            let isPossibleNow: Bool
            let possibleFrom: String?
            let needs: [String]
            let mayBeRefusedBy: [String]
            let readWithConsent: [Readers]
            let deadline: Deadline?
            let rule: String
            let article: String
        }
        let state: String
        let steps: [Step]

        func step(_ name: String) -> Step? { steps.first { $0.step == name } }
    }

    /// What `kluis status` prints.
    struct Status: Decodable {
        struct Notice: Decodable, Hashable {
            let reason: String
            let dossier: String?
            let kind: String?
            let step: String
            let role: String?
        }
        let notices: [Notice]
        let overdue: Int
    }

    /// What `kluis log mine` prints.
    struct OwnLog: Decodable {
        struct Entry: Decodable {
            let index: Int
            let event: String
            let outcome: String
            let reason: String
            let who: String
            let text: String?
        }
        let entries: [Entry]
    }

    /// What `kluis log list` prints.
    struct AuditRows: Decodable {
        struct Row: Decodable {
            let index: Int
            let leafHash: String
            let line: String
        }
        let rows: [Row]
    }

    /// What a leaf says in clear.
    struct Leaf: Decodable {
        let ev: String
        let res: String
        let why: String
        let role: String?
    }

    /// What `kluis inspect list` prints.
    struct Inspected: Decodable {
        struct Dossier: Decodable {
            struct Section: Decodable { let kind: String }
            let number: String
            let sections: [Section]
        }
        let dossiers: [Dossier]
    }

    /// A failure, on standard error.
    struct Failure: Decodable {
        struct Content: Decodable {
            let message: String
            let hints: [String]
            let rules: [String]
            let logEntry: Int?
            let exitStatus: Int
        }
        let error: Content
    }
}
