internal import Records

extension StepJudge {
    /// What a guard says.
    enum GuardOutcome {
        /// It holds.
        case holds
        /// It does not, and this could change it.
        case fails(Refusal.Prospect)
    }

    /// Judges a condition on the legal day of the step.
    func judge(_ condition: StepGuard) -> GuardOutcome {
        if let viewer = process.viewer, !regime.shows(condition, to: viewer) { return .holds }
        guard let facts else {
            return condition.needsFacts ? .holds : judgeEvents(condition)
        }
        switch condition {
        case .noForceMajeureRunning:
            return facts.isForceMajeureRunning ? .fails(.none) : .holds
        case .noTrajectoryRunning:
            return facts.isTrajectoryRunning ? .fails(.none) : .holds
        case .noObjectionRecorded(let purpose):
            return facts.objections.contains(purpose) ? .fails(.none) : .holds
        case .consentRecorded(let purpose), .workerRequestRecorded(let purpose):
            return brings(facts.consents.contains(purpose))
        case .formComplete(let kind):
            let versions = attempt.sections.compactMap { facts.versions[$0] }
            return brings(versions.contains { $0.kind == kind && $0.isComplete })
        case .sectionWritten(let kind):
            let since = open?.openedOn ?? attempt.occurredOn
            return brings(
                facts.versions.values.contains { $0.kind == kind && $0.writtenOn >= since })
        default: return judgeEvents(condition)
        }
    }

    private func brings(_ isThere: Bool) -> GuardOutcome { isThere ? .holds : .fails(.bring) }

    private func from(_ first: CivilDate) -> GuardOutcome {
        attempt.occurredOn >= first ? .holds : .fails(.wait(until: first))
    }

    private func judgeEvents(_ condition: StepGuard) -> GuardOutcome {
        switch condition {
        case .incapacityRunning, .minimumIncapacity, .workAccidentConsolidated,
            .withinRelapsePeriod, .outsideRelapsePeriod, .notWorkAccident:
            return judgeAbsence(condition)
        case .incapacityFrom(let first):
            let start = absences.start(on: attempt.occurredOn)
            return start.map { $0 >= first } ?? false ? .holds : .fails(.none)
        case .occurredFrom(let day): return from(day)
        case .occurredBefore(let day):
            return attempt.occurredOn < day ? .holds : .fails(.none)
        case .restartNotBefore(let period, let ending, let permission):
            return judgeRestart(period, after: ending, unless: permission)
        case .atMost, .atLeast, .numberedInOrder, .periodSince, .termPassed, .withinTerm,
            .noEarlier, .stepTaken,
            .confirmedByOtherSide, .deliveryProven, .byRequesterOrWorker, .headCountAtLeast,
            .lastEndedIn, .yearTwoGoal:
            return judgeSteps(condition)
        case .certificateHandedOver:
            let day = attempt.parameters.day(.certificateHandedOver)
            return brings(day.map { $0 <= attempt.occurredOn } ?? false)
        case .registeredLetters(let addressees):
            return brings(addressees.allSatisfy { attempt.parameters.has($0.letterParameter) })
        case .measureChosen:
            guard case .measures(let measures)? = attempt.parameters[.measures] else {
                return .fails(.bring)
            }
            return brings(!measures.isEmpty)
        case .validityPeriodGiven:
            guard let from = attempt.parameters.day(.validFrom),
                let until = attempt.parameters.day(.validUntil)
            else { return .fails(.bring) }
            return brings(from <= until && attempt.occurredOn <= until)
        case .reasonsGiven: return brings(attempt.parameters.flag(.reasonsGiven))
        case .confirmed(let parameters):
            return brings(parameters.allSatisfy(attempt.parameters.flag))
        case .impossibilityArgued:
            return brings(
                attempt.parameters.has(.reportGround)
                    && attempt.parameters.flag(.possibilitiesConsidered))
        case .noForceMajeureRunning, .noTrajectoryRunning, .noObjectionRecorded, .consentRecorded,
            .workerRequestRecorded, .formComplete,
            .sectionWritten:
            return .holds
        }
    }

