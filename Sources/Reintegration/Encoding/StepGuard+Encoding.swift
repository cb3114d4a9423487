package import CryptoPrimitives
internal import Records

extension GuardRule: CanonicalRecord {
    package static var label: String { "vault/v1/regime-guard-rule" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: condition)
        encoder.append(record: reference)
        encoder.append(optionalRecord: onlyWith)
        encoder.append(record: during)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            condition: try decoder.record(), reference: try decoder.record(),
            onlyWith: try decoder.optionalRecord(), during: try decoder.record())
    }
}

extension DayRange: CanonicalRecord {
    package static var label: String { "vault/v1/regime-days" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(optional: from)
        encoder.append(optional: before)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            from: try decoder.optionalCivilDate(), before: try decoder.optionalCivilDate())
        guard !isEmpty else { throw .invalidField }
    }
}

extension StepGuard: CanonicalRecord {
    package static var label: String { "vault/v1/regime-guard" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: word)
        switch self {
        case .incapacityRunning, .workAccidentConsolidated, .certificateHandedOver,
            .noForceMajeureRunning, .noTrajectoryRunning, .notWorkAccident, .measureChosen,
            .validityPeriodGiven, .reasonsGiven,
            .impossibilityArgued, .byRequesterOrWorker:
            break
        case .minimumIncapacity(let period, let relapse):
            encoder.append(record: period)
            encoder.append(record: relapse)
        case .withinRelapsePeriod(let relapse), .outsideRelapsePeriod(let relapse):
            encoder.append(record: relapse)
        case .restartNotBefore(let period, let after, let unless):
            encoder.append(record: period)
            encoder.append(name: after)
            encoder.append(optionalName: unless)
        case .incapacityFrom(let day), .occurredBefore(let day), .occurredFrom(let day):
            encoder.append(day)
        case .yearTwoGoal(let goal): encoder.append(word: goal)
        case .lastEndedIn(let states): encoder.append(names: states)
        case .headCountAtLeast(let count): encoder.append(count: count)
        case .confirmed(let parameters): encoder.append(wordList: parameters)
        case .atMost(let count, let step), .atLeast(let count, let step),
            .deliveryProven(let step, let count):
            encoder.append(name: step)
            encoder.append(count: count)
        case .numberedInOrder(let step), .noEarlier(let step), .confirmedByOtherSide(let step):
            encoder.append(name: step)
        case .periodSince(let step, let period):
            encoder.append(name: step)
            encoder.append(record: period)
        case .termPassed(let deadline), .withinTerm(let deadline): encoder.append(name: deadline)
        case .consentRecorded(let purpose), .workerRequestRecorded(let purpose),
            .noObjectionRecorded(let purpose):
            encoder.append(word: purpose)
        case .formComplete(let kind), .sectionWritten(let kind): encoder.append(word: kind)
        case .registeredLetters(let roles): encoder.append(wordList: roles)
        case .stepTaken(let steps, let after):
            encoder.append(names: steps)
            encoder.append(names: after)
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        switch try decoder.word(Word.self) {
        case .incapacityRunning: self = .incapacityRunning
        case .minimumIncapacity:
            self = .minimumIncapacity(try decoder.record(), relapse: try decoder.record())
        case .workAccidentConsolidated: self = .workAccidentConsolidated
        case .withinRelapsePeriod: self = .withinRelapsePeriod(try decoder.record())
        case .outsideRelapsePeriod: self = .outsideRelapsePeriod(try decoder.record())
        case .certificateHandedOver: self = .certificateHandedOver
        case .noForceMajeureRunning: self = .noForceMajeureRunning
        case .noTrajectoryRunning: self = .noTrajectoryRunning
        case .notWorkAccident: self = .notWorkAccident
        case .incapacityFrom: self = .incapacityFrom(try decoder.civilDate())
        case .occurredFrom: self = .occurredFrom(try decoder.civilDate())
        case .withinTerm: self = .withinTerm(try decoder.name())
        case .yearTwoGoal: self = .yearTwoGoal(try decoder.word())
        case .occurredBefore: self = .occurredBefore(try decoder.civilDate())
        case .lastEndedIn: self = .lastEndedIn(try decoder.names())
        case .headCountAtLeast:
            self = .headCountAtLeast(try decoder.count(limit: RegimeEncodingLimit.headCount))
        case .confirmed: self = .confirmed(try decoder.wordList())
        case .atLeast:
            let step: StepName = try decoder.name()
            self = .atLeast(try decoder.count(limit: RegimeEncodingLimit.count), step)
        case .restartNotBefore:
            self = .restartNotBefore(
                try decoder.record(), after: try decoder.name(), unless: try decoder.optionalName())
        case .atMost:
            let step: StepName = try decoder.name()
            self = .atMost(try decoder.count(limit: RegimeEncodingLimit.count), step)
        case .numberedInOrder: self = .numberedInOrder(try decoder.name())
        case .periodSince: self = .periodSince(try decoder.name(), try decoder.record())
        case .termPassed: self = .termPassed(try decoder.name())
        case .noEarlier: self = .noEarlier(try decoder.name())
        case .noObjectionRecorded: self = .noObjectionRecorded(try decoder.word())
        case .consentRecorded: self = .consentRecorded(try decoder.word())
        case .workerRequestRecorded: self = .workerRequestRecorded(try decoder.word())
        case .formComplete: self = .formComplete(try decoder.word())
        case .sectionWritten: self = .sectionWritten(try decoder.word())
        case .registeredLetters: self = .registeredLetters(try decoder.wordList())
        case .stepTaken:
            let steps: [StepName] = try decoder.names()
            guard !steps.isEmpty else { throw .invalidField }
            self = .stepTaken(steps, after: try decoder.names())
        case .measureChosen: self = .measureChosen
        case .validityPeriodGiven: self = .validityPeriodGiven
        case .reasonsGiven: self = .reasonsGiven
        case .impossibilityArgued: self = .impossibilityArgued
        case .confirmedByOtherSide: self = .confirmedByOtherSide(try decoder.name())
        case .byRequesterOrWorker: self = .byRequesterOrWorker
        case .deliveryProven:
            self = .deliveryProven(
                try decoder.name(), try decoder.count(limit: RegimeEncodingLimit.count))
        }
    }
}
