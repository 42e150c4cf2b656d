import Foundation
import Ledger

/// A folder with `incasso.yml`, `report-specs/`, `profiles/`, `calendars/` and the store.
struct Workspace: Sendable {
    /// The configuration's file name.
    static let configurationName = "incasso.yml"
    /// The folder of report specs.
    static let specsName = "report-specs"
    /// The folder of import profiles.
    static let profilesName = "profiles"
    /// The folder of rejected rows.
    static let rejectsName = "rejects"
    /// The folder of rendered reports.
    static let outputName = "output"

    /// The folder as the user gave it.
    let folder: String
    let configuration: Configuration

    /// The workspace of a folder.
    ///
    /// - Throws: 66 when the folder has no configuration, 78 when the configuration is wrong.
    init(folder: String) throws {
        let path = Workspace.path(Workspace.configurationName, in: folder)
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandError(
                .noSuchInput, "no-workspace", file: path, "there is no workspace here",
                advice: "run `incasso init`, or name the workspace with --workspace")
        }
        let (calendars, calendarFaults) = try Workspace.calendars(in: folder)
        let (read, configurationFaults) = ConfigurationReader.read(utf8: try TextFile.bytes(at: path), file: path, calendars: calendars)
        let faults = calendarFaults + configurationFaults
        guard let configuration = read, faults.isEmpty else { throw CommandError(.wrongConfiguration, faults) }
        self.folder = folder
        self.configuration = configuration
    }

    /// The workspace of a folder with the default configuration, to look further when the one written is wrong.
    init(defaultsIn folder: String) {
        self.folder = folder
        configuration = Configuration()
    }

    /// The path of the store.
    var storePath: String { path(configuration.store) }

    /// A path inside the workspace; an absolute one stays as it is.
    func path(_ name: String) -> String { Workspace.path(name, in: folder) }

    /// A path inside a folder; an absolute one stays as it is.
    static func path(_ name: String, in folder: String) -> String {
        name.hasPrefix("/") || folder == "." ? name : folder + (folder.hasSuffix("/") ? "" : "/") + name
    }

    /// The paths of the `.yml` files in one of the workspace's folders, in order of their names; none when there is no such folder.
    func yamlFiles(in name: String) throws -> [String] { try Workspace.yamlFiles(in: name, of: folder) }

    /// The same of any folder.
    static func yamlFiles(in name: String, of workspace: String) throws -> [String] {
        let folder = Workspace.path(name, in: workspace)
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try TextFile.names(in: folder).filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
            .map { Workspace.path($0, in: folder) }
    }
}
