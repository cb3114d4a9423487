package import CryptoPrimitives

/// A code of a code system, as FHIR writes it.
package struct FHIRCoding: Hashable, Sendable {
    /// The URI of the code system.
    package let system: String
    /// The code.
    package let code: String
    /// The display name of the code system.
    package let display: String?

    /// Takes a code.
    package init(_ system: String, _ code: String, _ display: String?) {
        self.system = system
        self.code = code
        self.display = display
    }

    /// A code of DICOM PS3.16.
    static func dicom(_ code: String, _ display: String) -> Self {
        Self("http://dicom.nema.org/resources/ontology/DCM", code, display)
    }

    /// A code of HL7's terminology.
    package static func hl7(_ system: String, _ code: String, _ display: String) -> Self {
        Self("http://terminology.hl7.org/CodeSystem/\(system)", code, display)
    }

    /// A verb of FHIR's own interface.
    static func interaction(_ code: String) -> Self {
        Self("http://hl7.org/fhir/restful-interaction", code, code)
    }

    /// Writes a Coding.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("system", system)
            json.member("code", code)
            json.member("display", display)
        }
    }
}

extension JSONWriter {
    /// Writes a member that is a Coding.
    package mutating func coding(_ name: String, _ coding: FHIRCoding) {
        self.name(name)
        coding.write(to: &self)
    }

    /// Writes a CodeableConcept.
    package mutating func concept(_ codings: [FHIRCoding], text: String? = nil) {
        object { json in
            if !codings.isEmpty {
                json.array("coding") { json in codings.forEach { $0.write(to: &json) } }
            }
            json.member("text", text.flatMap(FHIRText.text))
        }
    }

    /// Writes a member that is a CodeableConcept.
    package mutating func concept(_ name: String, _ codings: [FHIRCoding]) {
        self.name(name)
        concept(codings)
    }

    /// Writes a member that refers to something by its identifier, not by an address.
    package mutating func reference(
        _ name: String, type: String? = nil, system: String, value: String, display: String? = nil
    ) {
        object(name) { json in
            json.member("type", type)
            json.object("identifier") { json in
                json.member("system", system)
                json.member("value", value)
            }
            json.member("display", display.flatMap(FHIRText.text))
        }
    }
}

/// Texts as FHIR can carry them.
package enum FHIRText {
    /// A text for an element of type string; `nil` when nothing is left of it, because FHIR has no
    /// empty strings.
    ///
    /// FHIR has no characters below U+0020 but tab, line feed and carriage return: others are shown
    /// as `\u{0}`. Everything else is carried as it is.
    package static func text(_ text: String) -> String? {
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        return text.showing { $0.value < 0x20 && $0 != "\t" && $0 != "\n" && $0 != "\r" }
    }
}
