package import CryptoPrimitives
internal import Records

extension ProcessState: CanonicalRecord {
    package static var label: String { "vault/v1/regime-state" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(word: kind)
        encoder.append(word: phase)
        encoder.append(name: track)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            name: try decoder.name(), label: try decoder.text(), kind: try decoder.word(),
            phase: try decoder.word(), track: try decoder.name())
    }
}
