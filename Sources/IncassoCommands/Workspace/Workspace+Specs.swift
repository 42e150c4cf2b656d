import Ledger
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

    /// What is wrong with `mail.to`: reports that there are not. Their recipients would otherwise get nothing, and the analysts what is not meant for them.
    func mailFaults() throws -> [Diagnostic] {
        let known = try yamlFiles(in: Workspace.specsName).map(ReportRequest.name)
        return configuration.mail.to.keys.filter { !known.contains($0) }.sorted().map { name in
            Diagnostic(
                code: "unknown-report", file: path(Workspace.configurationName),
                message: "mail.to lists recipients of \"\(name)\", which is no report spec",
                advice: NearestWord.advice(for: name, in: known))
        }
    }
}
