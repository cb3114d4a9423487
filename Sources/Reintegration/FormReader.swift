internal import Records

/// Reads what was filled into a form, and collects every problem on the way.
struct FormReader {
    /// The problems so far.
    private(set) var problems: [FormProblem] = []

    /// Reads the fields of a form or of an entry.
    mutating func record(
        _ raw: RawFormValue, fields: [FormField], path: String
    ) -> FormRecord {
        guard case .mapping(let entries) = raw.content else {
            report(.wrongShape, path, raw.line)
            return FormRecord([:])
        }
        var given: [FieldName: RawFormValue] = [:]
        for entry in entries {
            let key = FieldName(entry.key)
            guard let key, fields.contains(where: { $0.name == key }) else {
                // The key is not repeated: whoever mistypes may have typed a text there.
                report(.unknownField, path, entry.line)
                continue
            }
            guard given.updateValue(entry.value, forKey: key) == nil else {
                report(.duplicateField, join(path, key), entry.line)
                continue
            }
        }
        var values: [FieldName: FormValue] = [:]
        for field in fields {
            guard let value = given[field.name], !value.isBlank else { continue }
            values[field.name] = read(value, field, path: join(path, field.name))
        }
        for field in fields where given[field.name]?.isBlank ?? true {
            guard isRequired(field, values) else { continue }
            report(.missing, join(path, field.name), given[field.name]?.line ?? raw.line, field)
        }
        return FormRecord(values)
    }

    private func isRequired(_ field: FormField, _ values: [FieldName: FormValue]) -> Bool {
        if field.isRequired { return true }
        return field.requiredWhen.map { $0.holds(for: values[$0.field]) } ?? false
    }

    private mutating func read(
        _ raw: RawFormValue, _ field: FormField, path: String
    ) -> FormValue? {
        switch field.kind {
        case .text, .longText: return text(raw, field, path)
        case .date: return day(raw, path).map(FormValue.date)
        case .boolean:
            switch scalar(raw, path) {
            case "true"?: return .flag(true)
            case "false"?: return .flag(false)
            case nil: return nil
            default: return report(.notABoolean, path, raw.line)
            }
        case .choice(let choices):
            guard let word = scalar(raw, path) else { return nil }
            guard let choice = choices.first(where: { $0.name.text == word }) else {
                return report(.unknownChoice, path, raw.line, field)
            }
            return .choice(choice.name)
        case .selection(let choices): return selection(raw, choices, field, path)
        case .integer(let range): return integer(raw, range, path)
        case .period(let isOpenEnded): return period(raw, isOpenEnded: isOpenEnded, path)
        case .number(let scheme): return number(raw, scheme, path)
        case .list(let entryFields): return list(raw, entryFields, field, path)
        }
    }

    private mutating func scalar(_ raw: RawFormValue, _ path: String) -> String? {
        guard case .text(let text) = raw.content else {
            report(.wrongShape, path, raw.line)
            return nil
        }
        return text.trimmed
    }

    private mutating func text(
        _ raw: RawFormValue, _ field: FormField, _ path: String
    ) -> FormValue? {
        guard let text = scalar(raw, path) else { return nil }
        guard text.unicodeScalars.count <= field.maximum else {
            return report(.tooLong, path, raw.line, field, limit: "≤ \(field.maximum)")
        }
        let isPrintable = text.unicodeScalars.allSatisfy { scalar in
            scalar.isPrintable || (scalar == "\n" && field.kind == .longText)
        }
        guard isPrintable else { return report(.forbiddenCharacter, path, raw.line) }
        return .text(text)
    }

    private mutating func day(_ raw: RawFormValue, _ path: String) -> CivilDate? {
        guard let text = scalar(raw, path) else { return nil }
        guard let day = CivilDate(text) else {
            report(.notADate, path, raw.line)
            return nil
        }
        return day
    }

