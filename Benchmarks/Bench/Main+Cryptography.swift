import CryptoPrimitives
import Sealing
import Yardstick

extension Main {
    /// Chunked encryption in memory beside AES-256-GCM on EVP at 16 KiB, and beside that and
    /// SHA-256 where the chunks are hashed, as every section that is written has them hashed.
    ///
    /// Both sides read and write the same 8 MiB, a MiB at a time to a buffer that is used again.
    static func sealing(_ rounds: Int, _ report: Report) {
        let piece = [UInt8](repeating: 7, count: 1 << 20)
        let pieces = 8
        var output: [UInt8] = []
        output.reserveCapacity(piece.count + 4096)
        guard let key = try? SecretBytes.random(count: 32) else { return report.fail("random") }
        func seal(hashing: Bool) -> Double {
            seconds {
                guard
                    var sealer = try? ChunkedSealer(key: key, context: [1], hashesChunks: hashing)
                else { return }
                var sealed = 0
                for _ in 0..<pieces {
                    output.removeAll(keepingCapacity: true)
                    try? sealer.update(piece, into: &output)
                    sealed += output.count
                }
                output.removeAll(keepingCapacity: true)
                _ = try? sealer.finish(into: &output)
                precondition(sealed + output.count > pieces << 20, "everything was sealed")
            }
        }
        var plain = Comparison(
            "chunked encryption of 8 MiB, against AES-256-GCM of the same bytes on EVP at 16 KiB")
        var hashed = Comparison(
            "the same with the chunks hashed, against AES-256-GCM and SHA-256 of the same bytes")
        for _ in 0..<rounds {
            plain.add(ours: seal(hashing: false), yardstick: yardstick_gcm_16k(pieces, 0))
            hashed.add(ours: seal(hashing: true), yardstick: yardstick_gcm_16k(pieces, 1))
        }
        plain.report(report, .must(1 / 0.9))
        hashed.report(report, .must(1 / 0.9))
    }
}
