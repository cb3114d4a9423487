/// The name of a column of an import, taken apart.
///
///     reference                     a cell of its own
///     step-2  step-date-2           a step and its day
///     step-2.set.PARAMETER          what the step says beside
///     step-2.FORM.FIELD             a field of a form of the step
///     section-2.FORM.FIELD          a field of a form that belongs to no step
///
/// Without a number it is the first. In a field `FIELD.from` and `FIELD.until` are the days of a
/// period, and `FIELD[1].ENTRY` is a field of the first entry of a list.
package enum ImportColumn: Hashable, Sendable {
    /// What a form belongs to, by its number from 1.
    package enum Place: Hashable, Sendable, Comparable {
        /// A step.
        case step(Int)
        /// A section of its own.
        case section(Int)

        /// The name before the form's.
        package var name: String {
            switch self {
            case .step(let number): ImportColumn.numbered("step", number)
            case .section(let number): ImportColumn.numbered("section", number)
            }
        }
    }

    /// A cell of its own.
    case single(String)
    /// The name of a step.
    case step(Int)
    /// The day of a step.
    case day(Int)
    /// What a step says beside.
    case setting(Int, String)
    /// A field of a form.
    case field(Place, form: String, path: [PathElement])

    /// One part of the way to a value in a form.
    package enum PathElement: Hashable, Sendable {
        /// The value of a key.
        case key(String)
        /// An entry of a list, from 1.
        case entry(Int)
    }

    /// The most steps, and the most sections of their own, of a row.
    package static let maximumSteps = 24

    /// Takes a name apart; what is no name of a step or a form is a cell of its own.
    ///
    /// - Returns: `nil` for a name that begins like one of a step or a form and is none.
    package init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 {
            if let number = Self.number(of: name, after: "step-date") {
                self = .day(number)
            } else if let number = Self.number(of: name, after: "step") {
                self = .step(number)
            } else {
                self = .single(name)
            }
            return
        }
        let step = Self.number(of: parts[0], after: "step").map(Place.step)
        let section = Self.number(of: parts[0], after: "section").map(Place.section)
        guard let place = step ?? section else {
            self = .single(name)
            return
        }
        guard parts.count >= 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        if parts[1] == "set", case .step(let number) = place {
            guard parts.count == 3 else { return nil }
            self = .setting(number, parts[2])
            return
        }
        guard let path = Self.path(parts.dropFirst(2)) else { return nil }
        self = .field(place, form: parts[1], path: path)
    }

    /// The step or section to which the column belongs; `nil` for a cell of its own.
    package var place: Place? {
        switch self {
        case .single: nil
        case .step(let number), .day(let number), .setting(let number, _): .step(number)
        case .field(let place, _, _): place
        }
    }

    /// A name that can stand again: `step`, `step-2`.
    package static func numbered(_ name: String, _ number: Int) -> String {
        number == 1 ? name : "\(name)-\(number)"
    }

    /// The number behind a name; 1 where none stands.
    private static func number(of text: String, after name: String) -> Int? {
        guard text.hasPrefix(name) else { return nil }
        let rest = text.dropFirst(name.count)
        if rest.isEmpty { return 1 }
        guard rest.first == "-" else { return nil }
        return index(rest.dropFirst(), in: 2...maximumSteps)
    }

    private static func index(_ digits: Substring, in range: ClosedRange<Int>) -> Int? {
        guard let number = Int(digits), String(number) == digits, range.contains(number) else {
            return nil
        }
        return number
    }

    /// The parts of a path: a key, and the number of an entry in brackets behind it.
    private static func path(_ parts: ArraySlice<String>) -> [PathElement]? {
        var path: [PathElement] = []
        for part in parts {
            guard let bracket = part.firstIndex(of: "[") else {
                path.append(.key(part))
                continue
            }
            guard part.last == "]", bracket > part.startIndex,
                let number = index(part[part.index(after: bracket)...].dropLast(), in: 1...50)
            else { return nil }
            path += [.key(String(part[..<bracket])), .entry(number)]
        }
        return path.count <= 4 ? path : nil
    }
}
