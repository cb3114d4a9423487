/// A canonical encoding taken apart into its fields, whatever they mean: `E(label, f1, …, fn)`,
/// where a field can be a record, a list of fields, or bytes.
///
/// It puts together again exactly what it took apart, with every length right. So a change of one
/// field gets past the lengths and reaches whoever judges the field.
enum FieldTree: Hashable, Sendable {
    case bytes([UInt8])
    case record(label: [UInt8], [FieldTree])
    case list([FieldTree])

    /// Takes an encoding apart; `nil` when it is none.
    init?(record bytes: [UInt8]) {
        guard let end = bytes.prefix(128).firstIndex(of: 0), end > 0,
            bytes[..<end].allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
            let fields = Self.fields(bytes[(end + 1)...])
        else { return nil }
        self = .record(label: Array(bytes[..<end]), fields.map(Self.init(field:)))
    }

    private init(field: [UInt8]) {
        if let record = Self(record: field) {
            self = record
        } else if field.count > 4, let elements = Self.fields(field[4...]),
            elements.count == field[..<4].reduce(0, { $0 << 8 | Int($1) })
        {
            self = .list(elements.map(Self.init(field:)))
        } else {
            self = .bytes(field)
        }
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) -> [[UInt8]]? {
        var fields: [[UInt8]] = []
        var rest = bytes
        while !rest.isEmpty {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard rest.count >= 4, length <= rest.count - 4 else { return nil }
            fields.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return fields
    }

    /// The encoding.
    var encoding: [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .record(let label, let fields): label + [0] + Self.joined(fields)
        case .list(let elements): Self.length(elements.count) + Self.joined(elements)
        }
    }

    private static func joined(_ fields: [FieldTree]) -> [UInt8] {
        fields.flatMap { field in
            let bytes = field.encoding
            return length(bytes.count) + bytes
        }
    }

    private static func length(_ count: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    }

    /// The fields or elements.
    var children: [FieldTree] {
        switch self {
        case .bytes: []
        case .record(_, let children), .list(let children): children
        }
    }

    /// The same with other fields or elements.
    func replacing(children: [FieldTree]) -> Self {
        switch self {
        case .bytes: self
        case .record(let label, _): .record(label: label, children)
        case .list: .list(children)
        }
    }
}
