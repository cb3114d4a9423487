internal import Glibc
package import TransparencyLog

/// What a user names on the command line, read and checked.
package enum GivenFiles {
    /// A verifier key: its text, or a file whose first line it is.
    package static func key(_ given: String) throws(CheckFailure) -> VerifierKey {
        if let key = try? VerifierKey(given) { return key }
        let text = String(decoding: try bytes(given, limit: 4096), as: UTF8.self)
        do throws(NoteError) {
            return try VerifierKey(String(text.prefix { !$0.isNewline }))
        } catch {
            throw CheckFailure(
                .badData, "`\(given)` holds no key of a log: \(LogFault.words(error))")
        }
    }

    /// A trust policy.
    package static func policy(_ path: String) throws(CheckFailure) -> TrustPolicy {
        let content = try bytes(path, limit: TrustPolicy.maximumSize)
        do throws(TrustPolicyError) {
            return try TrustPolicy(content)
        } catch {
            throw CheckFailure(
                .badData, "`\(path)` is no trust policy: \(error.reason) in line \(error.line)",
                hint: "its form is that of https://c2sp.org/tlog-policy")
        }
    }

    /// The bytes of a file.
    package static func bytes(
        _ path: String, limit: Int = LogProof.maximumSize
    ) throws(CheckFailure) -> [UInt8] {
        do throws(PlainFile.Failure) {
            return try PlainFile.read(path, limit: limit)
        } catch {
            if error.isMissing { throw CheckFailure(.noInput, "there is no `\(path)`") }
            switch error.code {
            case EACCES, EPERM:
                throw CheckFailure(.noInput, "cannot read `\(path)`: permission denied")
            case EISDIR: throw CheckFailure(.noInput, "`\(path)` is a directory, and no file")
            case EFBIG: throw CheckFailure(.badData, "`\(path)` is larger than is read")
            default:
                throw CheckFailure(
                    .inputOutput, "cannot read `\(path)`: system error \(error.code)")
            }
        }
    }

    /// The signed notes in a file: a checkpoint, the one that a proof carries, or all of a history
    /// of heads (``HeadHistory``) of at most 64 MiB.
    static func notes(_ path: String) throws(CheckFailure) -> [[UInt8]] {
        let content = try bytes(path, limit: 64 << 20)
        if let history = HeadHistory(content), !history.records.isEmpty {
            return history.records.map(\.note.bytes)
        }
        return [note(in: content)]
    }

    /// The signed note in a file: a checkpoint, or the one that a proof carries.
    static func note(_ path: String) throws(CheckFailure) -> [UInt8] {
        note(in: try bytes(path))
    }

    private static func note(in content: [UInt8]) -> [UInt8] {
        if let proof = try? LogProof(content) { return proof.checkpoint.bytes }
        if let request = try? WitnessRequest(content) { return request.checkpoint.bytes }
        return content
    }
}