    private mutating func selection(
        _ raw: RawFormValue, _ choices: [FieldChoice], _ field: FormField, _ path: String
    ) -> FormValue? {
        guard case .list(let elements) = raw.content else {
            return report(.wrongShape, path, raw.line)
        }
        var names: [FieldChoiceName] = []
        for element in elements where !element.isBlank {
            guard let word = scalar(element, path) else { return nil }
            guard let choice = choices.first(where: { $0.name.text == word }) else {
                return report(.unknownChoice, path, element.line, field)
            }
            guard !names.contains(choice.name) else {
                return report(.repeatedChoice, path, element.line)
            }
            names.append(choice.name)
        }
        return .selection(names.sorted())
    }

    private mutating func integer(
        _ raw: RawFormValue, _ range: ClosedRange<Int>, _ path: String
    ) -> FormValue? {
        guard let text = scalar(raw, path) else { return nil }
        // Only the form that is written again: no sign but a minus, no leading zero.
        guard let number = Int(text), String(number) == text else {
            return report(.notANumber, path, raw.line)
        }
        guard range.contains(number) else {
            let limit = "\(range.lowerBound)–\(range.upperBound)"
            return report(.outOfRange, path, raw.line, limit: limit)
        }
        return .integer(number)
    }

    private mutating func period(
        _ raw: RawFormValue, isOpenEnded: Bool, _ path: String
    ) -> FormValue? {
        guard case .mapping(let entries) = raw.content,
            entries.allSatisfy({ $0.key == "from" || $0.key == "until" }),
            Set(entries.map(\.key)).count == entries.count
        else { return report(.wrongShape, path, raw.line) }
        let from = entries.first { $0.key == "from" && !$0.value.isBlank }
        let until = entries.first { $0.key == "until" && !$0.value.isBlank }
        guard let from else { return report(.missing, "\(path).from", raw.line) }
        guard let first = day(from.value, "\(path).from") else { return nil }
        guard let until else {
            return isOpenEnded
                ? .period(from: first, until: nil) : report(.missing, "\(path).until", raw.line)
        }
        guard let last = day(until.value, "\(path).until") else { return nil }
        guard first <= last else { return report(.reversedPeriod, path, raw.line) }
        return .period(from: first, until: last)
    }

    private mutating func number(
        _ raw: RawFormValue, _ scheme: NumberScheme, _ path: String
    ) -> FormValue? {
        guard let text = scalar(raw, path) else { return nil }
        do throws(NumberFault) {
            return .text(try scheme.number(text).compact)
        } catch {
            return report(FormProblem.Code(error), path, raw.line, limit: scheme.pattern)
        }
    }

    private mutating func list(
        _ raw: RawFormValue, _ fields: [FormField], _ field: FormField, _ path: String
    ) -> FormValue? {
        guard case .list(let elements) = raw.content else {
            return report(.wrongShape, path, raw.line)
        }
        let filled = elements.filter { !$0.isBlank }
        guard filled.count <= field.maximum else {
            return report(.tooMany, path, raw.line, field, limit: "≤ \(field.maximum)")
        }
        var records: [FormRecord] = []
        for (index, element) in filled.enumerated() {
            records.append(record(element, fields: fields, path: "\(path)[\(index + 1)]"))
        }
        return .list(records)
    }

    private func join(_ path: String, _ name: FieldName) -> String {
        path.isEmpty ? name.text : "\(path).\(name)"
    }

    /// Notes a problem; gives `nil`, for the value that is not there.
    @discardableResult private mutating func report(
        _ code: FormProblem.Code, _ path: String, _ line: Int, _ field: FormField? = nil,
        limit: String = ""
    ) -> FormValue? {
        problems.append(FormProblem(code, path: path, line: line, field: field, limit: limit))
        return nil
    }
}

extension String {
    /// The text without space at its ends.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

extension Unicode.Scalar {
    /// Whether the character shows what it is: no controls, and no marks that turn the direction
    /// of the text around (they can make a text read other than it is).
    fileprivate var isPrintable: Bool {
        switch value {
        case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069, 0xfeff: false
        default: properties.generalCategory != .unassigned
        }
    }
}
