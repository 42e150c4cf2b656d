import CLibCrypto

/// The SHA-256 of all bytes of a file as 64 hexadecimal digits.
///
/// Pages are released as they are hashed, so that a large file does not stay in memory.
func sha256Hex(of bytes: FileBytes) -> String {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    precondition(context != nil && EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto has SHA-256")
    let pieceByteCount = 1 << 20
    var offset = 0
    while offset < bytes.count {
        let end = min(bytes.count, offset + pieceByteCount)
        bytes.withSpan { span in
            span.extracting(offset..<end).withUnsafeBytes { piece in
                // SAFETY: libcrypto reads exactly `count` bytes of the piece and keeps no pointer to them.
                precondition(EVP_DigestUpdate(context, piece.baseAddress, piece.count) == 1, "hashing bytes in memory cannot fail")
            }
        }
        bytes.release(offset..<end)
        offset = end
    }
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    precondition(EVP_DigestFinal_ex(context, &digest, &length) == 1 && length == 32, "SHA-256 has 32 bytes")
    return hexText(digest)
}

/// Two lower-case hexadecimal digits per byte.
func hexText(_ bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(into: "") { text, byte in
        text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
}

/// Sixteen lower-case hexadecimal digits.
func hexText(_ number: UInt64) -> String {
    hexText((0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
}

extension LedgerFileReader {
    /// SHA-256 of all bytes of a file, 64 lower-case hexadecimal digits; nil when it cannot be read. Linear.
    public static func sha256(path: String) -> String? { (try? FileBytes(path: path)).map(sha256Hex) }

    /// The size of a file in bytes; nil when it cannot be read, or is empty.
    public static func byteCount(path: String) -> Int? { (try? FileBytes(path: path))?.count }
}
