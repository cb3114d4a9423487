internal import AccessAudit
internal import CryptoPrimitives
internal import Records

/// A FHIR R4 resource of a bundle.
struct FHIRResource {
    /// The type, such as `Patient`.
    let type: String
    /// The identifier in the bundle.
    let id: String
    /// How secret it is; `nil` for what the log tells.
    let confidentiality: Confidentiality?
    /// Writes the members after type, id and meta.
    let members: (inout JSONWriter) -> Void

    /// Where other resources of the bundle refer to it.
    var path: String { "\(type)/\(id)" }

    /// Writes the resource.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("resourceType", type)
            json.member("id", id)
            if let confidentiality {
                json.object("meta") { json in
                    json.array("security") { confidentiality.coding.write(to: &$0) }
                }
            }
            members(&json)
        }
    }
}

/// How secret a resource is: `http://terminology.hl7.org/CodeSystem/v3-Confidentiality`.
enum Confidentiality: Int, Comparable {
    case normal, restricted, veryRestricted

    /// The code of a kind of section: what medical secrecy covers is restricted; notes and what
    /// was told in confidence very much so.
    init(_ kind: SectionKind) {
        switch kind.sectionClass {
        case .notes, .psychosocial: self = .veryRestricted
        default: self = kind.isSecret ? .restricted : .normal
        }
    }

    /// The code.
    var coding: FHIRCoding {
        switch self {
        case .normal: .hl7("v3-Confidentiality", "N", "normal")
        case .restricted: .hl7("v3-Confidentiality", "R", "restricted")
        case .veryRestricted: .hl7("v3-Confidentiality", "V", "very restricted")
        }
    }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension JSONWriter {
    /// Writes a member that refers to a resource of the bundle.
    mutating func reference(_ name: String, to path: String) {
        object(name) { $0.member("reference", path) }
    }

    /// Writes a member that is a Period; none without a day.
    mutating func period(_ name: String, from: String?, until: String?) {
        guard from != nil || until != nil else { return }
        object(name) { json in
            json.member("start", from)
            json.member("end", until)
        }
    }

    /// Writes an Identifier.
    mutating func identifier(system: String, value: String) {
        object { json in
            json.member("system", system)
            json.member("value", value)
        }
    }
}
