/// A message made from a document: what a mail program shows. Who sends it, to whom and when is not its matter.
public struct MailMessage: Hashable, Sendable {
    /// One line, with the figure that matters most.
    public var subject: String
    /// A page of tables with inline styles, at most 600 pixels wide, without scripts or images. Less than ``MailRenderer/byteLimit`` bytes.
    public var html: String
    /// The same content as plain text, lines of at most 76 characters where words allow it.
    public var text: String

    public init(subject: String, html: String, text: String) {
        self.subject = subject
        self.html = html
        self.text = text
    }
}
