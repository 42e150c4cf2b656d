import CXlsxWriter
import Glibc
import Ledger
import ReportDocument

/// Writes a document as a workbook: one sheet a section, several where long tables follow each other, native tables and charts, live formulas with their values.
public enum ExcelRenderer {
    /// Writes `document` to `path`, replacing what is there. The folder must exist.
    ///
    /// The file appears under its name only when it is complete; after an error nothing is left. The same document gives the same bytes.
    public static func render(_ document: ReportDocument, to path: String) throws(RenderError) {
        try SheetName.check(document.sections)
        let division = SheetDivision(document)
        let document = division.document
        let layout = try WorkbookLayout(division)
        let temporary = temporaryPath(for: path)
        do throws(RenderError) {
            try write(document, layout, to: temporary)
            guard rename(temporary, path) == 0 else { throw cannotWrite(path, String(cString: strerror(errno))) }
        } catch {
            unlink(temporary)
            throw error.path == nil ? error : cannotWrite(path, error.message)
        }
    }

    private static func cannotWrite(_ path: String, _ message: String) -> RenderError {
        RenderError(code: .cannotWrite, message: message, path: path)
    }

    /// A name in the same folder, so that renaming stays on one file system.
    private static func temporaryPath(for path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().map { $0 + "/" }.joined()
        return folder + "." + (parts.last ?? "") + "." + String(getpid()) + "-" + String(UInt64.random(in: 0 ... .max), radix: 36)
            + ".partial"
    }

    private static func write(_ document: ReportDocument, _ layout: WorkbookLayout, to path: String) throws(RenderError) {
        // The library only notices an impossible path when it closes the workbook: ask before the work is done.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard descriptor >= 0 else { throw cannotWrite(path, String(cString: strerror(errno))) }
        close(descriptor)
        guard let workbook = workbook_new(path) else {
            throw RenderError(code: .libraryFailure, message: "the workbook could not be created in memory")
        }
        var writer = WorkbookWriter(document: document, layout: layout, workbook: workbook)
        do throws(RenderError) {
            try writer.writeEverything()
        } catch {
            lxw_workbook_free(workbook)
            throw error
        }
        let status = workbook_close(workbook)
        guard status == LXW_NO_ERROR else { throw cannotWrite(path, LibraryStatus.text(status)) }
    }
}

/// Checks of the statuses the library returns.
enum LibraryStatus {
    static func text(_ status: lxw_error) -> String { String(cString: lxw_strerror(status)) }

    /// Throws unless the status says that all is well.
    static func check(_ status: lxw_error, _ what: @autoclosure () -> String) throws(RenderError) {
        guard status == LXW_NO_ERROR else {
            throw RenderError(code: .libraryFailure, message: "\(what()): \(text(status))")
        }
    }
}
