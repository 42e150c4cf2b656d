import Ledger

extension ImportProfile {
    /// The profiles that come with the product, without the canonical ones: the files of `Resources/`, embedded when the package is built.
    public static let shipped: [ImportProfile] = shippedTexts.map { name, bytes in
        let (profile, faults) = ImportProfileReader.read(utf8: bytes, file: name + ".yml", name: name)
        precondition(faults.isEmpty, "a shipped profile is at fault: \(faults.map(\.text))")
        return profile!
    }

    /// The shipped profile of a name.
    public static func shipped(_ name: String) -> ImportProfile? { shipped.first { $0.name == name } }

    /// Names and texts of the shipped profiles.
    static let shippedTexts: [(name: String, bytes: [UInt8])] = [
        ("sap-english", PackageResources.sap_english_yml), ("sap-italian", PackageResources.sap_italian_yml),
        ("sap-german", PackageResources.sap_german_yml), ("sap-french", PackageResources.sap_french_yml),
        ("oracle-aging", PackageResources.oracle_aging_yml), ("netsuite-aging-detail", PackageResources.netsuite_aging_detail_yml),
        ("quickbooks-aging-detail", PackageResources.quickbooks_aging_detail_yml),
        ("business-central-entries", PackageResources.business_central_entries_yml),
        ("plain-invoice-list", PackageResources.plain_invoice_list_yml),
        ("cleared-invoice-list", PackageResources.cleared_invoice_list_yml),
    ]
}
