/// Report specs held against their JSON Schema by another implementation.
public enum SpecSchema {
    /// The faults of each spec; the schema itself is checked first.
    public static func faults(_ schema: String, _ specs: [String]) throws -> [[String]] {
        try CheckScript.run("schema_check.py", [schema] + specs)
    }
}
