import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import Reports

/// A report that is to be mailed: to whom, and how each message comes about.
struct ReportMailing {
    /// How a message becomes bytes.
    typealias Encoding = @Sendable (MailContent, MailEnvelope) throws -> [UInt8]

    let spec: ReportSpec
    let recipients: [MailRecipient]
    /// Analysts who get nothing, and why.
    let findings: [Diagnostic]
    let sender: MailAddress
    private let day: Day
    private let snapshotVersion: Int
    private let snapshotFingerprint: UInt64
    /// Makes the content for the analyst, or for everybody, in a language.
    private let content: (_ analyst: String?, _ language: Language) throws -> MailContent

    /// A mailing of contents that come from elsewhere.
    init(
        spec: ReportSpec, recipients: [MailRecipient], findings: [Diagnostic], sender: MailAddress, day: Day, snapshotVersion: Int,
        snapshotFingerprint: UInt64,
        content: @escaping (_ analyst: String?, _ language: Language) throws -> MailContent
    ) {
        self.spec = spec
        self.recipients = recipients
        self.findings = findings
        self.sender = sender
        self.day = day
        self.snapshotVersion = snapshotVersion
        self.snapshotFingerprint = snapshotFingerprint
        self.content = content
    }

    /// A report of a workspace on a day.
    ///
    /// - Throws: 66 when there is no snapshot, 77 and 78 as recipients are not permitted or missing.
    init(
        _ request: ReportRequest, to: [MailAddress], attach: [MailAttachmentFormat]?, _ workspace: Workspace, _ store: LedgerStore
    ) throws {
        let (configuration, path) = (workspace.configuration, request.specs[0])
        guard let snapshot = try store.currentSnapshot(on: request.asOf) else {
            throw CommandError(
                .noSuchInput, "no-snapshot", "there is no snapshot of \(request.asOf.isoText)",
                advice: "`incasso snapshots` lists the days in the store")
        }
        let spec = try RenderedReports.spec(
            at: path, aging: configuration.policy.aging, bucketRules: configuration.knownBucketRules)
        let engine = try EmbeddedEngine(store: store, policy: configuration.policy, threads: ImportOptions.activeCoreCount)
        let data = try RenderedReports.data(spec, request, workspace, store, engine)
        let known = (data.figures[request.asOf]?.keys(.analyst) ?? []).filter { $0 != PortfolioIndex.house && $0 != ScopeKey.unknown }
        let owners = Set(
            try store.portfolios().filter { $0.validFrom <= request.asOf && ($0.validTo.map { $0 >= request.asOf } ?? true) }.map(\.analyst)
        )
        var chosen = spec.audience == .analyst ? try request.analysts(among: known) : []
        // Who has no portfolio on the day gets an empty report only when that is asked for by name.
        if request.analysts == .all { chosen.removeAll { !owners.contains($0) } }
        let (recipients, findings) = try MailRecipients(
            spec: spec, configuration: configuration, analysts: try store.analysts(), withPortfolio: owners, to: to
        ).find(analysts: chosen)
        let languages = spec.languages.filter { language in recipients.contains { $0.language == language } }
        let jobs = try ReportJob.jobs(spec, path: path, data, request, languages: languages)
        let formats = attach ?? MailAttachmentFormat.standard(spec)
        let kilobytesMax = configuration.mail.attachmentsKilobytesMax
        self.init(
            spec: spec, recipients: recipients, findings: findings, sender: try ReportMailing.sender(configuration), day: snapshot.day,
            snapshotVersion: snapshot.version, snapshotFingerprint: snapshot.fingerprint
        ) { analyst, language in
            let job = jobs.first { $0.languages.contains(language) && (analyst == nil || $0.cut?.key == analyst) }!
            return try job.mailContent(formats, language, request, kilobytesMax: kilobytesMax)
        }
    }

    private static func sender(_ configuration: Configuration) throws -> MailAddress {
        do throws(MailAddress.Fault) {
            return try MailAddress(configuration.mail.from)
        } catch {
            throw CommandError(.wrongConfiguration, "bad-address", "mail.from \(error.rawValue)")
        }
    }

    /// Gives the message for each recipient, in an order in which each content is made once and forgotten before the next: by language, or one by one.
    ///
    /// `isNeeded` is asked before anything is made; `content` makes what all recipients of a content share.
    func forEach(
        isNeeded: (OutboxDraft) throws -> Bool, _ body: (OutboxDraft, _ content: () throws -> MailContent) throws -> Void
    ) throws {
        let groups: [[MailRecipient]]
        if spec.audience == .analyst {
            groups = recipients.map { [$0] }
        } else {
            groups = spec.languages.map { language in recipients.filter { $0.language == language } }
        }
        for group in groups {
            var made: MailContent?
            for recipient in group {
                let draft = draft(recipient)
                guard try isNeeded(draft) else { continue }
                try body(draft) {
                    if let made { return made }
                    let content = try content(recipient.analyst, recipient.language)
                    made = content
                    return content
                }
            }
        }
    }

    /// What the outbox keeps of a recipient's message.
    func draft(_ recipient: MailRecipient) -> OutboxDraft {
        OutboxDraft(
            report: spec.name, day: day, recipient: recipient.address, analyst: recipient.analyst,
            snapshotVersion: snapshotVersion, snapshotFingerprint: snapshotFingerprint, language: recipient.language, sender: sender)
    }

    /// Puts the messages into the outbox, all or none; those that are there already are left out unless `again`.
    ///
    /// - Returns: How many were queued.
    func queue(_ outbox: Outbox, again: Bool, encode: Encoding, at now: EpochSeconds) throws -> Int {
        var count = 0
        do {
            try forEach(isNeeded: { _ in true }) { draft, content in
                let isNew = try outbox.add(draft, again: again, at: now) { messageID in
                    try encode(try content(), envelope(draft, messageID, now))
                }
                if isNew { count += 1 }
            }
            try outbox.release(at: now)
        } catch {
            // Drafts that cannot be removed now are removed by the next run; the first error is the one to tell.
            try? outbox.discardDrafts()
            throw error
        }
        return count
    }

    /// The envelope of a draft.
    func envelope(_ draft: OutboxDraft, _ messageID: String, _ now: EpochSeconds) -> MailEnvelope {
        MailEnvelope(from: sender, to: draft.recipient, messageID: messageID, language: draft.language, date: now)
    }
}
