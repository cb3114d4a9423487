package import Reintegration

/// An administration that is to be imported: rows of cells by the names of their columns
/// (docs/formats/import-file.md).
package struct ImportTable: Sendable {
    /// What stands in a cell.
    package struct Cell: Hashable, Sendable {
        /// The text, without white space at its ends.
        package let text: String
        /// The line, from 1.
        package let line: Int
    }

    /// A row.
    package struct Row: Sendable {
        /// The line on which it begins, from 1.
        package let line: Int
        /// The cells that are filled, by column; without those of steps.
        package let cells: [String: Cell]
        /// The steps and the sections of their own, in the order of their numbers.
        package let steps: [Step]
    }

    /// A step with its forms, or forms that belong to no step.
    package struct Step: Sendable {
        /// What the step says beside.
        package struct Setting: Sendable {
            /// The name of the parameter.
            package let name: String
            /// Its value.
            package let value: Cell
        }

        /// What was filled into a form.
        package struct FilledForm: Sendable {
            /// The name of the form.
            package let name: String
            /// The values, with their lines.
            package let value: RawFormValue

            /// Puts it together.
            package init(name: String, value: RawFormValue) {
                self.name = name
                self.value = value
            }
        }

        /// What problems call it: `step-2`, `section`.
        package let place: String
        /// The line on which it begins, from 1.
        package let line: Int
        /// The step; `nil` where none is named.
        package var name: Cell?
        /// Its day.
        package var day: Cell?
        /// What it says beside.
        package var settings: [Setting] = []
        /// Its forms.
        package var forms: [FilledForm] = []
    }

    /// What is wrong, without what stands there.
    package struct Problem: Hashable, Sendable, Comparable {
        /// The line, from 1; 0 for the file.
        package let line: Int
        /// The column; empty for the row.
        package let column: String
        /// What is wrong, and what to do.
        package let message: String

        /// Names a problem.
        package init(line: Int, column: String, message: String) {
            self.line = line
            self.column = column
            self.message = message
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// The most rows.
    package static let maximumRows = 100_000
    /// The most characters (Unicode scalars) of a cell.
    package static let maximumCell = 4_000

    /// The rows.
    package private(set) var rows: [Row] = []
    /// What is wrong with the file.
    package private(set) var problems: [Problem] = []

    /// Reads a file of separated values.
    ///
    /// - Parameters:
    ///   - csv: The whole file.
    ///   - isColumn: Whether a column of this name is known.
    package init(csv: [UInt8], isColumn: (ImportColumn) -> Bool) {
        let document = CSVDocument(csv)
        problems = document.problems.map { problem in
            Problem(
                line: problem.line, column: problem.column == 0 ? "" : "\(problem.column)",
                message: problem.message)
        }
        guard let heading = document.rows.first else {
            if problems.isEmpty {
                problems = [Problem(line: 1, column: "", message: "the file has no heading")]
            }
            return
        }
        let columns = heading.map { Self.columnName($0.text) }
        var seen = Set<String>()
        for (field, column) in zip(heading, columns) {
            let known = column.isEmpty ? nil : ImportColumn(column)
            if !(known.map(isColumn) ?? false) {
                report(field.line, "\(field.column)", "no column has this name")
            } else if !seen.insert(column).inserted {
                report(field.line, column, "the column stands twice")
            }
        }
        for fields in document.rows.dropFirst() {
            add(
                line: fields[0].line,
                zip(columns, fields).map { Filled(column: $0, text: $1.text, line: $1.line) })
        }
        finish()
    }

    /// Reads a JSON array of objects, whose members are the columns; numbers are taken as texts.
    ///
    /// - Parameters:
    ///   - json: The whole file.
    ///   - file: The name that errors give.
    ///   - isColumn: Whether a column of this name is known.
    package init(json: [UInt8], file: String, isColumn: (ImportColumn) -> Bool) {
        let root: YAMLNode
        do throws(DataFileError) {
            root = try YAMLDocument(json, file: file, limit: CSVDocument.maximumSize).root
        } catch {
            // What the reader says may repeat what stands there; only the line is told.
            problems = [
                Problem(line: error.line, column: "", message: "this is no JSON that can be read")
            ]
            return
        }
        guard case .list(let elements) = root.content else {
            report(root.line, "", "the file is to be an array of objects")
            return
        }
        for element in elements {
            guard case .mapping(let entries) = element.content else {
                report(element.line, "", "the element is no object")
                continue
            }
            var cells: [Filled] = []
            var steps: [Step] = []
            for entry in entries {
                if entry.key == Self.stepsMember {
                    steps = self.steps(entry.value)
                    continue
                }
                guard let column = ImportColumn(entry.key), isColumn(column) else {
                    report(entry.line, "", "no column has the name of this member")
                    continue
                }
                guard case .text(let text) = entry.value.content else {
                    report(entry.line, entry.key, "a text is expected")
                    continue
                }
                cells.append(Filled(column: entry.key, text: text, line: entry.line))
            }
            add(line: element.line, cells, steps)
        }
        finish()
    }

    /// The member of a JSON object in which steps stand with their forms.
    package static let stepsMember = "steps"

    /// A cell with the name of its column.
    private struct Filled {
        let column: String
        let text: String
        let line: Int
    }

    private mutating func add(line: Int, _ filled: [Filled], _ steps: [Step] = []) {
        var kept: [String: Cell] = [:]
        var places: [ImportColumn.Place: Step] = [:]
        var trees: [FormPlace: ImportTree] = [:]
        for given in filled where !given.text.isBlank {
            guard given.text.unicodeScalars.count <= Self.maximumCell else {
                report(
                    given.line, given.column,
                    "the cell holds more than \(Self.maximumCell) characters")
                continue
            }
            let cell = Cell(text: given.text.withoutSpaceAtEnds, line: given.line)
            let column = ImportColumn(given.column)
            guard let place = column?.place else {
                kept[given.column] = cell
                continue
            }
            var step = places[place] ?? Step(place: place.name, line: line)
            switch column {
            case .step?: step.name = cell
            case .day?: step.day = cell
            case .setting(_, let name)?:
                step.settings.append(Step.Setting(name: name, value: cell))
            case .field(_, let form, let path)?:
                let key = FormPlace(place: place, form: form)
                var tree = trees[key] ?? ImportTree(line: line)
                if !tree.add(cell.text, line: cell.line, at: path) {
                    report(cell.line, given.column, "another column fills a part of this field")
                }
                trees[key] = tree
            case .single?, nil: break
            }
            places[place] = step
        }
        for (key, tree) in trees.sorted(by: { $0.key.form < $1.key.form }) {
            places[key.place]?.forms.append(Step.FilledForm(name: key.form, value: tree.value))
        }
        rows.append(
            Row(
                line: line, cells: kept,
                steps: places.sorted { $0.key < $1.key }.map(\.value) + steps))
    }

    /// A form of a step or of a section of its own.
    private struct FormPlace: Hashable {
        let place: ImportColumn.Place
        let form: String
    }

    private mutating func finish() {
        if rows.isEmpty, problems.isEmpty { report(1, "", "the file has no rows") }
        if rows.count > Self.maximumRows {
            report(0, "", "a file has at most \(Self.maximumRows) rows: split it")
        }
        problems.sort()
    }

    mutating func report(_ line: Int, _ column: String, _ message: String) {
        problems.append(Problem(line: line, column: column, message: message))
    }

    /// Lower case, without white space around it: what people type into a heading.
    private static func columnName(_ text: String) -> String {
        text.withoutSpaceAtEnds.lowercased()
    }
}

extension String {
    /// The text without white space at its ends.
    var withoutSpaceAtEnds: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
