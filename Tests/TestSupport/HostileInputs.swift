/// Hostile inputs for a parser, made from right ones; the same in every run.
///
/// Each is a sample with one change or a few: bits, bytes and ends, huge lengths, parts that stand
/// twice, are missing, exchanged or taken from another sample, nesting, and for texts what looks
/// like the right text and is another one.
package struct HostileInputs: Sendable {
    /// What a parser reads, and so which changes get far.
    package enum Form: Sendable {
        /// Bytes of a layout of its own.
        case bytes
        /// Canonical encodings, which are changed field by field too.
        case fields
        /// Text, which is changed line by line too.
        case text
    }

    private let form: Form
    private let samples: [[UInt8]]
    private let trees: [FieldTree]
    private var generator: SeededGenerator
    private var mutator: Mutator

    /// Starts the sequence that belongs to `seed`.
    package init(_ form: Form, samples: [[UInt8]], seed: UInt64) {
        precondition(!samples.isEmpty, "hostile inputs are made from right ones")
        self.form = form
        self.samples = samples
        trees = form == .fields ? samples.compactMap(FieldTree.init(record:)) : []
        generator = SeededGenerator(seed: seed)
        mutator = Mutator(seed: seed)
    }

    /// The next input.
    package mutating func next() -> [UInt8] {
        var input = start()
        for _ in 0..<number(1...3) { input = changed(input) }
        return input
    }

    private mutating func start() -> [UInt8] {
        guard number(1...20) > 1 else { return [] }
        return samples[number(0...samples.count - 1)]
    }

    private mutating func changed(_ input: [UInt8]) -> [UInt8] {
        switch form {
        case .fields where number(1...3) > 1:
            guard let tree = FieldTree(record: input) else { return changedBytes(input) }
            return changed(tree).encoding
        case .text where number(1...3) > 1: return changedText(input)
        default: return changedBytes(input)
        }
    }

    // MARK: Bytes

    private mutating func changedBytes(_ input: [UInt8]) -> [UInt8] {
        let other = samples[number(0...samples.count - 1)]
        let part = range(in: input)
        var bytes = input
        switch number(0...9) {
        case 0: bytes.insert(contentsOf: input[part], at: part.upperBound)
        case 1: bytes = Array(input[..<part.lowerBound] + other[range(in: other).lowerBound...])
        case 2: bytes.replaceSubrange(part, with: other)
        case 3: bytes.replaceSubrange(part, with: other[range(in: other)])
        case 4: bytes.removeSubrange(part)
        case 5: overwrite(&bytes, with: Self.lengths[number(0...Self.lengths.count - 1)])
        case 6:
            // A length or a count that is one more or one less.
            guard !bytes.isEmpty else { break }
            let place = number(0...bytes.count - 1)
            bytes[place] = number(0...1) == 0 ? bytes[place] &+ 1 : bytes[place] &- 1
        case 7:
            let filler = UInt8(truncatingIfNeeded: generator.next())
            bytes.insert(
                contentsOf: [UInt8](repeating: filler, count: number(1...2000)),
                at: part.lowerBound)
        default: bytes = mutator.mutation(of: input)
        }
        return bytes
    }

    /// Lengths and counts, big and little endian, at the borders of what numbers hold.
    private static let lengths: [[UInt8]] = [
        [0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0, 0xff, 0xff, 0xff],
        [0, 0, 0xff, 0xff], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [0x80, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
    ]

    private mutating func overwrite(_ bytes: inout [UInt8], with part: [UInt8]) {
        guard bytes.count > part.count else { return bytes = part }
        let start = number(0...bytes.count - part.count)
        bytes.replaceSubrange(start..<start + part.count, with: part)
    }

    // MARK: Fields

    private mutating func changed(_ tree: FieldTree) -> FieldTree {
        var children = tree.children
        guard !children.isEmpty else {
            guard case .bytes(let bytes) = tree else {
                return tree.replacing(children: [.bytes(mutator.mutation(of: []))])
            }
            return .bytes(changedField(bytes))
        }
        let place = number(0...children.count - 1)
        switch number(0...11) {
        case 0: children.remove(at: place)
        case 1: children.insert(children[place], at: place)
        case 2: children.swapAt(place, number(0...children.count - 1))
        case 3: children[place] = someField()
        case 4: children.append(someField())
        case 5:
            // A record in the place of its own field, some levels deep.
            for _ in 0..<number(1...40) { children[place] = tree }
        default: children[place] = changed(children[place])
        }
        return tree.replacing(children: children)
    }

    /// A field of any sample.
    private mutating func someField() -> FieldTree {
        guard !trees.isEmpty else { return .list([]) }
        var tree = trees[number(0...trees.count - 1)]
        for _ in 0..<number(0...4) where !tree.children.isEmpty {
            tree = tree.children[number(0...tree.children.count - 1)]
        }
        return tree
    }

    private mutating func changedField(_ bytes: [UInt8]) -> [UInt8] {
        switch number(0...7) {
        case 0: []
        case 1: Self.lengths[number(0...Self.lengths.count - 1)]
        case 2: [UInt8](repeating: 0xff, count: bytes.count)
        case 3: [UInt8](repeating: 0, count: bytes.count)
        case 4: bytes + [UInt8](repeating: 0x61, count: number(1...5000))
        case 5: changedText(bytes)
        default: mutator.mutation(of: bytes)
        }
    }

    // MARK: Choices

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// Any part of some bytes, mostly a short one; it can be empty.
    mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = number(0...bytes.count)
        let count = number(0...min(bytes.count - start, number(0...3) == 0 ? bytes.count : 24))
        return start..<start + count
    }
}
