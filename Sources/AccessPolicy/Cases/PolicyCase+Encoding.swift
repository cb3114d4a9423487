package import CryptoPrimitives
internal import Records

extension PolicyCase: CanonicalRecord {
    package static let label = "vault/v1/policy-case"

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name)
        for bits in [
            roles.bits, actions.bits, kinds.bits, purposes.bits, relations.bits, consents.bits,
            phases.bits, glass.bits, authorship.bits,
        ] {
            encoder.append(bits)
        }
        encoder.append(flag: isPermit)
        encoder.append(flag: by != nil)
        encoder.append(list: (by ?? []).sorted().map { Array($0.utf8) })
        encoder.append(flag: duties != nil)
        encoder.append(duties?.bits ?? 0)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let name = try decoder.string(limit: 4096)
        let roles: WordSet<Role> = try decoder.wordSet()
        let actions: WordSet<Action> = try decoder.wordSet()
        let kinds: WordSet<SectionKind> = try decoder.wordSet()
        let purposes: WordSet<Purpose> = try decoder.wordSet()
        let relations: WordSet<Relation> = try decoder.wordSet()
        let consents: WordSet<ConsentVerdict> = try decoder.wordSet()
        let phases: WordSet<Phase> = try decoder.wordSet()
        let glass: WordSet<Glass> = try decoder.wordSet()
        let authorship: WordSet<Authorship> = try decoder.wordSet()
        let isPermit = try decoder.flag()
        let saysWhich = try decoder.flag()
        let ids = try decoder.list(limit: CompiledPolicy.maximumRules)
        let by = ids.compactMap { String(validating: $0, as: UTF8.self) }
        let saysDuties = try decoder.flag()
        let duties: DutySet = try decoder.wordSet()
        guard by.count == ids.count, Set(by).count == by.count, by == by.sorted(),
            saysWhich || by.isEmpty, saysDuties || duties.isEmpty
        else { throw .invalidField }
        self.init(
            name: name, roles: roles, actions: actions, kinds: kinds, purposes: purposes,
            relations: relations, consents: consents, phases: phases, glass: glass,
            authorship: authorship, isPermit: isPermit, by: saysWhich ? Set(by) : nil,
            duties: saysDuties ? duties : nil)
    }
}

/// The cases of a policy in one record, as a bundle names them by hash.
package struct PolicyCaseList: CanonicalRecord {
    package static let label = "vault/v1/policy-cases"

    /// The cases.
    package let cases: [PolicyCase]

    /// Takes the cases.
    package init(_ cases: [PolicyCase]) { self.cases = cases }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(records: cases)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        cases = try decoder.records(limit: 16_384)
    }
}
