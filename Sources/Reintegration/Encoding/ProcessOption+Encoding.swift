package import CryptoPrimitives
internal import Records

extension ProcessOption: CanonicalRecord {
    package static var label: String { "vault/v1/regime-option" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(records: choices)
        encoder.append(name: standard)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            name: try decoder.name(), label: try decoder.text(),
            choices: try decoder.processRecords(), standard: try decoder.name())
    }
}

extension ProcessOption.Choice: CanonicalRecord {
    package static var label: String { "vault/v1/regime-choice" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(source)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            name: try decoder.name(), label: try decoder.text(), source: try decoder.string())
    }
}

extension OptionCondition: CanonicalRecord {
    package static var label: String { "vault/v1/regime-reading" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: option)
        encoder.append(name: choice)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(option: try decoder.name(), choice: try decoder.name())
    }
}
