internal import COpenSSL

extension Digest {
    /// Hashes the concatenation of `parts` with SHA-256 (FIPS 180-4).
    package init(hashing parts: [UInt8]...) {
        self.init(hashing: parts)
    }

    /// Hashes the concatenation of `parts` with SHA-256 (FIPS 180-4).
    package init(hashing parts: [[UInt8]]) {
        let input = parts.count == 1 ? parts[0] : Array(parts.joined())
        var output = [UInt8](repeating: 0, count: Self.byteCount)
        var length: UInt32 = 0
        // SAFETY: both buffers outlive the call; EVP_Digest writes 32 bytes for SHA-256.
        let result = unsafe EVP_Digest(input, input.count, &output, &length, EVP_sha256(), nil)
        precondition(result == 1 && length == 32, "SHA-256 is part of every libcrypto")
        guard let digest = Self(output) else { preconditionFailure("SHA-256 gives 32 bytes") }
        self = digest
    }
}
