import RenderedFiles
import Testing

@Suite("Shipped reports in their formats") struct FormatParityTests {
    @Test("say the same in workbook, page and delimited files", .tags(.slow)) func parity() throws {
        let comparisons = try FormatComparison.all(under: ShippedReports.made().folder)
        for spec in try ShippedReports.specs() {
            let isMessage = try ShippedReports.isMessage(spec)
            for language in ["en", "it"] {
                let found = comparisons.filter { $0.report.contains(spec) && $0.report.hasSuffix("." + language) }
                #expect(!found.isEmpty, "\(spec) in \(language)")
                for comparison in found {
                    #expect(
                        comparison.formats.sorted() == (isMessage ? ["csv", "xlsx"] : ["csv", "html", "xlsx"]), "\(comparison.report)")
                    #expect(comparison.compared > (isMessage ? 10 : 50), "\(comparison.report)")
                    #expect(
                        comparison.faults.isEmpty,
                        "\(comparison.report): \(comparison.faults.count)\n\(comparison.faults.prefix(12).joined(separator: "\n"))")
                }
            }
        }
    }
}
