internal import CryptoPrimitives

extension LogEntry {
    /// The version of the line (`v`).
    private static let version: UInt64 = 1

    /// The line that is logged, without a line feed.
    ///
    /// - Returns: At most 1,024 bytes of ASCII; the leaf hash is over exactly these.
    /// - Throws: ``EntryError/missingField`` when an allowed entry about a record lacks who, role,
    ///   purpose, subject, record, category or policy; ``EntryError/invalidField`` for more
    ///   approvals than ``maximumApprovals``, an approval by the actor, or a reference above
    ///   ``maximumReference``.
    package func line() throws(EntryError) -> [UInt8] {
        if event.concernsRecord && outcome == .allowed {
            guard actor != nil, role != nil, purpose != nil, subject != nil, record != nil,
                category != nil, policy != nil
            else { throw .missingField }
        }
        guard approvals.count <= Self.maximumApprovals,
            actor.map({ !approvals.contains($0) }) ?? true,
            reference ?? 0 <= Self.maximumReference
        else { throw .invalidField }
        // RFC 8785 sorts by UTF-16 code units, which for these keys is the order of the alphabet.
        var writer = LineWriter()
        writer.add("act", action.rawValue)
        if !approvals.isEmpty {
            writer.add("ap", approvals.sorted().map(\.description).joined(separator: ","))
        }
        writer.add("btg", isEmergency ? 1 : 0)
        writer.add("cat", category?.rawValue)
        writer.add("d", detail?.hex)
        writer.add("ev", event.rawValue)
        writer.add("for", purpose?.description)
        writer.add("h", object?.hex)
        writer.add("org", organisation?.description)
        writer.add("pol", policy?.description)
        writer.add("rec", record?.description)
        writer.add("ref", reference)
        writer.add("res", outcome.rawValue)
        writer.add("role", role?.description)
        writer.add("sid", session?.description)
        writer.add("src", source.description)
        writer.add("sub", subject?.description)
        writer.add("t", time.description)
        writer.add("v", Self.version)
        writer.add("who", actor?.description)
        writer.add("why", reason.rawValue)
        let line = writer.finish()
        precondition(line.count <= Self.maximumSize, "the longest entry fits")
        return line
    }

    /// Reads a line.
    ///
    /// - Parameter line: The bytes as logged.
    /// - Throws: ``EntryError``: `tooLarge`, `notCanonical`, `unsupportedVersion`, `unknownField`,
    ///   `missingField`, `invalidField`. What is not exactly what ``line()`` writes is refused.
    package init(line: [UInt8]) throws(EntryError) {
        var fields = try LineFields(line)
        let action = try fields.required("act", Action.init(rawValue:))
        let approvals = try fields.optional("ap", Self.approvals)
        guard let emergency = try fields.integer("btg") else { throw .missingField }
        guard emergency <= 1 else { throw .invalidField }
        let category = try fields.optional("cat", Category.init(rawValue:))
        let detail = try fields.optional("d") { Digest(hex: $0.utf8) }
        let event = try fields.required("ev", Event.init(rawValue:))
        let purpose = try fields.optional("for", LogToken.init)
        let object = try fields.optional("h") { Digest(hex: $0.utf8) }
        let organisation = try fields.optional("org", Organisation.init)
        let policy = try fields.optional("pol", PolicyReference.init)
        let record = try fields.optional("rec", LogTag.init)
        let reference = try fields.integer("ref")
        let outcome = try fields.required("res", Outcome.init(rawValue:))
        let role = try fields.optional("role", LogToken.init)
        let session = try fields.optional("sid", LogIdentifier.init)
        let source = try fields.required("src", LogToken.init)
        let subject = try fields.optional("sub", LogTag.init)
        let time = try fields.required("t", LogTime.init)
        guard try fields.integer("v") == Self.version else { throw .unsupportedVersion }
        let actor = try fields.optional("who", LogTag.init)
        let reason = try fields.required("why", Reason.init(rawValue:))
        self.init(
            time: time, event: event, action: action, outcome: outcome, reason: reason,
            source: source)
        isEmergency = emergency == 1
        self.policy = policy
        self.actor = actor
        self.role = role
        self.organisation = organisation
        self.purpose = purpose
        self.subject = subject
        self.record = record
        self.category = category
        self.session = session
        self.object = object
        self.detail = detail
        self.approvals = approvals ?? []
        self.reference = reference
        try fields.finish()
        // One spelling only: whatever the reading above let pass, the writing shows.
        guard try self.line() == line else { throw .notCanonical }
    }

