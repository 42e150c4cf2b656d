import Foundation
import ReportDocument
import Testing

/// Contrast as WCAG 2.2 defines it.
@Suite struct ThemeTests {
    private func luminance(_ color: UInt32) -> Double {
        let channels = [UInt32(16), 8, 0].map { Double(color >> $0 & 0xFF) / 255 }
        let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    private func contrast(_ first: UInt32, _ second: UInt32) -> Double {
        let (light, dark) = (max(luminance(first), luminance(second)), min(luminance(first), luminance(second)))
        return (light + 0.05) / (dark + 0.05)
    }

    @Test func textsCanBeReadOnPaperAndBands() {
        for text in [Theme.ink, Theme.muted, Theme.accent, Theme.red, Theme.amber, Theme.green] {
            for ground in [Theme.paper, Theme.band] {
                let ratio = contrast(text, ground)
                #expect(ratio >= 4.5, "\(String(text, radix: 16)) on \(String(ground, radix: 16))")
            }
        }
        for text in [Theme.Dark.ink, Theme.Dark.muted, Theme.Dark.accent, Theme.Dark.red, Theme.Dark.amber, Theme.Dark.green] {
            for ground in [Theme.Dark.paper, Theme.Dark.band] {
                let ratio = contrast(text, ground)
                #expect(ratio >= 4.5, "\(String(text, radix: 16)) on \(String(ground, radix: 16))")
            }
        }
    }

    @Test func linesCanBeSeen() {
        for color in Theme.lines + Theme.categories {
            let ratio = contrast(color, Theme.paper)
            #expect(ratio >= 3, "\(String(color, radix: 16))")
        }
        for color in Theme.Dark.lines + Theme.Dark.categories {
            let ratio = contrast(color, Theme.Dark.paper)
            #expect(ratio >= 3, "\(String(color, radix: 16))")
        }
    }

    @Test func rampsGoFromOneEndToTheOther() {
        #expect(Theme.ramp(1) == [0xCFE3EC])
        #expect(Theme.ramp(5).first == 0xCFE3EC)
        #expect(Theme.ramp(5).last == 0x073B50)
        let brightness = Theme.ramp(5).map(luminance)
        #expect(brightness == brightness.sorted(by: >))
    }
}
