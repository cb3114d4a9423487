package import CryptoPrimitives
internal import Records

extension DeadlineRule: CanonicalRecord {
    package static var label: String { "vault/v1/regime-deadline" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(record: reference)
        encoder.append(optionalRecord: onlyWith)
        encoder.append(word: nature)
        encoder.append(record: term)
        encoder.append(word: firstDay)
        encoder.append(word: lastDay)
        encoder.append(record: anchor)
        encoder.append(text: anchorLabel)
        encoder.append(nameSet: runsIn)
        encoder.append(names: metBy)
        encoder.append(wordList: who)
        encoder.append(text: consequence)
        encoder.append(optionalRecord: pause)
        encoder.append(word: presence)
        encoder.append(records: conditions)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            name: try decoder.name(), label: try decoder.text(), reference: try decoder.record(),
            onlyWith: try decoder.optionalRecord(), nature: try decoder.word(),
            term: try decoder.record(), firstDay: try decoder.word(), lastDay: try decoder.word(),
            anchor: try decoder.record(), anchorLabel: try decoder.text(),
            runsIn: try decoder.nameSet(), metBy: try decoder.names(),
            who: try decoder.wordList(), consequence: try decoder.text(),
            pause: try decoder.optionalRecord(), presence: try decoder.word(),
            conditions: try decoder.processRecords())
    }
}

extension DeadlineRule.Term: CanonicalRecord {
    /// The first field, which says what follows: a period, nothing, or a parameter.
    private enum Kind: String {
        case period, day, before
        case atOnce = "at-once"
    }

    package static var label: String { "vault/v1/regime-term" }

    package func encode(to encoder: inout CanonicalEncoder) {
        switch self {
        case .period(let period):
            encoder.append(word: Kind.period)
            encoder.append(record: period)
        case .atOnce: encoder.append(word: Kind.atOnce)
        case .day(let parameter):
            encoder.append(word: Kind.day)
            encoder.append(word: parameter)
        case .before(let period, let parameter):
            encoder.append(word: Kind.before)
            encoder.append(record: period)
            encoder.append(word: parameter)
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        switch try decoder.word(Kind.self) {
        case .period: self = .period(try decoder.record())
        case .atOnce: self = .atOnce
        case .day: self = .day(try decoder.word())
        case .before: self = .before(try decoder.record(), try decoder.word())
        }
    }
}

extension DeadlineRule.Anchor: CanonicalRecord {
    /// The first field, which says what follows: nothing, or a parameter and an optional step.
    private enum Kind: String {
        case step, receipt
        case incapacityStart = "incapacity-start"
    }

    package static var label: String { "vault/v1/regime-anchor" }

    package func encode(to encoder: inout CanonicalEncoder) {
        switch self {
        case .step: encoder.append(word: Kind.step)
        case .incapacityStart: encoder.append(word: Kind.incapacityStart)
        case .receipt(let parameter, recordedBy: let step):
            encoder.append(word: Kind.receipt)
            encoder.append(word: parameter)
            encoder.append(optionalName: step)
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        switch try decoder.word(Kind.self) {
        case .step: self = .step
        case .incapacityStart: self = .incapacityStart
        case .receipt:
            self = .receipt(try decoder.word(), recordedBy: try decoder.optionalName())
        }
    }
}

extension DeadlineRule.Pause: CanonicalRecord {
    package static var label: String { "vault/v1/regime-pause" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: from)
        encoder.append(names: until)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(from: try decoder.name(), until: try decoder.names())
    }
}
