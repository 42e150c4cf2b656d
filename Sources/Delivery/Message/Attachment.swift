/// A file that goes with a message.
public struct Attachment: Hashable, Sendable {
    /// A name without folders, such as `huddle-2026-06-30.xlsx`.
    public let fileName: String
    /// `type/subtype`, such as `text/csv`.
    public let mediaType: String
    public let bytes: [UInt8]

    public init(fileName: String, mediaType: String, bytes: [UInt8]) {
        self.fileName = fileName
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// The two halves of the media type. Throws `badAttachment`.
    func checkedMediaType() throws(DeliveryError) -> (type: String, subtype: String) {
        let parts = mediaType.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let marks = Set("!#$&-^_.+".utf8)
        let isToken = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.count <= 127 && part.utf8.allSatisfy { HeaderText.isLetterOrDigit($0) || marks.contains($0) }
        }
        // Inside of multipart and message types other encodings are the rule.
        guard parts.count == 2, isToken, !["multipart", "message"].contains(parts[0].lowercased()) else {
            throw DeliveryError(.badAttachment, "the media type of an attachment is not in the form type/subtype")
        }
        return (parts[0], parts[1])
    }

    func checkedFileName() throws(DeliveryError) -> String {
        let hasFolder = fileName.contains { $0 == "/" || $0 == "\\" }
        guard !fileName.isEmpty, !fileName.hasPrefix("."), !hasFolder, HeaderText.isPlain(fileName, byteCountMax: 120) else {
            throw DeliveryError(
                .badAttachment, "the name of an attachment is empty, hidden, too long or has folders or control characters",
                advice: "use a name like huddle.xlsx of at most 120 bytes")
        }
        return fileName
    }
}
