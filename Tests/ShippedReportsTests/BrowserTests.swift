import RenderedFiles
import Testing

@Suite("Shipped pages in a browser") struct BrowserTests {
    @Test("fit windows of 375, 768 and 1280 pixels and paper, ask for nothing, and pass axe at WCAG 2.2 AA", .tags(.slow))
    func pages() throws {
        let reports = try ShippedReports.made()
        let pages = try BrowsedPage.open(reports.pages)
        #expect(pages.count == reports.pages.count)
        #expect(pages.count >= 2)
        let messages = try ShippedReports.specs().filter(ShippedReports.isMessage)
        for page in pages {
            for layout in page.layouts {
                #expect(layout.content <= layout.width, "\(page.path): \(layout)")
                #expect(layout.beyond.isEmpty, "\(page.path): \(layout)")
                // On a laptop every table of the sample is seen whole.
                #expect(layout.width != 1280 || layout.scrolling.isEmpty, "\(page.path): \(layout)")
            }
            #expect(page.layouts.map(\.width).prefix(3) == [375, 768, 1280])
            #expect(page.findings.isEmpty, "\(page.path): \(page.findings)")
            #expect(page.requests.isEmpty, "\(page.path)")
            #expect(page.messages.isEmpty, "\(page.path)")
            #expect(page.paper.pages > 0)
            let isMessage = messages.contains { page.path.contains($0) }
            #expect(isMessage || [page.paper.width, page.paper.height] == [842, 595], "\(page.path)")
        }
    }
}

@Suite("Shipped messages") struct ShippedMessageTests {
    @Test("have only what Outlook, Gmail and Apple Mail show", .tags(.slow))
    func subset() throws {
        let subset = try MailSubset()
        let messages = try ShippedReports.specs().filter(ShippedReports.isMessage)
        let pages = try ShippedReports.made().pages.filter { page in messages.contains { page.contains($0) } }
        #expect(pages.count >= 2)
        for page in pages {
            let faults = subset.faults(try String(contentsOfFile: page, encoding: .utf8))
            #expect(faults.isEmpty, "\(page): \(faults)")
        }
    }
}

extension Tag {
    /// Needs other programs or seconds.
    @Tag static var slow: Self
}
