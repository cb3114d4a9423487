internal import DataFiles

/// What is wrong with the rows of an import, without what stands in a cell.
struct ImportProblems {
    /// The problems, in the order in which they were found.
    private(set) var list: [ImportTable.Problem] = []
    /// What was found in good order, but has to be known: it stops nothing.
    private(set) var remarks: [ImportTable.Problem] = []

    /// How many there are.
    var count: Int { list.count }

    /// Adds a problem of a cell, or of a column in which nothing stands.
    mutating func add(_ row: ImportTable.Row, _ column: String, _ message: String) {
        add(line: row.cells[column]?.line ?? row.line, column, message)
    }

    /// Adds what others found.
    mutating func add(_ others: ImportProblems) {
        list += others.list
        remarks += others.remarks
    }

    /// Adds a problem at a line.
    mutating func add(line: Int, _ column: String, _ message: String) {
        list.append(ImportTable.Problem(line: line, column: column, message: message))
    }

    /// Adds what stops nothing.
    mutating func remark(line: Int, _ column: String, _ message: String) {
        remarks.append(ImportTable.Problem(line: line, column: column, message: message))
    }
}
