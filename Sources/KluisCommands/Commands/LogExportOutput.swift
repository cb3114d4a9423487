extension CommandContext {
    /// Lends what writes an export: to a new file, which appears whole when `body` has ended well, or
    /// to standard output for `-`.
    ///
    /// - Throws: ``FileFailure``, also where a file is already; what `body` throws.
    func withOutput<Result>(
        _ path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
    ) throws -> Result {
        guard path != "-" else {
            return try body { bytes in
                console.print(bytes: bytes)
                try console.flush()
            }
        }
        let file = try NewFile(at: path)
        let result = try body { try file.write($0) }
        try file.finish()
        return result
    }
}
