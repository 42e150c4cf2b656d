/// The colours of every format, as 0xRRGGBB: calm, one accent, red only for what needs action.
///
/// Text colours reach a contrast of 4.5:1 on ``paper`` and on ``band``.
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

    /// Lines: the accent first, greys after it; dashes tell them apart without colour.
    public static let lines: [UInt32] = [0x0B5C7A, 0x5A6775, 0x93A1AF, 0x3F8FAE, 0x1B2733, 0xB5A27A]

    /// Stacked columns from `count` ordered parts: from light to dark of the accent, so that older is darker.
    public static func ramp(_ count: Int) -> [UInt32] {
        let light: [Int] = [0xCF, 0xE3, 0xEC]
        let dark: [Int] = [0x07, 0x3B, 0x50]
        return (0..<count).map { position in
            let steps = max(count - 1, 1)
            return (0..<3).reduce(UInt32(0)) { packed, channel in
                packed << 8 | UInt32(light[channel] + (dark[channel] - light[channel]) * position / steps)
            }
        }
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
