/// Invented company names of a country: a stem, a trade and a legal form.
struct CustomerNames {
    private var used: Set<String> = []

    /// A name not given before; a number is added once the words run out.
    mutating func next(of country: Country, from generator: inout Generator) -> String {
        let words = Self.words(of: country)
        for _ in 0..<20 {
            let name = Self.name(country, words, &generator)
            if used.insert(name).inserted { return name }
        }
        let base = Self.name(country, words, &generator)
        var number = 2
        while !used.insert(base + " \(number)").inserted { number += 1 }
        return base + " \(number)"
    }

    private struct Words {
        var stems: [String]
        var trades: [String]
        var forms: [String]
    }

    private static func name(_ country: Country, _ words: Words, _ generator: inout Generator) -> String {
        let stem = generator.pick(words.stems)
        let trade = generator.pick(words.trades)
        let form = generator.pick(words.forms)
        return switch country {
        case .italy, .france, .spain: trade + " " + stem + " " + form
        default: stem + " " + trade + " " + form
        }
    }

    private static func list(_ text: String) -> [String] { text.split(separator: "|").map(String.init) }

    private static func words(of country: Country) -> Words {
        switch country {
        case .italy:
            Words(
                stems: list(
                    """
                    Belcastro|Morandini|Valfosca|Ferrigno|Passalacqua|Castelpiano|Montelupaio|Rivabella|Gualtieroni|Santelmo|\
                    Brunaldi|Cavarzani|Perlotti|Tramontina|Acquafredda|Della Rovere|Zanforlini|Marchesotti|D'Alessio|\
                    Fontanarossa|Boscarini|Libertà|Torregrotta|Nardecchia
                    """),
                trades: list(
                    """
                    Officine|Forniture|Meccanica|Logistica|Ceramiche|Alimentari|Tessuti|Costruzioni|Trasporti|Cartiere|\
                    Impianti|Vetreria|Arredi|Grafiche|Agricola|Elettronica
                    """), forms: list("S.r.l.|S.r.l.|S.p.A.|S.n.c.|S.a.s."))
        case .ireland:
            Words(
                stems: list(
                    """
                    Ballycorrig|Kilmeadan|Clonderry|Rathgowan|Dunaveen|Glenfarne|O'Mearagh|Carrickmoy|Lisheen|Ardcarra|\
                    Knockroe|Tullybrack|Inverna|Moyglass
                    """),
                trades: list(
                    """
                    Foods|Logistics|Engineering|Pharma Supplies|Dairy|Packaging|Timber|Marine|Hotels|Software|Print|Steel|\
                    Fittings
                    """),
                forms: list("Ltd|Ltd|DAC|Teoranta"))
        case .unitedKingdom:
            Words(
                stems: list(
                    """
                    Ashcombe|Thornleigh|Wexcombe|Harrowdale|Penmarsh|Coldbrook|Eastmere|Brackenhurst|Millthorpe|\
                    Stanwell & Sons|Larkfield|Ravensby|Fenwick Dale|Oakhanger|Pellingworth
                    """),
                trades: list(
                    """
                    Retail|Components|Joinery|Haulage|Textiles|Instruments|Catering|Building Supplies|Wholesale|Electrical|\
                    Plastics|Furniture|Tools
                    """),
                forms: list("Ltd|Ltd|plc|LLP"))
        case .germany:
            Words(
                stems: list("Grünwalder|Hohenbach|Steinfurth|Weidenauer|Kesselring & Söhne|Altmühler|Brückmann"),
                trades: list(
                    """
                    Maschinenbau|Werkzeuge|Großhandel|Verpackung|Anlagentechnik|Möbel
                    """), forms: list("GmbH|GmbH & Co. KG|AG"))
        case .france:
            Words(
                stems: list(
                    """
                    Beaurivage|Montclairin|Saint-Aubinet|de la Côte Vermeille|Lavergnac|Frères Delacour|Rochebrune
                    """),
                trades: list(
                    """
                    Établissements|Ateliers|Transports|Imprimerie|Menuiserie|Comptoir
                    """), forms: list("SARL|SAS|SA"))
        case .unitedStates:
            Words(
                stems: list(
                    """
                    Cedar Hollow|Northlake|Bluestem|Granite Pass|Harborline|Prairie Fork|Silver Mesa|Kettle Creek
                    """),
                trades: list(
                    """
                    Distributors|Industries|Medical Supply|Outfitters|Fabrication|Trading
                    """), forms: list("Inc.|LLC|Corp."))
        case .spain:
            Words(
                stems: list("Peñarrubia|Montesquina|Valdeolivas|Hermanos Iturralde|Aguasvivas|Torrecillas"),
                trades: list(
                    """
                    Suministros|Talleres|Distribuciones|Conservas|Muebles|Envases
                    """), forms: list("S.L.|S.A."))
        }
    }
}
