/// A page as a headless browser finds it.
public struct BrowsedPage: Decodable, Sendable {
    public var path: String
    public var layouts: [Layout]
    /// What axe finds against WCAG 2.2 AA, in light and dark.
    public var findings: [Finding]
    /// Addresses asked for beside the page itself.
    public var requests: [String]
    /// What the browser's console says.
    public var messages: [String]
    public var paper: Paper

    /// The page in a window, or on paper, of a width in pixels.
    public struct Layout: Decodable, Sendable {
        public var width: Int
        public var content: Int
        /// Elements that reach beyond the window.
        public var beyond: [String]
        /// Tables that scroll by themselves.
        public var scrolling: [String]
    }

    public struct Finding: Decodable, Sendable, CustomStringConvertible {
        public var place: String
        public var rule: String
        public var count: Int
        public var target: String
        public var summary: String
        public var description: String { "\(place): \(rule) in \(count) places, such as \(target): \(summary)" }
    }

    /// What the page prints to; sizes in points.
    public struct Paper: Decodable, Sendable {
        public var pages: Int
        public var width: Int
        public var height: Int
    }

    /// Opens pages in Chromium.
    public static func open(_ paths: [String]) throws -> [BrowsedPage] { try CheckScript.run("browser_check.py", paths) }
}
