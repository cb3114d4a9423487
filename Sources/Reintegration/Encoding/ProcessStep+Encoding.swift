package import CryptoPrimitives
internal import Records

extension ProcessStep: CanonicalRecord {
    package static var label: String { "vault/v1/regime-step" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(record: reference)
        encoder.append(nameSet: from)
        encoder.append(record: effect)
        encoder.append(wordList: by)
        encoder.append(flag: communicatesDecision)
        encoder.append(flag: overtakes)
        encoder.append(flag: isConfidential)
        encoder.append(wordList: required)
        encoder.append(wordList: optional)
        encoder.append(records: artefacts)
        encoder.append(records: guards)
        encoder.append(names: starts)
        encoder.append(wordList: notifies)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            name: try decoder.name(), label: try decoder.text(), reference: try decoder.record(),
            from: try decoder.nameSet(), effect: try decoder.record(), by: try decoder.wordList(),
            communicatesDecision: try decoder.flag(), overtakes: try decoder.flag(),
            isConfidential: try decoder.flag(),
            required: try decoder.wordList(), optional: try decoder.wordList(),
            artefacts: try decoder.processRecords(), guards: try decoder.processRecords(),
            starts: try decoder.names(), notifies: try decoder.wordList())
    }
}

extension ProcessStep.Effect: CanonicalRecord {
    /// The first field, which says what follows: nothing, a state, or what the absence does.
    private enum Kind: String {
        case stays, moves, absence
    }

    package static var label: String { "vault/v1/regime-effect" }

    package func encode(to encoder: inout CanonicalEncoder) {
        switch self {
        case .moves(to: nil): encoder.append(word: Kind.stays)
        case .moves(to: let target?):
            encoder.append(word: Kind.moves)
            encoder.append(name: target)
        case .absence(let effect):
            encoder.append(word: Kind.absence)
            encoder.append(word: effect)
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        switch try decoder.word(Kind.self) {
        case .stays: self = .moves(to: nil)
        case .moves: self = .moves(to: try decoder.name())
        case .absence: self = .absence(try decoder.word())
        }
    }
}

extension Artefact: CanonicalRecord {
    package static var label: String { "vault/v1/regime-artefact" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(name: form)
        encoder.append(flag: isRequired)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            kind: try decoder.word(), form: try decoder.name(), isRequired: try decoder.flag())
    }
}
