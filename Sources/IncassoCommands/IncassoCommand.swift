import ArgumentParser

public struct IncassoCommand: ParsableCommand {
    public init() {}
    public static func runProcess() { print(String(decoding: PackageResources.monthly_target_review_yml, as: UTF8.self)) }
}
