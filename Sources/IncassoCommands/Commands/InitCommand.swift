import ArgumentParser
import Foundation
import LedgerStore

/// `incasso init`: a new workspace.
struct InitCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Create a workspace: a commented incasso.yml, report specs, a folder for profiles and an empty store.")

    @Argument(help: ArgumentHelp("The folder; created unless it is there. Default: the workspace.", valueName: "DIR"))
    var folder: String?

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let folder = folder ?? global.workspace
        let files =
            [(Workspace.configurationName, Configuration.defaultText)]
            + ShippedSpecs.all.map { (Workspace.specsName + "/" + $0.name, $0.text) }
        let paths = files.map { Workspace.path($0.0, in: folder) }
        for path in paths + [Workspace.path(Configuration().store, in: folder)] where FileManager.default.fileExists(atPath: path) {
            throw CommandError(
                .cannotCreate, "already-exists", file: path, "the file is already there; nothing was written",
                advice: "choose another folder, or remove the file")
        }
        for name in [Workspace.specsName, Workspace.profilesName] { try TextFile.createFolder(Workspace.path(name, in: folder)) }
        _ = try LedgerStore.create(at: Workspace.path(Configuration().store, in: folder))
        // The configuration comes last: a folder without it is no workspace.
        for (path, file) in zip(paths, files).reversed() { try TextFile.write(file.1, to: path) }
        try terminal.result("Created workspace \(folder)\n")
        return .done
    }
}
