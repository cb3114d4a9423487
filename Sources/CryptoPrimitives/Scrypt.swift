internal import COpenSSL

/// Keys from passphrases (scrypt, RFC 7914).
package enum Scrypt {
    /// What a guess costs: memory of 128·N·r bytes, and time in proportion to N·r·p.
    package struct Parameters: Hashable, Sendable {
        /// N, a power of two.
        package let cost: UInt64
        /// r.
        package let blockSize: UInt64
        /// p.
        package let parallelism: UInt64

        /// Takes parameters from anywhere; ``isAcceptable`` tells whether they may be used.
        package init(cost: UInt64, blockSize: UInt64, parallelism: UInt64) {
            self.cost = cost
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// Whether the parameters are neither so weak that guessing is cheap nor so costly that
        /// reading a file stops the machine.
        ///
        /// At least N = 2¹⁴, r = 8, p = 1; below 32 MiB, which is also where `openssl pkey` stops;
        /// p at most 16.
        package var isAcceptable: Bool {
            let ceiling: UInt64 = 32 << 20
            return cost.nonzeroBitCount == 1 && cost >= 1 << 14 && cost < ceiling
                && blockSize >= 8 && blockSize < ceiling
                && cost * blockSize * 128 < ceiling
                && 1...16 ~= parallelism
        }
    }

    /// Derives a key of `count` bytes.
    ///
    /// - Throws: `unacceptableParameters`, before anything is computed.
    static func deriveKey(
        from passphrase: borrowing SecretBytes, salt: [UInt8], parameters: Parameters, count: Int
    ) throws(CryptoError) -> SecretBytes {
        guard parameters.isAcceptable else { throw CryptoError(.unacceptableParameters) }
        return try unsafe SecretBytes(count: count) { (output) throws(CryptoError) in
            _ = Libcrypto.shared
            ERR_clear_error()
            let result = unsafe passphrase.withUnsafeBytes { passphrase in
                unsafe salt.withUnsafeBufferPointer { salt in
                    // libcrypto's own limit of 32 MiB counts a little more than 128·N·r bytes.
                    unsafe EVP_PBE_scrypt(
                        UnsafeRawPointer(Libcrypto.address(of: passphrase))
                            .assumingMemoryBound(to: CChar.self),
                        passphrase.count, Libcrypto.address(of: salt), salt.count,
                        parameters.cost, parameters.blockSize, parameters.parallelism, 64 << 20,
                        output.baseAddress, output.count)
                }
            }
            try Libcrypto.check(result)
        }
    }
}
