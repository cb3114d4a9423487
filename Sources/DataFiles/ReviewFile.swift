package import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog

/// The review file as it is written: the thresholds of the rules of review.
///
/// The format is docs/formats/review-file.md.
package struct ReviewFile: Sendable {
    /// The largest file in bytes: 64 KiB.
    package static let maximumSize = 1 << 16

    /// The thresholds, with the hash of the file.
    package let configuration: ReviewConfiguration
    /// The number of the revision, from 1.
    package let revision: Int

    /// Reads a review file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        guard bytes.count <= Self.maximumSize else {
            throw DataFileError(file: file, line: 0, message: "the file is longer than 64 KiB")
        }
        let root = try YAMLDocument(bytes, file: file).root
        try root.checkSizes(list: 1024)
        let mapping = try root.mapping(
            required: [
                "review", "revision", "review-days", "explanations", "emergency", "refusals",
                "breadth", "depth", "spread", "after-hours", "shielded", "ended", "volume",
                "dormant", "approvals", "log-health", "sample",
            ], optional: ["holidays"])
        _ = try mapping.required("review").integer(in: 1...1)
        revision = try mapping.required("revision").integer(in: 1...1_000_000_000)
        let refusals = try Thresholds(
            mapping, "refusals",
            ["refusals", "refusal-minutes", "subjects", "subject-minutes", "detour-hours"])
        let breadth = try Thresholds(mapping, "breadth", ["least", "factor", "days", "percentile"])
        let depth = try Thresholds(mapping, "depth", ["days", "within-days"])
        let spread = try Thresholds(mapping, "spread", ["members", "within-days"])
        let hours = try Thresholds(
            mapping, "after-hours", ["opens", "closes", "percent", "history"])
        let volume = try Thresholds(mapping, "volume", ["exports", "records", "searches"])
        let dormant = try Thresholds(mapping, "dormant", ["days", "onboarding-days"])
        configuration = ReviewConfiguration(
            hash: Digest(hashing: bytes),
            reviewDays: try mapping.required("review-days").integer(in: 1...31),
            explanations: Set(
                try mapping.required("explanations").words(
                    of: AccessFacts.Explanation.self, "explanation")),
            holidays: try Self.holidays(mapping["holidays"]),
            emergency: .init(
                windowHours: try Thresholds(mapping, "emergency", ["window-hours"])
                    .number("window-hours", 1...168)),
            deniedBurst: .init(
                refusals: try refusals.number("refusals", 2...100),
                refusalMinutes: try refusals.number("refusal-minutes", 1...1440),
                subjects: try refusals.number("subjects", 2...100),
                subjectMinutes: try refusals.number("subject-minutes", 1...1440),
                detourHours: try refusals.number("detour-hours", 1...168)),
            breadth: .init(
                least: try breadth.number("least", 1...1000),
                factor: try breadth.number("factor", 1...10),
                days: try breadth.number("days", 7...90),
                percentile: try breadth.number("percentile", 50...100)),
            depth: .init(
                days: try depth.number("days", 2...31),
                within: try depth.number("within-days", 2...90)),
            spread: .init(
                actors: try spread.number("members", 2...100),
                days: try spread.number("within-days", 1...90)),
            afterHours: .init(
                opens: try hours.number("opens", 0...23),
                closes: try hours.number("closes", 1...24),
                percent: try hours.number("percent", 1...50),
                history: try hours.number("history", 1...10_000)),
            shielded: .init(roles: try Self.roles(mapping.required("shielded"))),
            ended: .init(
                days: try Thresholds(mapping, "ended", ["days"]).number("days", 0...3650)),
            volume: .init(
                exports: try volume.number("exports", 0...10_000),
                records: try volume.number("records", 1...100_000),
                searches: try volume.number("searches", 1...100_000)),
            dormant: .init(
                days: try dormant.number("days", 1...3650),
                onboardingDays: try dormant.number("onboarding-days", 0...365)),
            approvals: .init(approvers: try Self.approvers(mapping.required("approvals"))),
            logHealth: .init(
                headHours: try Thresholds(mapping, "log-health", ["head-hours"])
                    .number("head-hours", 1...8784)),
            sampleSize: try Thresholds(mapping, "sample", ["workers"]).number("workers", 1...1000))
        guard configuration.afterHours.opens < configuration.afterHours.closes else {
            throw hours.node.error("the office closes before it opens")
        }
        guard configuration.depth.days <= configuration.depth.within else {
            throw depth.node.error("there are fewer days within than days")
        }
    }

    /// The numbers of one rule.
    private struct Thresholds {
        let node: YAMLNode
        private let mapping: YAMLMapping

        init(_ mapping: YAMLMapping, _ rule: String, _ names: [String]) throws(DataFileError) {
            node = try mapping.required(rule)
            self.mapping = try node.mapping(required: names)
        }

        func number(_ name: String, _ range: ClosedRange<Int>) throws(DataFileError) -> Int {
            try mapping.required(name).integer(in: range)
        }
    }

    private static func roles(_ node: YAMLNode) throws(DataFileError) -> Set<Role> {
        let mapping = try node.mapping(required: ["roles"])
        return Set(try mapping.required("roles").words(of: Role.self, "role"))
    }

    /// Reads how many approvers each event needs; the events that the rule is about are fixed.
    private static func approvers(
        _ node: YAMLNode
    ) throws(DataFileError) -> [LogEntry.Event: Int] {
        let events: [LogEntry.Event] = [.logUnmasked, .subjectErased, .logPruned, .policyAdopted]
        let mapping = try node.mapping(required: events.map(\.rawValue))
        var approvers: [LogEntry.Event: Int] = [:]
        for event in events {
            approvers[event] = try mapping.required(event.rawValue)
                .integer(in: 0...LogEntry.maximumApprovals)
        }
        return approvers
    }

    private static func holidays(_ node: YAMLNode?) throws(DataFileError) -> Set<CivilDate> {
        guard let node else { return [] }
        var days: Set<CivilDate> = []
        for element in try node.list() {
            guard try days.insert(element.date()).inserted else {
                throw element.error("the day stands twice")
            }
        }
        return days
    }
}
