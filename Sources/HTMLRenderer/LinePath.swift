/// The path of a line over categories: a gap in the data is a gap in the line, a value between two gaps a dot, and the way into a month that is not over is drawn in dots.
struct LinePath {
    /// The line over whole months, and its last stretch where that is drawn apart; empty for none.
    private(set) var whole = ""
    private(set) var apart = ""

    /// - Parameters:
    ///   - endsApart: Whether the last value is of a running month.
    ///   - place: Where the value of a category stands.
    init(_ values: [Double?], endsApart: Bool, place: (Int, Double) -> (x: Double, y: Double)) {
        var isDrawing = false
        for (category, value) in values.enumerated() {
            guard let value else {
                isDrawing = false
                continue
            }
            let point = place(category, value)
            let text = Coordinate.text(point.x) + " " + Coordinate.text(point.y)
            if endsApart, category == values.count - 1, isDrawing, let before = values[category - 1] {
                let start = place(category - 1, before)
                apart = "M" + Coordinate.text(start.x) + " " + Coordinate.text(start.y) + "L" + text
            } else {
                whole += (isDrawing ? "L" : "M") + text
                // Round ends make a dot of a line of no length.
                if !isDrawing, category + 1 == values.count || values[category + 1] == nil { whole += "h0" }
            }
            isDrawing = true
        }
    }

    /// One or two paths of a class, with further attributes.
    func markup(class name: String, _ attributes: String = "") -> String {
        func path(_ name: String, _ path: String) -> String {
            "<path class=\"\(name)\" d=\"\(path)\"\(attributes.isEmpty ? "" : " " + attributes)/>\n"
        }
        return path(name, whole) + (apart.isEmpty ? "" : path(name + " ending", apart))
    }
}

/// Stripes over the columns of a month that is not over.
enum Hatching {
    /// The pattern, once in a drawing: a light and a dark stripe, so that it is seen on every colour.
    static func pattern(_ name: String) -> String {
        "<defs><pattern id=\"\(name)\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            + "<path class=\"stripe\" d=\"M2 0V7\"/><path class=\"stripe dark\" d=\"M5 0V7\"/></pattern></defs>"
    }

    /// The attributes of a shape under stripes.
    static func fill(_ name: String) -> String { "class=\"hatched\" fill=\"url(#\(name))\"" }
}
