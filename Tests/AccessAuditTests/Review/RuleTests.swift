import AccessAudit
import Records
import Testing
import TransparencyLog

@Suite("Rules of the review") struct RuleTests {
    typealias Facts = AccessFacts.Explanation

    @Test("1: an access that nothing explains is an alert, one of each explanation is not")
    func unexplained() {
        var log = ReviewScenario()
        let alone = log.add("2026-03-02 10:00")
        let again = log.add("2026-03-02 11:00", .sectionWritten)
        for explanation in Facts.allCases {
            log.add("2026-03-02 12:00", facts: ReviewScenario.facts([explanation]))
        }
        let nextDay = log.add("2026-03-03 10:00")
        #expect(log.alerts(.unexplained) == [[alone, again], [nextDay]])
    }

    @Test(
        "1: what is refused, failed, a duty of the vault, or an emergency is not unexplained access"
    )
    func notUnexplained() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", outcome: .denied)
        log.add("2026-03-02 10:01", outcome: .failed, reason: .storage)
        log.add("2026-03-02 10:02", reason: .duty)
        log.add("2026-03-02 10:03", isEmergency: true)
        log.add("2026-03-02 10:04", .searched, about: nil)
        #expect(log.alerts(.unexplained).isEmpty)
    }

    @Test("1: an explanation that the file does not name explains nothing")
    func narrowedExplanations() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", facts: ReviewScenario.facts([.contact]))
        #expect(log.alerts(.unexplained).isEmpty)
        #expect(log.alerts(.unexplained, .onlyAssignment) == [[0]])
    }

    @Test("2: every use of the emergency procedure is an alert, with what is done in its window")
    func emergency() {
        var log = ReviewScenario()
        let first = log.add(
            "2026-03-02 10:00", isEmergency: true, facts: ReviewScenario.facts([.task]))
        let second = log.add("2026-03-03 10:00", isEmergency: true)
        let other = log.add("2026-03-03 10:01", isEmergency: true)
        #expect(log.alerts(.emergency) == [[first, second], [other]])
    }

    @Test("2: after the window of a declared emergency each access is an alert of its own")
    func lateEmergency() {
        var log = ReviewScenario()
        let declared = log.add("2026-03-02 10:00", .emergencyDeclared)
        let inside = log.add("2026-03-03 10:00", isEmergency: true)
        let outside = log.add("2026-03-03 10:01", isEmergency: true)
        let again = log.add("2026-03-03 10:02", .emergencyDeclared)
        #expect(log.alerts(.emergency) == [[declared, inside], [outside], [again]])
        let late = log.result().alerts[1].sentence.en
        #expect(late.contains("more than 24 hours after"))
    }

    @Test("2: a refused emergency is none")
    func refusedEmergency() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", outcome: .denied, isEmergency: true)
        #expect(log.alerts(.emergency).isEmpty)
    }

    @Test("3: five refusals in ten minutes are a burst, four are not", arguments: [4, 5, 7])
    func burst(count: Int) {
        var log = ReviewScenario()
        for minute in 0..<count { log.add("2026-03-02 10:0\(minute)", outcome: .denied) }
        let all = (0..<UInt64(count)).map(\.self)
        #expect(log.alerts(.deniedBurst) == (count < 5 ? [] : [all]))
    }

    @Test("3: five refusals in eleven minutes are no burst")
    func slowRefusals() {
        var log = ReviewScenario()
        for minute in ["00", "03", "06", "09", "11"] {
            log.add("2026-03-02 10:\(minute)", outcome: .denied)
        }
        #expect(log.alerts(.deniedBurst).isEmpty)
    }

    @Test("3: refusals at three workers in an hour are a burst, at two or slower are not")
    func refusedSpread() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", about: 1, outcome: .denied)
        log.add("2026-03-02 10:30", about: 2, outcome: .denied)
        log.add("2026-03-02 11:01", about: 3, outcome: .denied)
        #expect(log.alerts(.deniedBurst).isEmpty)
        log.add("2026-03-02 11:20", about: 1, outcome: .denied)
        #expect(log.alerts(.deniedBurst) == [[1, 2, 3]])
    }

    @Test("3: an access by another role after a refusal is an alert, unless it is explained")
    func detour() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", role: .hr, outcome: .denied)
        log.add("2026-03-03 09:00", role: .coach, facts: ReviewScenario.facts([.consent]))
        #expect(log.alerts(.deniedBurst).isEmpty)
        log.add("2026-03-03 10:00", role: .coach)
        #expect(log.alerts(.deniedBurst) == [[0, 2]])
    }

    @Test("3: by the same path, after a day, or at another worker it is no detour")
    func noDetour() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", role: .hr, outcome: .denied)
        log.add("2026-03-02 10:05", role: .hr)
        log.add("2026-03-02 10:06", about: 2, role: .coach)
        log.add("2026-03-03 10:01", role: .coach)
        #expect(log.alerts(.deniedBurst).isEmpty)
    }

    @Test("4: the eleventh worker in a day is one too many", arguments: [10, 11])
    func breadth(workers: Int) {
        var log = ReviewScenario()
        for worker in 0..<workers {
            log.add(
                "2026-03-02 10:\(10 + worker)", about: worker, facts: ReviewScenario.facts([.task]))
        }
        #expect(log.alerts(.breadth).map(\.count) == (workers > 10 ? [11] : []))
    }

    @Test("4: who always sees many is measured by the own days", arguments: [15, 16])
    func ownMedian(workers: Int) {
        var log = ReviewScenario()
        for day in 1...9 {
            for worker in 0..<5 { log.add("2026-03-0\(day) 10:0\(worker)", about: worker) }
        }
        for worker in 0..<workers { log.add("2026-03-10 10:\(10 + worker)", about: worker) }
        #expect(log.alerts(.breadth).map(\.count) == (workers > 15 ? [16] : []))
    }

    @Test("4: within what the role usually sees nobody stands out")
    func rolePercentile() {
        var log = ReviewScenario()
        for day in 1...9 {
            for worker in 0..<20 {
                log.add("2026-03-0\(day) 10:\(10 + worker)", who: 2, about: worker)
            }
        }
        for worker in 0..<20 { log.add("2026-03-10 10:\(10 + worker)", who: 3, about: worker) }
        #expect(log.alerts(.breadth) == [(0..<20).map(\.self)], "only the role's very first day")
        for worker in 0..<21 { log.add("2026-03-11 10:\(10 + worker)", who: 4, about: worker) }
        #expect(log.alerts(.breadth).map(\.count) == [20, 21])
    }

    @Test("4: what the vault does by itself is not counted")
    func duty() {
        var log = ReviewScenario()
        for worker in 0..<30 {
            log.add("2026-03-02 10:\(10 + worker)", about: worker, reason: .duty)
        }
        #expect(log.alerts(.breadth).isEmpty)
    }

    @Test("5: the fifth unexplained day in thirty is one too many")
    func depth() {
        var log = ReviewScenario()
        for day in ["01", "08", "15", "22"] { log.add("2026-03-\(day) 10:00") }
        log.add("2026-03-22 11:00")
        log.add("2026-03-29 10:00", facts: ReviewScenario.facts([.assignment]))
        #expect(log.alerts(.depth).isEmpty)
        log.add("2026-03-30 10:00")
        #expect(log.alerts(.depth) == [[0, 1, 2, 3, 6]])
        log.add("2026-03-31 10:00")
        #expect(log.alerts(.depth) == [[0, 1, 2, 3, 6, 7]])
    }

    @Test("5: five days in thirty-one are not too many")
    func slowDepth() {
        var log = ReviewScenario()
        for day in ["01", "08", "15", "22", "31"] { log.add("2026-03-\(day) 10:00") }
        #expect(log.alerts(.depth).isEmpty)
    }

    @Test("6: the fourth unexplained member in a week is one too many")
    func spread() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", who: 1)
        log.add("2026-03-03 10:00", who: 2)
        log.add("2026-03-04 10:00", who: 3)
        log.add("2026-03-05 10:00", who: 4, facts: ReviewScenario.facts([.task]))
        log.add("2026-03-05 11:00", who: 3)
        log.add("2026-03-09 10:00", who: 5)
        #expect(log.alerts(.spread).isEmpty, "the first was seven days before")
        log.add("2026-03-09 11:00", who: 6)
        #expect(log.alerts(.spread) == [[1, 4, 5, 6]])
        log.add("2026-03-09 12:00", who: 7)
        #expect(log.alerts(.spread) == [[1, 4, 5, 6, 7]])
    }

    @Test(
        "7: before there is a habit, office hours decide",
        arguments: [
            ("2026-03-02 06:59", true), ("2026-03-02 07:00", false), ("2026-03-02 19:59", false),
            ("2026-03-02 20:00", true), ("2026-03-07 10:00", true), ("2026-05-01 10:00", true),
        ])
    func officeHours(time: String, isAlert: Bool) {
        var log = ReviewScenario()
        log.add(time)
        #expect(log.alerts(.afterHours) == (isAlert ? [[0]] : []))
        var explained = ReviewScenario()
        explained.add(time, facts: ReviewScenario.facts([.task]))
        #expect(explained.alerts(.afterHours).isEmpty)
    }

    @Test("7: who works nights is not unusual at night, and is by day")
    func nightShift() {
        var log = ReviewScenario()
        for day in 2...6 {
            for minute in 10..<20 {
                let task = ReviewScenario.facts([.task])
                log.add("2026-03-0\(day) 00:\(minute)", role: .nurse, facts: task)
                log.add("2026-03-0\(day) 23:\(minute)", role: .nurse, facts: task)
            }
        }
        log.add("2026-03-09 00:10", role: .nurse)
        #expect(log.alerts(.afterHours).isEmpty)
        let noon = log.add("2026-03-10 12:00", role: .nurse)
        #expect(log.alerts(.afterHours) == [[noon]])
    }

    @Test("7: an hour that is usual for the role is not unusual for a newcomer")
    func newcomer() {
        var log = ReviewScenario()
        for minute in 10..<50 {
            log.add(
                "2026-03-02 22:\(minute)", role: .nurse, facts: ReviewScenario.facts([.task]))
        }
        log.add("2026-03-03 22:00", who: 2, role: .nurse)
        #expect(log.alerts(.afterHours).isEmpty)
    }

    @Test("8: the own dossier by another role, the household, and an unexplained colleague")
    func closeRelation() {
        var log = ReviewScenario()
        let own = ReviewScenario.facts([.own], matches: [.same])
        log.add("2026-03-02 10:00", role: .worker, facts: own)
        let other = log.add("2026-03-02 10:01", role: .nurse, facts: own)
        let home = log.add(
            "2026-03-02 10:02", about: 2,
            facts: ReviewScenario.facts([.assignment], matches: [.household]))
        let colleague = log.add(
            "2026-03-02 10:03", about: 3, facts: ReviewScenario.facts(matches: [.coworker]))
        log.add(
            "2026-03-02 10:04", about: 4, role: .hr,
            facts: ReviewScenario.facts([.assignment], matches: [.coworker]))
        log.add(
            "2026-03-02 10:05", about: 5, role: .legalRepresentative,
            facts: ReviewScenario.facts([.consent], matches: [.household]))
        #expect(log.alerts(.closeRelation) == [[other], [home], [colleague]])
    }

    @Test(
        "9: a shielded dossier: every access of a role that is not listed, others when unexplained")
    func shielded() {
        var log = ReviewScenario()
        let task = ReviewScenario.facts([.task], isShielded: true)
        log.add("2026-03-02 10:00", role: .nurse, facts: task)
        log.add("2026-03-02 10:01", role: .coach, facts: ReviewScenario.facts([.task]))
        let coach = log.add("2026-03-02 10:02", role: .coach, facts: task)
        let nurse = log.add(
            "2026-03-02 10:03", who: 2, role: .nurse, facts: ReviewScenario.facts(isShielded: true))
        #expect(log.alerts(.shielded) == [[coach], [nurse]])
    }

    @Test("10: medical content for a role that may never have it is a defect, explained or not")
    func categoryMismatch() {
        for role in Role.allCases {
            var log = ReviewScenario()
            log.add("2026-03-02 10:00", role: role, facts: ReviewScenario.facts([.consent]))
            log.add("2026-03-02 10:01", role: role, outcome: .denied)
            log.add("2026-03-02 10:02", role: role, category: .functional)
            let isShutOut: Set<Role> = [
                .employer, .hr, .lineManager, .inspector, .auditor, .dataProtectionOfficer,
                .keyCustodian, .operator, .registrar, .policyApprover, .caseManager,
                .socialSecretariat, .otherEmployer, .committee, .medicalSecretary,
                .headOfMedicalDepartment,
            ]
            #expect(log.alerts(.categoryMismatch) == (isShutOut.contains(role) ? [[0]] : []))
        }
    }

    @Test(
        "11: an access thirty days after the end is late, unless it is the worker's or under a hold"
    )
    func ended() {
        var log = ReviewScenario()
        let late = ReviewScenario.facts([.author], daysSinceEnd: 30)
        log.add("2026-03-02 10:00", facts: ReviewScenario.facts([.author], daysSinceEnd: 29))
        log.add("2026-03-02 10:01", role: .worker, facts: late)
        let found = log.add("2026-03-02 10:02", facts: late)
        log.add("2026-03-03 10:00", .holdPlaced)
        log.add("2026-03-03 10:01", facts: late)
        log.add("2026-03-04 10:00", .holdLifted)
        let after = log.add("2026-03-04 10:01", facts: late)
        #expect(log.alerts(.ended) == [[found], [after]])
    }

    @Test("11: whoever gets at an erased worker is an alert")
    func erased() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", .subjectErased, who: 9, approvals: [7, 8])
        log.add("2026-03-02 10:01", outcome: .denied, reason: .erased)
        let found = log.add("2026-03-02 10:02", facts: ReviewScenario.facts([.assignment]))
        #expect(log.alerts(.ended) == [[found]])
    }

    @Test("12: the fourth export in a day is one too many; approved ones do not count")
    func exports() {
        var log = ReviewScenario()
        log.add("2026-03-02 09:00", .sectionExported, approvals: [7, 8])
        log.add("2026-03-02 10:00", .sectionExported)
        log.add("2026-03-02 10:01", .sectionPrinted)
        log.add("2026-03-02 10:02", .logExported, about: nil)
        log.add("2026-03-03 10:02", .sectionExported)
        #expect(log.alerts(.volume).isEmpty)
        log.add("2026-03-03 10:03", .sectionExported)
        log.add("2026-03-03 10:04", .sectionExported)
        log.add("2026-03-03 10:05", .sectionExported)
        #expect(log.alerts(.volume) == [[4, 5, 6, 7]])
    }

    @Test(
        "12: records and searches have limits of their own",
        arguments: [
            (LogEntry.Event.sectionRead, 500), (.searched, 60),
        ])
    func volume(event: LogEntry.Event, limit: Int) {
        var log = ReviewScenario()
        for _ in 0..<limit {
            log.add("2026-03-02 10:00", event, facts: ReviewScenario.facts([.task]))
        }
        #expect(log.alerts(.volume).isEmpty)
        log.add("2026-03-02 10:01", event, facts: ReviewScenario.facts([.task]))
        let found = log.result().alerts.filter { $0.rule == .volume }
        #expect(found.map(\.count) == [limit + 1])
        #expect(found.first?.evidence.count == min(limit + 1, Alert.maximumEvidence))
    }

    @Test("13: who reads after more than sixty days without a trace is dormant no more")
    func dormant() {
        var log = ReviewScenario()
        let task = ReviewScenario.facts([.task])
        log.add("2026-01-01 10:00", facts: task)
        log.add("2026-03-02 10:00", facts: task)
        #expect(log.alerts(.dormant).isEmpty, "sixty days to the second")
        log.add("2026-05-01 10:01", .searched, about: nil)
        let found = log.add("2026-05-01 10:02", facts: task)
        log.add("2026-05-01 10:03", facts: task)
        #expect(log.alerts(.dormant) == [[found]])
    }

    @Test("13: a worker, a newcomer, and who was appointed again are not dormant")
    func notDormant() {
        var log = ReviewScenario()
        let own = ReviewScenario.facts([.own], matches: [.same])
        let task = ReviewScenario.facts([.task])
        log.add("2026-01-01 10:00", who: 1, role: .worker, facts: own)
        log.add("2026-01-01 10:00", who: 2, facts: task)
        log.add("2026-06-01 10:00", who: 1, role: .worker, facts: own)
        log.add("2026-06-01 10:01", .roleKeyPublished, who: 2, about: nil)
        log.add("2026-06-02 10:00", who: 2, facts: task)
        log.add("2026-06-02 10:01", who: 3, facts: task)
        #expect(log.alerts(.dormant).isEmpty)
    }
}

extension ReviewConfiguration {
    /// The shipped thresholds with one explanation only.
    fileprivate static let onlyAssignment = ReviewConfiguration(
        hash: shipped.hash, reviewDays: 7, explanations: [.assignment], holidays: [],
        emergency: shipped.emergency, deniedBurst: shipped.deniedBurst, breadth: shipped.breadth,
        depth: shipped.depth, spread: shipped.spread, afterHours: shipped.afterHours,
        shielded: shipped.shielded, ended: shipped.ended, volume: shipped.volume,
        dormant: shipped.dormant, approvals: shipped.approvals, logHealth: shipped.logHealth,
        sampleSize: 20)
}
