import Ledger

/// The colours of every format, as 0xRRGGBB: calm, one accent, red only for what needs action.
///
/// Text colours reach a contrast of 4.5:1 on ``paper`` and on ``band``, lines 3:1 on ``paper``.
public enum Theme {
    public static let paper: UInt32 = 0xFFFFFF
    /// Text.
    public static let ink: UInt32 = 0x1B2733
    /// Secondary text: subtitles, captions, not available.
    public static let muted: UInt32 = 0x5A6775
    /// Hairlines and grid lines.
    public static let rule: UInt32 = 0xD5DCE3
    /// Header and total rows.
    public static let band: UInt32 = 0xF1F5F8
    /// Headings, links, first series.
    public static let accent: UInt32 = 0x0B5C7A
    public static let red: UInt32 = 0xB3261E
    public static let amber: UInt32 = 0x8A5300
    public static let green: UInt32 = 0x1F6B43
    /// Behind the word for amber.
    public static let amberField: UInt32 = 0xF6DFAE

    /// Lines: the accent first, greys after it; dashes tell them apart without colour.
    public static let lines: [UInt32] = [0x0B5C7A, 0x5A6775, 0x7C8B9A, 0x3F8FAE, 0x1B2733, 0x9A8450]

    /// Stacked columns of different things: the accent first, neighbours differ in hue and brightness.
    public static let categories: [UInt32] = [0x0B5C7A, 0x9A8450, 0x7C8B9A, 0x3F8FAE, 0x1B2733, 0x5A6775]

    /// Stacked columns from `count` ordered parts: from light to dark of the accent, so that older is darker.
    public static func ramp(_ count: Int) -> [UInt32] { blend(0xCFE3EC, 0x073B50, count) }

    /// Whether a colour is nearer to ``paper`` than to ``ink``, by the weights of ITU-R BT.601.
    public static func isLight(_ color: UInt32) -> Bool {
        299 * (color >> 16 & 0xFF) + 587 * (color >> 8 & 0xFF) + 114 * (color & 0xFF) > 150_000
    }

    /// The same on a dark page: older is brighter. The darkest has a contrast of 3:1 on its paper, since no edge sets it off there.
    public static func darkRamp(_ count: Int) -> [UInt32] { blend(0x42738A, 0xD8F3FC, count) }

    private static func blend(_ first: UInt32, _ last: UInt32, _ count: Int) -> [UInt32] {
        let steps = max(count - 1, 1)
        return (0..<count).map { position in
            [UInt32(16), 8, 0].reduce(UInt32(0)) { packed, shift in
                let (from, to) = (Int(first >> shift & 0xFF), Int(last >> shift & 0xFF))
                return packed | UInt32(from + (to - from) * position / steps) << shift
            }
        }
    }

    /// The same colours for a dark page.
    public enum Dark {
        public static let paper: UInt32 = 0x12181F
        public static let ink: UInt32 = 0xE4E9EE
        public static let muted: UInt32 = 0xA3B0BD
        public static let rule: UInt32 = 0x36424F
        public static let band: UInt32 = 0x1B242D
        public static let accent: UInt32 = 0x6CC0E0
        public static let red: UInt32 = 0xFF9A90
        public static let amber: UInt32 = 0xF0BD6A
        public static let green: UInt32 = 0x7FD0A4
        public static let lines: [UInt32] = [0x6CC0E0, 0xA3B0BD, 0x7C8B9A, 0x3F8FAE, 0xE4E9EE, 0xCBB98F]
        public static let categories: [UInt32] = [0x6CC0E0, 0xCBB98F, 0x7C8B9A, 0x3F8FAE, 0xE4E9EE, 0xA3B0BD]
    }

    /// The text colour of a status.
    public static func color(_ status: Status) -> UInt32 {
        switch status {
        case .green: green
        case .amber: amber
        case .red: red
        }
    }
}
