import Foundation

/// The part of HTML and CSS that mail programs show, as `docs/mail-html.md` lists it.
public struct MailSubset: Sendable {
    /// What an element may have.
    struct Allowed: Sendable {
        var attributes: Set<String>
        var properties: Set<String>
    }

    let elements: [String: Allowed]

    public init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/mail-html.md"), encoding: .utf8)
        var elements: [String: Allowed] = [:]
        for line in page.split(separator: "\n") {
            guard let row = line.wholeMatch(of: /\| `([a-z0-9]+)` \| (?:`([a-z -]*)`)? ?\| ?(?:`([a-z -]*)`)? ?\|/) else { continue }
            let words = { (text: Substring?) in Set((text ?? "").split(separator: " ").map(String.init)) }
            elements[String(row.1)] = Allowed(attributes: words(row.2), properties: words(row.3))
        }
        self.elements = elements
    }

    /// What is in a message beyond the list; empty when there is nothing.
    public func faults(_ html: String) -> [String] {
        var faults: Set<String> = []
        if elements.count < 10 { faults.insert("the list cannot be read") }
        if html.utf8.count >= 100_000 { faults.insert("\(html.utf8.count) bytes") }
        for word in ["url(", "http:", "https:", "javascript:", "@import", "@font-face"] where html.lowercased().contains(word) {
            faults.insert(word)
        }
        let sheets = html.matches(of: /<style>([^<]*)<\/style>/).map { $0.1.trimmingCharacters(in: .whitespacesAndNewlines) }
        if sheets.count != 1 || !sheets[0].hasPrefix("@media (prefers-color-scheme:dark){") || sheets[0].contains("}\n}\n") {
            faults.insert("a style sheet beyond the dark colours")
        }
        // What stands in comments for Outlook is held against the list too.
        let body = html.replacing(/<!DOCTYPE html>|<style>[^<]*<\/style>|<!--\[if mso\]>|<!\[endif\]-->/, with: "")
        for tag in body.matches(of: /<(?!\/)([^>\s\/]+)([^>]*)>/) { check(String(tag.1), String(tag.2), sheets.joined(), &faults) }
        return faults.sorted()
    }

    private func check(_ name: String, _ rest: String, _ sheet: String, _ faults: inout Set<String>) {
        guard let allowed = elements[name] else {
            faults.insert("<\(name)>")
            return
        }
        for attribute in rest.matches(of: /([^\s="\/]+)(?:="([^"]*)")?/) {
            let key = String(attribute.1)
            let value = String(attribute.2 ?? "")
            if !allowed.attributes.contains(key) { faults.insert("<\(name) \(key)>") }
            if key == "width", let pixels = Int(value), pixels > 600 { faults.insert("<\(name) width=\(value)>") }
            if key == "class" {
                for word in value.split(separator: " ") where !sheet.contains("." + word) { faults.insert("class \(word)") }
            }
            guard key == "style" else { continue }
            for declaration in value.split(separator: ";") {
                let property = declaration.prefix { $0 != ":" }.trimmingCharacters(in: .whitespaces)
                if !allowed.properties.contains(property) { faults.insert("<\(name) style=\(property)>") }
            }
        }
    }
}
