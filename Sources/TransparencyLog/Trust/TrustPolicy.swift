/// Which checkpoints are believed: logs, witnesses, and how many of them (C2SP tlog-policy).
///
///     log <vkey> [<url>]
///     witness <name> <vkey> [<url>]
///     group <name> <k|any|all> <name>...
///     quorum <name|none>
///
/// Lines of items separated by spaces and tabs; a line that starts with `#` is a comment. Names are
/// bytes: `none` is reserved, witnesses and groups share one name space, each name is a member of
/// one group at most, and is defined before it is used.
package struct TrustPolicy: Hashable, Sendable {
    /// The largest policy in bytes: 256 KiB.
    package static let maximumSize = 1 << 18
    /// The largest number of logs, of witnesses and of groups.
    package static let maximumCount = 1024

    /// A log that is believed.
    package struct Log: Hashable, Sendable {
        /// The key; its name is the log's origin.
        package let key: VerifierKey
        /// Where the log is, as the policy writes it.
        package let url: String?
    }

    /// A witness.
    package struct Witness: Hashable, Sendable {
        /// The name within the policy.
        package let name: String
        /// The key: a cosignature's.
        package let key: VerifierKey
        /// Where the witness is, as the policy writes it.
        package let url: String?
    }

    /// What a quorum is made of; the numbers index the list of members so far.
    private enum Member: Hashable, Sendable {
        case witness(VerifierKey)
        case group(threshold: Int, members: [Int])
    }

    /// The logs, in the order of their lines.
    package private(set) var logs: [Log] = []
    /// The witnesses, in the order of their lines.
    package private(set) var witnesses: [Witness] = []
    // INVARIANT: a group refers to members before it only.
    private var members: [Member] = []
    private var memberNames: [String] = []
    /// The member that is the quorum; `nil` for none.
    private var quorum: Int?

    /// Reads a policy.
    ///
    /// - Parameter bytes: The file.
    /// - Throws: ``TrustPolicyError``, with the line.
    package init(_ bytes: [UInt8]) throws(TrustPolicyError) {
        guard bytes.count <= Self.maximumSize else { throw TrustPolicyError(.tooLarge, line: 0) }
        guard bytes.isEmpty || bytes.last == 0x0a else {
            throw TrustPolicyError(.malformedLine, line: bytes.count { $0 == 0x0a } + 1)
        }
        var parser = Parser()
        for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast() {
            parser.number += 1
            do throws(TrustPolicyError.Reason) {
                try read(line, &parser)
            } catch {
                throw TrustPolicyError(error, line: parser.number)
            }
        }
        guard parser.hasQuorum else { throw TrustPolicyError(.noQuorum, line: parser.number) }
    }

    /// Whether these witnesses are enough.
    ///
    /// - Parameter keys: The keys of the witnesses whose cosignatures were verified.
    /// - Returns: Whether the quorum is among them; always for `quorum none`.
    package func isQuorum(_ keys: [VerifierKey]) -> Bool {
        quorum.map { satisfied(by: keys)[$0] } ?? true
    }

    /// Whether any cosignature is asked for: not for `quorum none`.
    package var asksForWitnesses: Bool { quorum != nil }

    /// The keys of the logs of a name; several where a key was replaced.
    package func logKeys(of origin: String) -> [VerifierKey] {
        logs.map(\.key).filter { $0.name.utf8.elementsEqual(origin.utf8) }
    }

    /// What a quorum lacks, in one of the groups that the policy asks for.
    package struct Shortfall: Hashable, Sendable {
        /// The group; `nil` when the policy asks for a single witness.
        package let group: String?
        /// How many more of ``absent`` are needed.
        package let needed: Int
        /// The witnesses and groups that have not cosigned.
        package let absent: [String]

        /// Puts the parts together.
        package init(group: String?, needed: Int, absent: [String]) {
            self.group = group
            self.needed = needed
            self.absent = absent
        }
    }

    /// What these witnesses lack of a quorum; nothing when they are enough.
    ///
    /// - Parameter keys: The keys of the witnesses whose cosignatures were verified.
    /// - Returns: The quorum's own shortfall first, then those of groups within it.
    package func shortfalls(_ keys: [VerifierKey]) -> [Shortfall] {
        guard let quorum else { return [] }
        let satisfied = satisfied(by: keys)
        var waiting = satisfied[quorum] ? [] : [quorum]
        var shortfalls: [Shortfall] = []
        while let member = waiting.popLast() {
            switch members[member] {
            case .witness:
                // A witness within a group is named by the group.
                guard member == quorum else { continue }
                shortfalls.append(Shortfall(group: nil, needed: 1, absent: [memberNames[member]]))
            case .group(let threshold, let parts):
                let absent = parts.filter { !satisfied[$0] }
                shortfalls.append(
                    Shortfall(
                        group: memberNames[member],
                        needed: threshold - (parts.count - absent.count),
                        absent: absent.map { memberNames[$0] }))
                waiting += absent.reversed()
            }
        }
        return shortfalls
    }

    private func satisfied(by keys: [VerifierKey]) -> [Bool] {
        let present = Set(keys)
        var satisfied: [Bool] = []
        satisfied.reserveCapacity(members.count)
        for member in members {
            switch member {
            case .witness(let key): satisfied.append(present.contains(key))
            case .group(let threshold, let members):
                satisfied.append(members.count { satisfied[$0] } >= threshold)
            }
        }
        return satisfied
    }

    /// What is remembered between lines.
    private struct Parser {
        var number = 0
        var hasQuorum = false
        var names: [[UInt8]: Int] = [:]
        var grouped: Set<Int> = []
    }

    private mutating func read(
        _ line: ArraySlice<UInt8>, _ parser: inout Parser
    ) throws(TrustPolicyError.Reason) {
        guard line.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7f }) else {
            throw .invalidCharacter
        }
        let items = line.split { $0 == 0x20 || $0 == 0x09 }.map { Array($0) }
        guard let keyword = items.first, keyword[0] != 0x23 else { return }
        switch String(decoding: keyword, as: UTF8.self) {
        case "log": try readLog(items)
        case "witness": try readWitness(items, &parser)
        case "group": try readGroup(items, &parser)
        case "quorum": try readQuorum(items, &parser)
        default: throw .malformedLine
        }
    }

    private mutating func readLog(_ items: [[UInt8]]) throws(TrustPolicyError.Reason) {
        guard (2...3).contains(items.count) else { throw .malformedLine }
        guard logs.count < Self.maximumCount else { throw .tooLarge }
        let key = try Self.key(items[1], type: .ed25519)
        guard !logs.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw .duplicateKey
        }
        logs.append(Log(key: key, url: items.dropFirst(2).first.map(Self.text)))
    }

    private mutating func readWitness(
        _ items: [[UInt8]], _ parser: inout Parser
    ) throws(TrustPolicyError.Reason) {
        guard (3...4).contains(items.count) else { throw .malformedLine }
        guard witnesses.count < Self.maximumCount else { throw .tooLarge }
        let key = try Self.key(items[2], type: .cosignature)
        guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw .duplicateKey
        }
        try define(items[1], .witness(key), &parser)
        witnesses.append(
            Witness(
                name: Self.text(items[1]), key: key, url: items.dropFirst(3).first.map(Self.text)))
    }

    private mutating func readGroup(
        _ items: [[UInt8]], _ parser: inout Parser
    ) throws(TrustPolicyError.Reason) {
        guard items.count >= 4 else { throw .malformedLine }
        guard members.count < 2 * Self.maximumCount else { throw .tooLarge }
        var indices: [Int] = []
        for name in items[3...] {
            guard let index = parser.names[name] else { throw .unknownName }
            guard parser.grouped.insert(index).inserted else { throw .groupedTwice }
            indices.append(index)
        }
        let threshold: UInt64
        switch Self.text(items[2]) {
        case "any": threshold = 1
        case "all": threshold = UInt64(indices.count)
        case let number:
            guard let value = Decimal.parse(number) else { throw .malformedLine }
            threshold = value
        }
        guard (1...UInt64(indices.count)).contains(threshold) else { throw .invalidThreshold }
        try define(items[1], .group(threshold: Int(threshold), members: indices), &parser)
    }

    private mutating func readQuorum(
        _ items: [[UInt8]], _ parser: inout Parser
    ) throws(TrustPolicyError.Reason) {
        guard items.count == 2 else { throw .malformedLine }
        guard !parser.hasQuorum else { throw .secondQuorum }
        parser.hasQuorum = true
        if items[1] == Self.none { return }
        guard let index = parser.names[items[1]] else { throw .unknownName }
        quorum = index
    }

    private mutating func define(
        _ name: [UInt8], _ member: Member, _ parser: inout Parser
    ) throws(TrustPolicyError.Reason) {
        guard name != Self.none, parser.names[name] == nil else { throw .duplicateName }
        parser.names[name] = members.count
        members.append(member)
        memberNames.append(Self.text(name))
    }

    private static let none = Array("none".utf8)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func key(
        _ bytes: [UInt8], type: VerifierKey.SignatureType
    ) throws(TrustPolicyError.Reason) -> VerifierKey {
        guard let text = String(validating: bytes, as: UTF8.self),
            let key = try? VerifierKey(text), key.type == type
        else { throw .invalidKey }
        return key
    }
}
