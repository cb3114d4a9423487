extension StepGuard {
    /// The words for the conditions, in regime files as in the compiled form.
    ///
    /// What follows a word, and in which order, is in docs/formats/regime-file.md.
    package enum Word: String, CaseIterable, Hashable, Sendable {
        case incapacityRunning = "incapacity-running"
        case minimumIncapacity = "minimum-incapacity"
        case workAccidentConsolidated = "work-accident-consolidated"
        case withinRelapsePeriod = "within-relapse-period"
        case outsideRelapsePeriod = "outside-relapse-period"
        case certificateHandedOver = "certificate-handed-over"
        case noForceMajeureRunning = "no-force-majeure-running"
        case noTrajectoryRunning = "no-trajectory-running"
        case notWorkAccident = "not-work-accident"
        case incapacityFrom = "incapacity-from"
        case occurredBefore = "occurred-before"
        case occurredFrom = "occurred-from"
        case withinTerm = "within-term"
        case yearTwoGoal = "year-two-goal"
        case lastEndedIn = "last-ended-in"
        case headCountAtLeast = "head-count-at-least"
        case confirmed
        case atLeast = "at-least"
        case restartNotBefore = "restart-not-before"
        case atMost = "at-most"
        case numberedInOrder = "numbered-in-order"
        case periodSince = "period-since"
        case termPassed = "term-passed"
        case noEarlier = "no-earlier"
        case consentRecorded = "consent-recorded"
        case noObjectionRecorded = "no-objection-recorded"
        case workerRequestRecorded = "worker-request-recorded"
        case formComplete = "form-complete"
        case sectionWritten = "section-written"
        case registeredLetters = "registered-letters"
        case stepTaken = "step-taken"
        case measureChosen = "measure-chosen"
        case validityPeriodGiven = "validity-period-given"
        case reasonsGiven = "reasons-given"
        case impossibilityArgued = "impossibility-argued"
        case confirmedByOtherSide = "confirmed-by-other-side"
        case byRequesterOrWorker = "by-requester-or-worker"
        case deliveryProven = "delivery-proven"
    }

    /// The word of the condition.
    package var word: Word {
        switch self {
        case .incapacityRunning: .incapacityRunning
        case .minimumIncapacity: .minimumIncapacity
        case .workAccidentConsolidated: .workAccidentConsolidated
        case .withinRelapsePeriod: .withinRelapsePeriod
        case .outsideRelapsePeriod: .outsideRelapsePeriod
        case .certificateHandedOver: .certificateHandedOver
        case .noForceMajeureRunning: .noForceMajeureRunning
        case .noTrajectoryRunning: .noTrajectoryRunning
        case .notWorkAccident: .notWorkAccident
        case .incapacityFrom: .incapacityFrom
        case .occurredBefore: .occurredBefore
        case .occurredFrom: .occurredFrom
        case .withinTerm: .withinTerm
        case .yearTwoGoal: .yearTwoGoal
        case .lastEndedIn: .lastEndedIn
        case .headCountAtLeast: .headCountAtLeast
        case .confirmed: .confirmed
        case .atLeast: .atLeast
        case .restartNotBefore: .restartNotBefore
        case .atMost: .atMost
        case .numberedInOrder: .numberedInOrder
        case .periodSince: .periodSince
        case .termPassed: .termPassed
        case .noEarlier: .noEarlier
        case .noObjectionRecorded: .noObjectionRecorded
        case .consentRecorded: .consentRecorded
        case .workerRequestRecorded: .workerRequestRecorded
        case .formComplete: .formComplete
        case .sectionWritten: .sectionWritten
        case .registeredLetters: .registeredLetters
        case .stepTaken: .stepTaken
        case .measureChosen: .measureChosen
        case .validityPeriodGiven: .validityPeriodGiven
        case .reasonsGiven: .reasonsGiven
        case .impossibilityArgued: .impossibilityArgued
        case .confirmedByOtherSide: .confirmedByOtherSide
        case .byRequesterOrWorker: .byRequesterOrWorker
        case .deliveryProven: .deliveryProven
        }
    }
}
