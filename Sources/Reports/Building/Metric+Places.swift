import Metrics

extension Metric {
    /// The decimals a figure without unit is shown with, in every report and format.
    var placesShown: Int {
        switch self {
        case .concentrationHhi: 0
        default: unit == .index ? 1 : 0
        }
    }
}