    private func judgeAbsence(_ condition: StepGuard) -> GuardOutcome {
        let day = attempt.occurredOn
        switch condition {
        case .incapacityRunning:
            return absences.isAbsent(on: day) ? .holds : .fails(.bring)
        case .minimumIncapacity(let period, let relapse):
            guard let start = absences.uninterruptedStart(on: day, relapse: relapse) else {
                return .fails(.bring)
            }
            return from(period.lastDay(countedFrom: start, holidays: regime.holidays))
        case .workAccidentConsolidated:
            guard absences.followsWorkAccident else { return .holds }
            return brings(absences.consolidatedOn.map { $0 <= day } ?? false)
        case .notWorkAccident:
            return absences.followsWorkAccident ? .fails(.none) : .holds
        case .withinRelapsePeriod(let rule):
            guard let resumption = absences.lastResumption(before: day) else {
                return .fails(.none)
            }
            return day <= rule.lastDay(afterResumptionOn: resumption) ? .holds : .fails(.none)
        case .outsideRelapsePeriod(let rule):
            guard let resumption = absences.lastResumption(before: day) else { return .holds }
            return from(rule.lastDay(afterResumptionOn: resumption).adding(days: 1))
        default: return .holds
        }
    }

    private func judgeRestart(
        _ period: LegalPeriod, after ending: StepName, unless permission: StepName?
    ) -> GuardOutcome {
        guard let decision = history.trajectories.last?.taken.last, decision.step == ending else {
            return .holds
        }
        let isPermitted =
            permission.map { permission in
                history.preliminaries.steps(permission).contains {
                    $0.occurredOn >= decision.occurredOn && $0.occurredOn <= attempt.occurredOn
                }
            } ?? false
        return isPermitted
            ? .holds
            : from(
                period.lastDay(countedFrom: decision.occurredOn, holidays: regime.holidays))
    }

    private func judgeSteps(_ condition: StepGuard) -> GuardOutcome {
        switch condition {
        case .atMost, .noEarlier:
            return current.satisfies(condition) ? .holds : .fails(.none)
        case .withinTerm(let name):
            guard let deadline = current.deadline(name, at: attempt.occurredOn) else {
                return .fails(.none)
            }
            return attempt.occurredOn <= deadline.due ? .holds : .fails(.none)
        case .atLeast, .stepTaken, .deliveryProven, .yearTwoGoal:
            return brings(current.satisfies(condition))
        case .headCountAtLeast(let count):
            let told = attempt.parameters.count(.headCount)
            return brings(told.map { $0 >= count } ?? current.satisfies(condition))
        case .lastEndedIn(let states):
            let last = history.trajectories.last
            let state = last?.state(at: attempt.occurredOn)
            return state.map { states.contains($0.name) } ?? false ? .holds : .fails(.none)
        case .numberedInOrder(let name):
            guard let number = attempt.parameters.number(.invitationNumber) else { return .holds }
            return brings(number == current.steps(name).count + 1)
        case .periodSince(let name, let period):
            guard let last = current.steps(name).last else { return .holds }
            return from(period.lastDay(countedFrom: last.occurredOn, holidays: regime.holidays))
        case .termPassed(let name):
            guard let deadline = current.deadline(name, at: attempt.occurredOn) else {
                return .fails(.bring)
            }
            return from(deadline.due.adding(days: 1))
        case .confirmedByOtherSide(let name):
            return brings(current.steps(name).contains { $0.role.side != attempt.role.side })
        case .byRequesterOrWorker:
            guard let requester = current.requester, attempt.role.side != .worker else {
                return .holds
            }
            let isSameSide = requester.side == .employer && attempt.role.side == .employer
            return requester == attempt.role || isSameSide ? .holds : .fails(.none)
        default: return .holds
        }
    }
}

extension Role {
    /// The parameter that holds the posting proof of a registered letter to this role.
    fileprivate var letterParameter: StepParameter {
        switch (side, self) {
        case (.employer, _): .letterToEmployer
        case (.worker, _): .letterToWorker
        case (_, .occupationalPhysician): .letterToPhysician
        default: .letterToInspector
        }
    }
}
