import Ledger

/// The masculine article of Italian, alone or joined to a preposition, in the form that fits the number behind it.
///
/// Numbers in digits take the form of their reading: `il 70,2%`, but `l’82,0%` (ottantadue), `l’11` (undici), `lo 0,5%` (zero); `i 7`, but `gli 8`.
enum ItalianArticle: CaseIterable {
    case il, al, del, dal, nel, sul

    /// How the reading of a number begins.
    private enum Sound { case vowel, zero, consonant }

    /// The article and the number: `dell’8,1%`, `sul 3,0%`. O(digits).
    func before(_ number: String) -> String {
        switch Self.sound(of: number) {
        case .vowel: elided + "’" + number
        case .zero: elided + "o " + number
        case .consonant: String(describing: self) + " " + number
        }
    }

    /// The article of the plural and the number: `gli 8`, `dei 7`, `agli 11,50 €`. O(digits).
    func beforePlural(_ number: String) -> String { (Self.sound(of: number) == .consonant ? plural : openPlural) + " " + number }

    /// The article and a date as text, which starts with its day: `l’8`, `dall’11/11/2026`; the first is read "primo": `dal 01/10/2026`.
    func before(_ day: Day, _ text: String) -> String {
        [8, 11].contains(day.components.day) ? elided + "’" + text : String(describing: self) + " " + text
    }

    private var elided: String {
        switch self {
        case .il: "l"
        case .al: "all"
        case .del: "dell"
        case .dal: "dall"
        case .nel: "nell"
        case .sul: "sull"
        }
    }

    private var plural: String {
        switch self {
        case .il: "i"
        case .al: "ai"
        case .del: "dei"
        case .dal: "dai"
        case .nel: "nei"
        case .sul: "sui"
        }
    }

    private var openPlural: String {
        switch self {
        case .il: "gli"
        case .al: "agli"
        case .del: "degli"
        case .dal: "dagli"
        case .nel: "negli"
        case .sul: "sugli"
        }
    }

    /// The first word of the reading follows from the digits before the first separator: 8, 11, 80–89 and 800–899 start with a vowel, whatever
    /// groups of three come behind; so does 1, but not as a thousand ("mille").
    private static func sound(of number: String) -> Sound {
        let groups = number.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".")
        guard let lead = groups.first.flatMap({ Int($0) }) else { return .consonant }
        switch lead {
        case 0: return .zero
        case 1: return groups.count == 2 ? .consonant : .vowel
        case 8, 11, 80...89, 800...899: return .vowel
        default: return .consonant
        }
    }
}

extension ItalianWords {
    /// `il 30/10/2026`, `dall’08/10/2026`: a day with its article.
    func date(_ article: ItalianArticle, _ day: Day) -> String { article.before(day, format.date(day)) }

    /// `dal 01/10/2026 all’11/10/2026`: both days inclusive.
    func range(_ period: Period) -> String { date(.dal, period.first) + " " + date(.al, period.last) }

    func days(_ count: Int) -> String { count == 1 ? "1 giorno" : "\(format.count(beforeNoun: count)) giorni" }

    func workingDays(_ count: Int) -> String { days(count) + (count == 1 ? " lavorativo" : " lavorativi") }

    func points(_ count: Int) -> String { count == 1 ? "1 punto" : "\(format.count(beforeNoun: count)) punti" }

    /// `il 70,2%`, `dell’8,1%`: a share with its article.
    func percentage(_ article: ItalianArticle, _ share: Rational) -> String { article.before(format.percentage(share)) }

    /// The same with all decimals of the share.
    func exactPercentage(_ article: ItalianArticle, _ share: Rational) -> String { article.before(format.exactPercentage(share)) }
}
