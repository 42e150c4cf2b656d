/// The report specs that come with the product: the files of `report-specs/`, embedded when the package is built.
enum ShippedSpecs {
    /// File names and texts.
    static let all: [(name: String, text: String)] = [
        ("analyst-self-view.yml", text(PackageResources.analyst_self_view_yml)),
        ("huddle-snapshot.yml", text(PackageResources.huddle_snapshot_yml)),
        ("monthly-target-review.yml", text(PackageResources.monthly_target_review_yml)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