    private static func approvals(_ text: String) -> Set<LogTag>? {
        let parts = text.utf8.split(separator: 0x2c, omittingEmptySubsequences: false)
        guard parts.count <= maximumApprovals else { return nil }
        var tags: Set<LogTag> = []
        for part in parts {
            guard let tag = LogTag(String(decoding: part, as: UTF8.self)), tags.insert(tag).inserted
            else { return nil }
        }
        return tags
    }
}

/// Writes a flat JSON object whose strings need no escapes; keys are added in order.
private struct LineWriter {
    private var output: [UInt8] = [0x7b]

    init() { output.reserveCapacity(LogEntry.maximumSize) }

    mutating func add(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        addKey(key)
        output.append(0x22)
        output.append(contentsOf: value.utf8)
        output.append(0x22)
    }

    mutating func add(_ key: StaticString, _ value: UInt64?) {
        guard let value else { return }
        addKey(key)
        output.append(contentsOf: String(value).utf8)
    }

    private mutating func addKey(_ key: StaticString) {
        if output.count > 1 { output.append(0x2c) }
        output.append(0x22)
        output.append(contentsOf: key.description.utf8)
        output.append(contentsOf: [0x22, 0x3a])
    }

    mutating func finish() -> [UInt8] { output + [0x7d] }
}

/// The fields of a flat JSON object in the form that ``LineWriter`` gives: no white space, no
/// escapes, keys in ascending order, integers without sign or leading zero.
///
/// Fields are taken out in the order of the alphabet, as they stand.
private struct LineFields {
    private struct Field {
        let key: ArraySlice<UInt8>
        let value: ArraySlice<UInt8>
        let isText: Bool
    }

    private var fields: [Field] = []
    private var position = 0

    init(_ line: [UInt8]) throws(EntryError) {
        guard line.count <= LogEntry.maximumSize else { throw .tooLarge }
        guard line.first == 0x7b, line.last == 0x7d, line.count > 2 else { throw .notCanonical }
        fields.reserveCapacity(24)
        var rest = line[1..<line.count - 1]
        repeat {
            let key = try Self.string(&rest)
            guard fields.last.map({ $0.key.lexicographicallyPrecedes(key) }) ?? true,
                rest.popFirst() == 0x3a
            else { throw .notCanonical }
            if rest.first == 0x22 {
                fields.append(Field(key: key, value: try Self.string(&rest), isText: true))
            } else {
                let digits = rest.prefix { (0x30...0x39).contains($0) }
                guard !digits.isEmpty else { throw .notCanonical }
                fields.append(Field(key: key, value: digits, isText: false))
                rest = rest.dropFirst(digits.count)
            }
            if rest.isEmpty { return }
        } while rest.popFirst() == 0x2c
        throw .notCanonical
    }

    /// Takes out a text field.
    mutating func optional<Value>(
        _ key: String, _ read: (String) -> Value?
    ) throws(EntryError) -> Value? {
        guard let field = try take(key) else { return nil }
        guard field.isText, let value = read(String(decoding: field.value, as: UTF8.self)) else {
            throw .invalidField
        }
        return value
    }

    /// Takes out a text field that must be there.
    mutating func required<Value>(
        _ key: String, _ read: (String) -> Value?
    ) throws(EntryError) -> Value {
        guard let value = try optional(key, read) else { throw .missingField }
        return value
    }

    /// Takes out an integer field.
    mutating func integer(_ key: String) throws(EntryError) -> UInt64? {
        guard let field = try take(key) else { return nil }
        guard !field.isText else { throw .invalidField }
        guard let value = Decimal.parse(String(decoding: field.value, as: UTF8.self)) else {
            throw .notCanonical
        }
        return value
    }

    /// Checks that every field was taken out.
    func finish() throws(EntryError) {
        guard position == fields.count else { throw .unknownField }
    }

    /// Takes out the field of a key that is not before the keys asked for so far.
    private mutating func take(_ key: String) throws(EntryError) -> Field? {
        guard position < fields.count else { return nil }
        let field = fields[position]
        if field.key.elementsEqual(key.utf8) {
            position += 1
            return field
        }
        // What is before the key now asked for was never asked for.
        guard key.utf8.lexicographicallyPrecedes(field.key) else { throw .unknownField }
        return nil
    }

    private static func string(
        _ rest: inout ArraySlice<UInt8>
    ) throws(EntryError) -> ArraySlice<UInt8> {
        guard rest.popFirst() == 0x22, let end = rest.firstIndex(of: 0x22) else {
            throw .notCanonical
        }
        let content = rest[..<end]
        guard content.allSatisfy({ (0x20...0x7e).contains($0) && $0 != 0x5c }) else {
            throw .notCanonical
        }
        rest = rest[(end + 1)...]
        return content
    }
}
