import ArgumentParser

/// The options of every command.
struct GlobalOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The workspace folder.", valueName: "DIR"))
    var workspace = "."

    @Flag(name: .long, help: "Print errors only.")
    var quiet = false

    @Flag(name: .long, help: "Print what is going on.")
    var verbose = false

    @Flag(name: .long, help: "No colours (also: environment variable NO_COLOR).")
    var noColor = false

    @Flag(name: .long, help: "Let messages show names and amounts.")
    var showData = false

    /// The terminal these options ask for.
    var terminal: Terminal { .ofProcess(isQuiet: quiet, isVerbose: verbose, noColor: noColor) }

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    }
}

/// How a result is written.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json
}
