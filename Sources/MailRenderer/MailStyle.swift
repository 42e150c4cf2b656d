import ReportDocument

/// The inline styles of a message.
enum MailStyle {
    private static let font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
    private static let ink = "color:\(hex(Theme.ink));"

    static let page = "background:\(hex(Theme.paper));\(ink)\(font)"
    static let title = "margin:0 0 4px;font-size:22px;line-height:28px;\(font)color:\(hex(Theme.accent))"
    static let heading =
        "margin:24px 0 4px;font-size:17px;line-height:28px;\(font)color:\(hex(Theme.accent));border-bottom:2px solid \(hex(Theme.rule))"
    static let tableTitle = "margin:14px 0 4px;font-size:14px;line-height:20px;\(font)"
    static let body = "margin:6px 0;font-size:14px;line-height:20px;\(font)"
    static let small = "font-size:12px;line-height:17px;\(font)color:\(hex(Theme.muted));font-weight:normal;"
    static let cell = "padding:3px 0;font-size:14px;line-height:20px;vertical-align:top;\(font)"
    static let step = "margin-top:2px;font-size:14px;line-height:20px;\(font)"
    static let bullet = "width:16px;padding:3px 0;font-size:14px;line-height:20px;vertical-align:top;\(font)color:\(hex(Theme.accent))"
    static let stacked = "padding:6px 0;border-bottom:1px solid \(hex(Theme.rule))"
    static let lead = "font-size:14px;line-height:20px;font-weight:bold;vertical-align:top;\(font)"
    static let value = "padding-left:8px;font-size:14px;line-height:20px;font-weight:bold;text-align:right;vertical-align:top;\(font)"
    static let bar = "height:8px;font-size:1px;line-height:8px;"
    static let openTable = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"

    static func header(_ kind: Column.Kind, isLast: Bool) -> String {
        small + "padding:3px \(isLast ? 0 : 8)px 3px 0;vertical-align:bottom;border-bottom:1px solid \(hex(Theme.rule));" + align(kind)
    }

    static func cell(_ kind: Column.Kind, isLast: Bool) -> String {
        "padding:4px \(isLast ? 0 : 8)px 4px 0;font-size:14px;line-height:20px;vertical-align:top;border-bottom:1px solid \(hex(Theme.rule));\(font)"
            + align(kind)
    }

    private static func align(_ kind: Column.Kind) -> String {
        switch kind {
        case .number: "text-align:right;"
        case .text, .longText, .date, .status: "text-align:left;"
        }
    }

    /// `#0B5C7A`.
    static func hex(_ color: UInt32) -> String {
        let digits = String(color, radix: 16, uppercase: true)
        return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// The colours in the dark, for mail programs that read style sheets; others turn the inline ones over by themselves.
    static var darkSheet: String {
        let rules = [
            (".page", "background", Theme.Dark.paper), (".page,h3,td,th", "color", Theme.Dark.ink), (".muted", "color", Theme.Dark.muted),
            (".accent", "color", Theme.Dark.accent), (".rule", "border-color", Theme.Dark.rule), (".track", "background", Theme.Dark.rule),
            (".bar", "background", Theme.Dark.accent), (".red", "color", Theme.Dark.red), (".amber", "color", Theme.Dark.amber),
            (".green", "color", Theme.Dark.green),
        ]
        let lines = rules.map { selector, property, color in "\(selector){\(property):\(hex(color))!important}" }
        return "@media (prefers-color-scheme:dark){\n" + lines.joined(separator: "\n") + "\n}\n"
    }
}
