import Ledger
import LedgerStore

/// Renders the reports of a request.
enum RenderedReports {
    /// Renders all reports into the staging folder of an output.
    ///
    /// - Returns: The names of the files, in the order they are to be told.
    static func render(_ request: ReportRequest, _ workspace: Workspace, _ store: LedgerStore, into output: OutputFolder) throws -> [String]
    {
        throw CommandError(.unavailable, "no-renderer", "this build renders no reports", advice: "use `incasso metrics`")
    }
}
