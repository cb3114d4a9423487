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
        guard let facts else {
            return condition.needsFacts ? .holds : judgeEvents(condition)
        }
        switch condition {
        case .noForceMajeureRunning:
            return facts.isForceMajeureRunning ? .fails(.none) : .holds
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
            .withinRelapsePeriod, .outsideRelapsePeriod:
            return judgeAbsence(condition)
        case .restartNotBefore(let period, let ending, let permission):
            return judgeRestart(period, after: ending, unless: permission)
        case .atMost, .numberedInOrder, .periodSince, .termPassed, .noEarlier, .stepTaken,
            .confirmedByOtherSide, .deliveryProven, .byRequesterOrWorker:
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
        case .impossibilityArgued:
            return brings(
                attempt.parameters.has(.reportGround)
                    && attempt.parameters.flag(.possibilitiesConsidered))
        case .noForceMajeureRunning, .consentRecorded, .workerRequestRecorded, .formComplete,
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
            return from(period.lastDay(countedFrom: start))
        case .workAccidentConsolidated:
            guard absences.followsWorkAccident else { return .holds }
            return brings(absences.consolidatedOn.map { $0 <= day } ?? false)
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
        _ period: LegalPeriod, after ending: StepName, unless permission: StepName
    ) -> GuardOutcome {
        guard let decision = process.trajectories.last?.taken.last, decision.step == ending else {
            return .holds
        }
        let isPermitted = process.preliminaries.steps(permission).contains {
            $0.occurredOn >= decision.occurredOn && $0.occurredOn <= attempt.occurredOn
        }
        return isPermitted ? .holds : from(period.lastDay(countedFrom: decision.occurredOn))
    }

    private func judgeSteps(_ condition: StepGuard) -> GuardOutcome {
        switch condition {
        case .atMost(let count, let name):
            return current.steps(name).count < count ? .holds : .fails(.none)
        case .numberedInOrder(let name):
            guard let number = attempt.parameters.number(.invitationNumber) else { return .holds }
            return brings(number == current.steps(name).count + 1)
        case .periodSince(let name, let period):
            guard let last = current.steps(name).last else { return .holds }
            return from(period.lastDay(countedFrom: last.occurredOn))
        case .termPassed(let name):
            guard let deadline = current.deadline(name, at: attempt.occurredOn) else {
                return .fails(.bring)
            }
            return from(deadline.due.adding(days: 1))
        case .noEarlier(let name):
            return current.steps(name).isEmpty ? .holds : .fails(.none)
        case .stepTaken(let name, let others):
            let start = current.taken.lastIndex { others.contains($0.step) }
            let since = current.taken[(start.map { $0 + 1 } ?? 0)...]
            return brings(since.contains { $0.step == name })
        case .confirmedByOtherSide(let name):
            return brings(current.steps(name).contains { $0.role.side != attempt.role.side })
        case .deliveryProven(let name, let count):
            return brings(current.provenDeliveries(of: name) >= count)
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
        side == .employer ? .letterToEmployer : .letterToInspector
    }
}
