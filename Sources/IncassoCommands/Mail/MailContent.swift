import CSVRenderer
import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import MailRenderer
import ReportDocument
import Reports

/// A report as a message, before it is addressed.
struct MailContent: Sendable {
    let subject: String
    let text: String
    let html: String
    let attachments: [MailAttachment]
}

/// A file that goes with a message. A class, so that the messages of a language share it.
final class MailAttachment: Sendable {
    let fileName: String
    let mediaType: String
    let bytes: [UInt8]

    init(fileName: String, mediaType: String, bytes: [UInt8]) {
        self.fileName = fileName
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// Who a message is from and to, and when it was made.
struct MailEnvelope: Sendable {
    let from: MailAddress
    let to: MailAddress
    let messageID: String
    let language: Language
    let date: Int64
}

/// What can go with a message.
enum MailAttachmentFormat: String, CaseIterable, Hashable, Sendable {
    case xlsx, csv, html

    /// What goes with a report unless something is asked for: a message holds a report of form mail whole, of a page only the beginning. As a workbook, because
    /// mail filters often hold pages back.
    static func standard(_ spec: ReportSpec) -> [MailAttachmentFormat] { spec.form == .page ? [.xlsx] : [] }
}

extension ReportJob {
    /// The report as a message with attachments.
    ///
    /// - Throws: 78 when the attachments together exceed the limit, or the message is longer than mail programs show.
    func mailContent(
        _ formats: [MailAttachmentFormat], _ language: Language, _ request: ReportRequest, kilobytesMax: Int
    ) throws -> MailContent {
        let builder = try builder()
        let document = builder.document(language)
        let attachments = try formats.flatMap { try files(document, language, $0, request) }
        let byteCount = attachments.reduce(0) { $0 + $1.bytes.count }
        guard byteCount <= kilobytesMax * 1_000 else {
            throw CommandError(
                .wrongConfiguration, "attachments-too-large", file: path,
                "the attachments have \(byteCount / 1_000) kB, more than the \(kilobytesMax) kB a message may carry",
                advice: "attach less with --attach, or raise mail.attachments_kilobytes_max")
        }
        let message = try rendered(document, builder, isAttached: !attachments.isEmpty)
        return MailContent(subject: message.subject, text: message.text, html: message.html, attachments: attachments)
    }

    /// The message; of a page the first section alone when two are too long.
    private func rendered(_ document: ReportDocument, _ builder: ReportBuilder, isAttached: Bool) throws -> MailMessage {
        let whole = builder.mailDocument(document, isAttached: isAttached)
        do throws(RenderError) {
            return try MailRenderer.render(whole)
        } catch {
            guard error.code == .tooLarge, spec.form == .page else { throw error }
            return try MailRenderer.render(builder.mailDocument(document, sectionsMax: 1, isAttached: isAttached))
        }
    }

    private func files(
        _ document: ReportDocument, _ language: Language, _ format: MailAttachmentFormat, _ request: ReportRequest
    ) throws -> [MailAttachment] {
        let name = request.fileName(spec: path, language, ending: format.rawValue)
        switch format {
        case .html:
            let page = try HTMLRenderer.render(document)
            return [MailAttachment(fileName: name, mediaType: "text/html", bytes: Array(page.utf8))]
        case .csv:
            return CSVRenderer.files(document, dialect: request.dialect).map { table in
                let base = request.fileName(spec: path, language, ending: table.name)
                return MailAttachment(fileName: base, mediaType: "text/csv", bytes: Array(table.text.utf8))
            }
        case .xlsx:
            let file = NSTemporaryDirectory() + "incasso-" + UUID().uuidString + ".xlsx"
            defer { try? FileManager.default.removeItem(atPath: file) }
            try ExcelRenderer.render(document, to: file)
            let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            return [MailAttachment(fileName: name, mediaType: type, bytes: try TextFile.bytes(at: file))]
        }
    }
}
