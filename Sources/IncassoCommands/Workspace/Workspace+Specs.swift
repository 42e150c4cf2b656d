import StrictYAML

extension Workspace {
    /// The path of the report spec of a name.
    ///
    /// - Throws: 64 with the nearest name.
    func spec(named name: String) throws -> String {
        let specs = try yamlFiles(in: Workspace.specsName)
        let known = specs.map(ReportRequest.name)
        guard let place = known.firstIndex(of: name) else {
            throw CommandError(
                .usage, "unknown-report", "there is no report spec \"\(name)\"", advice: NearestWord.advice(for: name, in: known))
        }
        return specs[place]
    }
}
