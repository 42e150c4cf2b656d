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

    /// Arguments with the global options that stand before the command moved behind its name, where they are declared.
    static func movedBehindCommand(_ arguments: [String]) -> [String] {
        var leading = 0
        while leading < arguments.count {
            let argument = arguments[leading]
            if argument == "--workspace", leading + 1 < arguments.count {
                leading += 2
            } else if argument.hasPrefix("--workspace=") || ["--quiet", "--verbose", "--no-color", "--show-data"].contains(argument) {
                leading += 1
            } else {
                break
            }
        }
        guard leading < arguments.count else { return arguments }
        return [arguments[leading]] + arguments[..<leading] + arguments[(leading + 1)...]
    }

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    }
}

/// How a result is written.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json
}
