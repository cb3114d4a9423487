package import CryptoPrimitives
package import Records

/// A dated step of a process, as it is recorded: a fact that guards and deadlines are judged by.
///
/// It holds no text. What people wrote stands in sealed sections, of which it names the hashes.
package struct ProcessEvent: Hashable, Sendable {
    /// Who took the step.
    package struct Actor: Hashable, Sendable {
        /// The person.
        package let member: MemberID
        /// The capacity in which the person acted.
        package let role: Role
        /// For whom; `nil` for who acts for no organisation.
        package let organisation: OrganisationID?

        /// Puts an actor together.
        package init(member: MemberID, role: Role, organisation: OrganisationID?) {
            self.member = member
            self.role = role
            self.organisation = organisation
        }
    }

    /// The label of the encoding.
    package static let label = "vault/v1/event"
    /// The largest encoding, in bytes.
    package static let maximumSize = 64 << 10
    /// The most section versions that one event can rest on.
    package static let maximumSections = 64

    /// Names the event.
    package let id: EventID
    /// The dossier.
    package let dossier: DossierID
    /// The step, under the regime of the trajectory.
    package let step: StepName
    /// Who took it.
    package let actor: Actor
    /// The legal day, when something was sent or received; never after the day of recording.
    package let occurredOn: CivilDate
    /// When it was recorded, by the clock.
    package let recordedAt: Instant
    /// The hashes of the section versions that it rests on.
    package let sections: [Digest]
    /// What it says beside.
    package let parameters: StepParameters

    /// Puts an event together.
    ///
    /// - Precondition: At most ``maximumSections`` sections, and a moment not before 1970.
    package init(
        id: EventID, dossier: DossierID, step: StepName, actor: Actor, occurredOn: CivilDate,
        recordedAt: Instant, sections: [Digest] = [], parameters: StepParameters = .init()
    ) {
        precondition(
            sections.count <= Self.maximumSections, "an event rests on 64 sections at most")
        precondition(recordedAt.seconds >= 0, "an event is recorded after 1970")
        self.id = id
        self.dossier = dossier
        self.step = step
        self.actor = actor
        self.occurredOn = occurredOn
        self.recordedAt = recordedAt
        self.sections = sections
        self.parameters = parameters
    }

    /// The canonical encoding.
    ///
    ///     E("vault/v1/event", id, dossier, step, member, role, [organisation], occurred-on,
    ///       recorded-at, [section…], [(name, value)…])
    ///
    /// Days are texts such as `2024-01-15`; a parameter is E("vault/v1/event-parameter", name,
    /// value), in ascending order of names.
    package var encoded: [UInt8] {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(id.bytes)
        encoder.append(dossier.bytes)
        encoder.append(step.text)
        encoder.append(actor.member.bytes)
        encoder.append(actor.role.rawValue)
        encoder.append(optional: actor.organisation?.bytes)
        encoder.append(occurredOn.description)
        encoder.append(UInt64(recordedAt.seconds))
        encoder.append(list: sections.map(\.bytes))
        encoder.append(list: parameters.encoded)
        return encoder.bytes
    }

    /// Reads a canonical encoding; nothing else is accepted.
    ///
    /// - Throws: ``CanonicalEncodingError``.
    package init(decoding bytes: [UInt8]) throws(CanonicalEncodingError) {
        var decoder = try CanonicalDecoder(bytes, label: Self.label, limit: Self.maximumSize)
        guard let id = EventID(try decoder.bytes(count: 16)),
            let dossier = DossierID(try decoder.bytes(count: 16)),
            let step = StepName(try decoder.string(limit: 64)),
            let member = MemberID(try decoder.bytes(count: 16)),
            let role = Role(rawValue: try decoder.string(limit: 64))
        else { throw .invalidField }
        var organisation: OrganisationID?
        if let bytes = try decoder.optional() {
            guard let identifier = OrganisationID(bytes) else { throw .invalidField }
            organisation = identifier
        }
        guard let occurredOn = CivilDate(try decoder.string(limit: 10)),
            let seconds = Int64(exactly: try decoder.integer()), seconds <= Instant.latest.seconds
        else { throw .invalidField }
        var sections: [Digest] = []
        for element in try decoder.list(limit: Self.maximumSections) {
            guard let digest = Digest(element) else { throw .invalidField }
            sections.append(digest)
        }
        let parameters = try StepParameters(
            decoding: try decoder.list(limit: StepParameter.allCases.count))
        try decoder.finish()
        self.init(
            id: id, dossier: dossier, step: step,
            actor: Actor(member: member, role: role, organisation: organisation),
            occurredOn: occurredOn, recordedAt: Instant(seconds: seconds), sections: sections,
            parameters: parameters)
    }
}

extension StepParameters {
    private static let label = "vault/v1/event-parameter"

    fileprivate var encoded: [[UInt8]] {
        given.compactMap { parameter in
            guard let value = self[parameter] else { return nil }
            var encoder = CanonicalEncoder(Self.label)
            encoder.append(parameter.rawValue)
            encoder.append(value.encoded)
            return encoder.bytes
        }
    }

    fileprivate init(decoding elements: [[UInt8]]) throws(CanonicalEncodingError) {
        var values: [StepParameter: ParameterValue] = [:]
        var previous = ""
        for element in elements {
            var decoder = try CanonicalDecoder(element, label: Self.label)
            let name = try decoder.string(limit: 64)
            guard let parameter = StepParameter(rawValue: name), previous < name,
                let value = ParameterValue(try decoder.bytes(), as: parameter.kind)
            else { throw .invalidField }
            try decoder.finish()
            previous = name
            values[parameter] = value
        }
        guard let parameters = Self(values) else { throw .invalidField }
        self = parameters
    }
}

extension ParameterValue {
    /// The value's bytes: a day as text, a flag and a number as one byte, a digest as 32, an
    /// identifier as 16, measures as their names in ascending order with commas, a ground as text.
    fileprivate var encoded: [UInt8] {
        switch self {
        case .day(let day): Array(day.description.utf8)
        case .flag(let flag): [flag ? 1 : 0]
        case .number(let number): [number]
        case .count(let count): [UInt8(count >> 8), UInt8(truncatingIfNeeded: count)]
        case .digest(let digest): digest.bytes
        case .consent(let consent): consent.bytes
        case .measures(let measures):
            Array(measures.map(\.rawValue).sorted().joined(separator: ",").utf8)
        case .ground(let ground): Array(ground.rawValue.utf8)
        case .goal(let goal): Array(goal.rawValue.utf8)
        }
    }

    fileprivate init?(_ bytes: [UInt8], as kind: StepParameter.Kind) {
        let text = String(decoding: bytes, as: UTF8.self)
        let value: Self? =
            switch kind {
            case .day: CivilDate(text).map(Self.day)
            case .flag: bytes.first.map { .flag($0 == 1) }
            case .number: bytes.first.map(Self.number)
            case .count:
                bytes.count == 2 ? .count(UInt16(bytes[0]) << 8 | UInt16(bytes[1])) : nil
            case .digest: Digest(bytes).map(Self.digest)
            case .consent: ConsentID(bytes).map(Self.consent)
            case .measures:
                .measures(
                    Set(text.split(separator: ",").compactMap { PlanMeasure(rawValue: String($0)) })
                )
            case .ground: ReportGround(rawValue: text).map(Self.ground)
            case .goal: YearTwoGoal(rawValue: text).map(Self.goal)
            }
        // What was read must be what would be written: there is one encoding of a value.
        guard let value, value.encoded == bytes else { return nil }
        self = value
    }
}
