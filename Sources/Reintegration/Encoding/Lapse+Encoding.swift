package import CryptoPrimitives
internal import Records

extension Lapse: CanonicalRecord {
    package static var label: String { "vault/v1/regime-lapse" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(record: reference)
        encoder.append(name: from)
        encoder.append(name: deadline)
        encoder.append(name: target)
        encoder.append(records: guards)
        encoder.append(wordList: notifies)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            name: try decoder.name(), label: try decoder.text(), reference: try decoder.record(),
            from: try decoder.name(), deadline: try decoder.name(), target: try decoder.name(),
            guards: try decoder.processRecords(), notifies: try decoder.wordList())
    }
}
