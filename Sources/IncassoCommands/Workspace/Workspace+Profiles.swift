import Ledger
import LedgerImport
import StrictYAML

extension Workspace {
    /// The user's import profiles: the files of `profiles/`, called like their file.
    ///
    /// - Throws: 78 with all faults of all profiles.
    func profiles() throws -> [ImportProfile] {
        var profiles: [ImportProfile] = []
        var faults: [Diagnostic] = []
        for path in try yamlFiles(in: Workspace.profilesName) {
            let file = String(path.split(separator: "/").last ?? "")
            let name = String(file.prefix(file.count - (file.hasSuffix(".yaml") ? 5 : 4)))
            let (profile, found) = ImportProfileReader.read(utf8: try TextFile.bytes(at: path), file: path, name: name)
            faults += found
            if name == "canonical" || ImportProfile.shipped.contains(where: { $0.name == name }) {
                faults.append(
                    Diagnostic(
                        code: "reserved-name", file: path, message: "\"\(name)\" is the name of a profile that comes with the product",
                        advice: "rename the file"))
            }
            if let profile { profiles.append(profile) }
        }
        guard faults.isEmpty else { throw CommandError(.wrongConfiguration, faults) }
        return profiles
    }

    /// The profile of a name among the user's and the shipped ones.
    ///
    /// - Throws: 64 with the nearest name.
    static func profile(named name: String, among profiles: [ImportProfile]) throws -> ImportProfile {
        let known = profiles + ImportProfile.shipped
        if let profile = known.first(where: { $0.name == name }) { return profile }
        throw CommandError(
            .usage, "unknown-profile", "there is no import profile \"\(name)\"",
            advice: NearestWord.advice(for: name, in: known.map(\.name)))
    }
}
