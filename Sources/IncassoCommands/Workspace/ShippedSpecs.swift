/// The report specs that come with the product, and their schema for editors: the files of `report-specs/`, embedded when the package is built.
enum ShippedSpecs {
    /// File names and texts.
    static let all: [(name: String, text: String)] = [
        ("analyst-self-view.yml", text(PackageResources.analyst_self_view_yml)),
        ("huddle-snapshot.yml", text(PackageResources.huddle_snapshot_yml)),
        ("monthly-target-review.yml", text(PackageResources.monthly_target_review_yml)),
        ("report-spec.schema.json", text(PackageResources.report_spec_schema_json)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
