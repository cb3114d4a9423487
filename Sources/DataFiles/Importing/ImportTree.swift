internal import Reintegration

/// What stands in the cells of one form, put together to the values that the form asks for.
struct ImportTree {
    private enum Node {
        case text(String, line: Int)
        case branch([ImportColumn.PathElement: Node], order: [ImportColumn.PathElement])
    }

    private var root = Node.branch([:], order: [])
    private let line: Int

    /// Starts with nothing.
    init(line: Int) { self.line = line }

    /// Adds a cell.
    ///
    /// - Returns: Whether it fits to those that are there: a value is a text or has parts, not both.
    mutating func add(
        _ text: String, line: Int, at path: [ImportColumn.PathElement]
    ) -> Bool {
        Self.add(.text(text, line: line), at: path[...], to: &root)
    }

    private static func add(
        _ leaf: Node, at path: ArraySlice<ImportColumn.PathElement>, to node: inout Node
    ) -> Bool {
        guard let first = path.first, case .branch(var children, var order) = node else {
            return false
        }
        let rest = path.dropFirst()
        if rest.isEmpty {
            guard children[first] == nil else { return false }
            children[first] = leaf
            order.append(first)
        } else {
            if children[first] == nil {
                children[first] = .branch([:], order: [])
                order.append(first)
            }
            guard var child = children[first], add(leaf, at: rest, to: &child) else { return false }
            children[first] = child
        }
        node = .branch(children, order: order)
        return true
    }

    /// The values; entries of a list in the order of their numbers.
    var value: RawFormValue { Self.value(root, line) }

    private static func value(_ node: Node, _ line: Int) -> RawFormValue {
        switch node {
        case .text(let text, let line): return RawFormValue(line: line, .text(text))
        case .branch(let children, let order):
            let entries = order.compactMap { element -> (Int, Node)? in
                guard case .entry(let number) = element else { return nil }
                return children[element].map { (number, $0) }
            }
            guard entries.isEmpty else {
                return RawFormValue(
                    line: line,
                    .list(entries.sorted { $0.0 < $1.0 }.map { value($0.1, line) }))
            }
            return RawFormValue(
                line: line,
                .mapping(
                    order.compactMap { element in
                        guard case .key(let key) = element, let child = children[element] else {
                            return nil
                        }
                        let value = value(child, line)
                        return RawFormValue.Entry(key: key, line: value.line, value: value)
                    }))
        }
    }
}
