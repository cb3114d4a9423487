package import CryptoPrimitives
internal import Records

/// The compiled form of a regime, `E("vault/v1/regime", fields…)`.
///
/// It says what the file says, without YAML, so that a mediator can load it quickly and a
/// statement can adopt it by its hash. The fields stand in the order of ``Regime/Parts``. A text
/// is four fields (nl, fr, de, en), a name or word is UTF-8, a set is sorted, a list keeps its
/// order, and a part is a record with a label of its own, `vault/v1/regime-…`. Decoding checks
/// what ``Regime/init(_:)`` checks; where that fails, the encoding has an invalid field.
extension Regime: CanonicalRecord {
    package static var label: String { "vault/v1/regime" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(count: revision)
        encoder.append(text: title)
        encoder.append(record: applies)
        encoder.append(
            records: Role.allCases.compactMap { role in
                relations[role].map { RoleRelations(role: role, relations: $0) }
            })
        encoder.append(records: options)
        encoder.append(record: holidays)
        encoder.append(records: states)
        encoder.append(records: steps)
        encoder.append(records: deadlines)
        encoder.append(records: lapses)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let parts = Parts(
            name: try decoder.name(),
            revision: try decoder.count(limit: RegimeEncodingLimit.revision),
            title: try decoder.text(), applies: try decoder.record(),
            relations: try RoleRelations.dictionary(try decoder.processRecords()),
            options: try decoder.processRecords(), holidays: try decoder.record(),
            states: try decoder.processRecords(),
            steps: try decoder.processRecords(), deadlines: try decoder.processRecords(),
            lapses: try decoder.processRecords())
        do {
            self = try Self(parts)
        } catch {
            throw .invalidField
        }
    }
}

extension RegimeApplicability: CanonicalRecord {
    package static var label: String { "vault/v1/regime-applicability" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: jurisdiction)
        encoder.append(word: procedure)
        encoder.append(requestedFrom)
        encoder.append(optional: requestedBefore)
        encoder.append(optional: takesOverUndecidedOn)
        encoder.append(optional: decidedBefore)
        encoder.append(optional: incapacityFrom)
        encoder.append(record: reference)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            jurisdiction: try decoder.word(), procedure: try decoder.word(),
            requestedFrom: try decoder.civilDate(),
            requestedBefore: try decoder.optionalCivilDate(),
            takesOverUndecidedOn: try decoder.optionalCivilDate(),
            decidedBefore: try decoder.optionalCivilDate(),
            incapacityFrom: try decoder.optionalCivilDate(), reference: try decoder.record())
    }
}

/// How one role must stand to the worker.
private struct RoleRelations: CanonicalRecord {
    static let label = "vault/v1/regime-relations"

    let role: Role
    let relations: [Relation]

    init(role: Role, relations: [Relation]) {
        self.role = role
        self.relations = relations
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: role)
        encoder.append(wordList: relations)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        role = try decoder.word()
        relations = try decoder.wordList()
    }

    /// Joins the roles; another order than that of ``Role``, or a repeated role, is refused.
    static func dictionary(
        _ records: [Self]
    ) throws(CanonicalEncodingError) -> [Role: [Relation]] {
        var relations: [Role: [Relation]] = [:]
        for record in records { relations[record.role] = record.relations }
        guard Role.allCases.filter({ relations[$0] != nil }) == records.map(\.role) else {
            throw .invalidField
        }
        return relations
    }
}
