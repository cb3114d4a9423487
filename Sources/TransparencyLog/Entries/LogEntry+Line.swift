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
        guard try fields.integer("v") == Self.version else { throw .unsupportedVersion }
        self.init(
            time: try fields.required("t", LogTime.init),
            event: try fields.required("ev", Event.init(rawValue:)),
            action: try fields.required("act", Action.init(rawValue:)),
            outcome: try fields.required("res", Outcome.init(rawValue:)),
            reason: try fields.required("why", Reason.init(rawValue:)),
            source: try fields.required("src", LogToken.init))
        switch try fields.integer("btg") {
        case 0: isEmergency = false
        case 1: isEmergency = true
        case nil: throw .missingField
        default: throw .invalidField
        }
        policy = try fields.optional("pol", PolicyReference.init)
        actor = try fields.optional("who", LogTag.init)
        role = try fields.optional("role", LogToken.init)
        organisation = try fields.optional("org", Organisation.init)
        purpose = try fields.optional("for", LogToken.init)
        subject = try fields.optional("sub", LogTag.init)
        record = try fields.optional("rec", LogTag.init)
        category = try fields.optional("cat", Category.init(rawValue:))
        session = try fields.optional("sid", LogIdentifier.init)
        object = try fields.optional("h") { Digest(hex: $0.utf8) }
        detail = try fields.optional("d") { Digest(hex: $0.utf8) }
        approvals = try fields.optional("ap", Self.approvals) ?? []
        reference = try fields.integer("ref")
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
private struct LineFields {
    private enum Value {
        case string(String)
        case integer(UInt64)
    }

    private var fields: [String: Value] = [:]

    init(_ line: [UInt8]) throws(EntryError) {
        guard line.count <= LogEntry.maximumSize else { throw .tooLarge }
        guard line.first == 0x7b, line.last == 0x7d, line.count > 2 else { throw .notCanonical }
        var rest = line[1..<line.count - 1]
        var previous = ""
        repeat {
            let key = try Self.string(&rest)
            guard key > previous else { throw .notCanonical }
            previous = key
            guard rest.popFirst() == 0x3a, let first = rest.first else { throw .notCanonical }
            if first == 0x22 {
                fields[key] = .string(try Self.string(&rest))
            } else {
                let digits = rest.prefix { (0x30...0x39).contains($0) }
                guard let value = Decimal.parse(String(decoding: digits, as: UTF8.self)) else {
                    throw .notCanonical
                }
                rest = rest.dropFirst(digits.count)
                fields[key] = .integer(value)
            }
            if rest.isEmpty { return }
        } while rest.popFirst() == 0x2c
        throw .notCanonical
    }

    /// Takes out a text field.
    mutating func optional<Field>(
        _ key: String, _ read: (String) -> Field?
    ) throws(EntryError) -> Field? {
        switch fields.removeValue(forKey: key) {
        case nil: return nil
        case .integer: throw .invalidField
        case .string(let text):
            guard let field = read(text) else { throw .invalidField }
            return field
        }
    }

    /// Takes out a text field that must be there.
    mutating func required<Field>(
        _ key: String, _ read: (String) -> Field?
    ) throws(EntryError) -> Field {
        guard let field = try optional(key, read) else { throw .missingField }
        return field
    }

    /// Takes out an integer field.
    mutating func integer(_ key: String) throws(EntryError) -> UInt64? {
        switch fields.removeValue(forKey: key) {
        case nil: return nil
        case .string: throw .invalidField
        case .integer(let value): return value
        }
    }

    /// Checks that every field was taken out.
    func finish() throws(EntryError) {
        guard fields.isEmpty else { throw .unknownField }
    }

    private static func string(_ rest: inout ArraySlice<UInt8>) throws(EntryError) -> String {
        guard rest.popFirst() == 0x22, let end = rest.firstIndex(of: 0x22) else {
            throw .notCanonical
        }
        let content = rest[..<end]
        guard content.allSatisfy({ (0x20...0x7e).contains($0) && $0 != 0x5c }) else {
            throw .notCanonical
        }
        rest = rest[(end + 1)...]
        return String(decoding: content, as: UTF8.self)
    }
}
