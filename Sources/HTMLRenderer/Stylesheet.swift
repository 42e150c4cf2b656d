import ReportDocument

/// The page's style: theme colours as variables, with a dark set, and a layout for paper.
enum Stylesheet {
    static let text = variables + layout + tables + charts + surroundings

    private static func css(_ color: UInt32) -> String {
        let digits = String(color, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    private static func ramp(_ colors: [UInt32]) -> String {
        colors.enumerated().map { "--r\($0):\(css($1))" }.joined(separator: ";")
    }

    private static func lines(_ colors: [UInt32]) -> String {
        colors.enumerated().map { "--l\($0):\(css($1))" }.joined(separator: ";")
    }

    private static func categories(_ colors: [UInt32]) -> String {
        colors.enumerated().map { "--k\($0):\(css($1))" }.joined(separator: ";")
    }

    private static let variables = """
        :root{color-scheme:light dark;--paper:\(css(Theme.paper));--ink:\(css(Theme.ink));--muted:\(css(Theme.muted));\
        --rule:\(css(Theme.rule));--band:\(css(Theme.band));--accent:\(css(Theme.accent));--edge:\(css(Theme.accent));\
        --red:\(css(Theme.red));--amber:\(css(Theme.amber));--green:\(css(Theme.green));\
        \(lines(Theme.lines));\(categories(Theme.categories));\(ramp(Theme.ramp(SeriesPaint.rampSteps)))}
        @media screen and (prefers-color-scheme:dark){:root{--paper:\(css(Theme.Dark.paper));--ink:\(css(Theme.Dark.ink));\
        --muted:\(css(Theme.Dark.muted));--rule:\(css(Theme.Dark.rule));--band:\(css(Theme.Dark.band));--accent:\(css(Theme.Dark.accent));\
        --edge:\(css(Theme.Dark.paper));--red:\(css(Theme.Dark.red));--amber:\(css(Theme.Dark.amber));--green:\(css(Theme.Dark.green));\
        \(lines(Theme.Dark.lines));\(categories(Theme.Dark.categories));\(ramp(Theme.darkRamp(SeriesPaint.rampSteps)))}}

        """

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:auto}
        body{margin:0 auto;max-width:80rem;padding:1.5rem 1rem 3rem;background:var(--paper);color:var(--ink);\
        font:.9375rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:break-word}
        h1{margin:0;font-size:1.75rem;line-height:1.2;color:var(--accent);letter-spacing:-.01em}
        h2{margin:2.75rem 0 .75rem;padding-bottom:.35rem;border-bottom:2px solid var(--accent);font-size:1.25rem;line-height:1.3}
        h3{margin:0;font-size:.9375rem;line-height:1.35}
        p{max-width:75ch;margin:.75rem 0}
        a{color:var(--accent);text-underline-offset:.15em}
        a:focus-visible,.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        .subtitle{margin:.35rem 0 0;color:var(--muted)}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:.5rem 0;border-block:1px solid var(--rule);list-style:none}
        nav a{display:inline-block;padding:.25rem 0;text-decoration:none}
        nav a:hover{text-decoration:underline}
        .note,.back,.footnotes{color:var(--muted);font-size:.8125rem}
        .none{margin:1.25rem 0 .5rem}
        .none strong{display:block;font-size:.9375rem}
        .back a{display:inline-block;padding:.25rem 0}
        .findings{max-width:75ch;margin:1rem 0;padding-left:1.1rem}
        .findings li{margin:.35rem 0}
        .stamp{max-width:none;padding:.5rem .75rem;border-left:3px solid currentColor;background:var(--band);font-weight:600}
        .red{color:var(--red)}.amber{color:var(--amber)}.green{color:var(--green)}

        """

    private static let tables = """
        .scroll{overflow-x:auto;margin:1.25rem 0 .5rem}
        table{border-collapse:collapse;min-width:100%;font-size:.875rem;line-height:1.35}
        table.narrow{min-width:min(100%,28rem)}
        caption{padding:0 0 .4rem;text-align:left;font-weight:600;font-size:.9375rem}
        caption small{display:block;color:var(--muted);font-weight:400;font-size:.8125rem}
        th,td{padding:.4rem .75rem;text-align:left;vertical-align:top}
        th:first-child,td:first-child{padding-left:.25rem}
        thead th{border-bottom:1px solid var(--accent);background:var(--band);vertical-align:bottom;font-weight:600}
        tbody th{min-width:7rem;font-weight:400}
        tbody tr{border-bottom:1px solid var(--rule)}
        .unit{display:block;color:var(--muted);font-weight:400;font-size:.75rem}
        .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        thead .n{min-width:5rem;white-space:normal}
        .d{white-space:nowrap}
        .long{min-width:min(20rem,60vw)}
        .dense{font-size:.8125rem}
        .dense th,.dense td{padding-inline:.35rem}
        .dense thead .n{min-width:3.5rem}
        .dense tbody th{min-width:4.5rem}
        .tight{font-size:.75rem}
        .tight th,.tight td{padding-inline:.2rem}
        .tight thead .n{min-width:3rem}
        .dense .long{min-width:min(10rem,60vw)}
        .total th,.total td,.subtotal th,.subtotal td{font-weight:600}
        tfoot tr:first-child{border-top:2px solid var(--ink)}
        .total{background:var(--band)}
        .na{color:var(--muted)}
        sup{line-height:0;font-size:.7em;font-weight:400}
        .n sup{display:inline-block;width:0;line-height:1}
        tr>.n:last-child{padding-right:1.25rem}
        sup a{padding:.35em .3em;text-decoration:none}
        .footnotes{margin:.25rem 0 1rem;padding-left:1.25rem}
        details{margin:.25rem 0 1rem;color:var(--muted);font-size:.8125rem}
        summary{padding:.25rem 0;cursor:pointer}
        .appendix>details{color:inherit;font-size:inherit}
        .appendix summary{list-style-position:outside}
        .appendix summary h2{display:inline-block;margin:0;border:0}
        details ul{margin:.25rem 0;padding-left:1.25rem;font-variant-numeric:tabular-nums}
        .badge{display:inline-block;padding:0 .4em;border:1px solid currentColor;border-radius:.25rem;font-size:.75rem;font-weight:600;line-height:1.4;white-space:nowrap}
        .badge.red{color:var(--red)}.badge.amber{color:var(--amber)}.badge.green{color:var(--green)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:.75rem;margin:1rem 0}
        .card{padding:.75rem .9rem;border:1px solid var(--rule);border-left:3px solid var(--rule);border-radius:.25rem;background:var(--band)}
        .card dt{color:var(--muted);font-size:.8125rem}
        .card dd{margin:0}
        .card .value{margin:.1rem 0 .3rem;font-size:clamp(1.1rem,4.2vw,1.5rem);font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
        .card .move{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 .5rem}
        .spark{width:5.5rem;height:1.5rem}
        .spark .line{stroke-width:1.75}
        .card .aside{color:var(--muted);font-size:.8125rem;font-variant-numeric:tabular-nums}
        .fold{display:none}
        .edge-red{border-left-color:var(--red)}.edge-amber{border-left-color:var(--amber)}.edge-green{border-left-color:var(--green)}

        """

    private static let charts = """
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1.25rem;margin:1.25rem 0}
        figure{min-width:0;max-width:40rem;margin:0;padding:.75rem .9rem;border:1px solid var(--rule);border-radius:.25rem}
        .alone figure{max-width:60rem}
        figure svg{display:block;width:100%;height:auto;margin:.25rem 0}
        svg.phone,svg.whole,svg.paper{display:none}
        svg .value{font-weight:600}
        svg .dot{fill:var(--l0)}
        svg .bar{stroke:none}
        svg .field{fill:var(--rule);stroke:none}
        svg .mark{fill:var(--ink);stroke:none}
        svg text{fill:var(--ink);font-size:12px;font-variant-numeric:tabular-nums}
        svg .axis{fill:var(--muted)}
        svg .grid{stroke:var(--rule);stroke-width:1}
        svg .zero{stroke:var(--muted);stroke-width:1}
        svg .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        svg rect{stroke:var(--edge);stroke-width:.75}
        svg .frame{fill:none;stroke:var(--ink);stroke-width:1.5}
        svg .forecast{fill:none;stroke:var(--l0);stroke-width:1.75;stroke-dasharray:4 3}
        svg .hatched{stroke:none}
        svg .stripe{stroke:var(--paper);stroke-width:2.5}
        svg .stripe.dark{stroke:var(--muted);stroke-width:1.25}
        svg .dotted{stroke:var(--l0)}
        svg .open{fill:var(--paper);stroke:var(--l0);stroke-width:2}
        .panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));gap:.75rem 1.25rem;margin:.5rem 0 0}
        .panels>div{max-width:22rem;break-inside:avoid}
        h4{margin:0;font-size:.8125rem;line-height:1.35}
        svg .reference{stroke:var(--muted);stroke-width:1.25;stroke-dasharray:4 3}
        svg .target{stroke:var(--k1);stroke-width:2.25;stroke-dasharray:7 4}
        svg .dotted,svg .ending{stroke-dasharray:1 5}
        .legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.35rem 0 0;padding:0;list-style:none;color:var(--muted);font-size:.8125rem}
        .legend svg{display:inline-block;width:auto;height:10px;margin:0;margin-right:.35rem;vertical-align:baseline}
        figure .note{margin:.25rem 0 0}
        .message{margin:.1rem 0 .25rem;color:var(--muted);font-size:.8125rem}

        """

    /// What stands at the top and the foot of every printed page: which report it is, and which page of how many.
    static func runningTitle(_ document: ReportDocument) -> String {
        let text = document.title + " · " + document.figureFormat.date(document.asOf)
        let style = "font:7.5pt system-ui,\"Liberation Sans\",Arial,sans-serif;color:\(css(Theme.muted))"
        return "@page{@top-left{content:\"\(escaped(text))\";\(style)}"
            + "@bottom-right{content:counter(page) \" / \" counter(pages);\(style)}}\n"
    }

    /// A text inside a string of the style: whatever is no letter, digit or blank is written as its number.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == " "
                ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
        }.joined()
    }

    private static let surroundings = """
        @media screen and (max-width:30rem){
        svg.phone{display:block}svg.half{display:none}
        .cards{grid-template-columns:1fr 1fr;gap:.5rem}
        .card{padding:.5rem .6rem}
        .card .value{font-size:1.05rem}
        .fold{display:inline-block;vertical-align:middle}
        input.fold{width:1.5rem;height:1.5rem;margin:0 .5rem 0 0;accent-color:var(--accent)}
        label.fold{padding:.35rem 0;color:var(--muted)}
        input.fold:not(:checked)+label+.folded{display:none}
        .stacked,.stacked :is(caption,tbody,tfoot,tr,th,td){display:block}
        .stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .stacked tr{padding:.5rem 0}
        .stacked :is(tbody,tfoot) :is(th,td){position:static;min-width:0;padding:.1rem 0;text-align:left;white-space:normal}
        .stacked tbody th{font-weight:600}
        .stacked td::before{content:attr(data-heading) ": ";color:var(--muted)}
        .stacked td:empty{display:none}
        .stacked .n sup{width:auto}
        section:has(>.cards){display:flex;flex-direction:column}
        section:has(>.cards)>h2{order:-2}
        section:has(>.cards)>.findings:not(.findings~.findings){order:-1}
        }
        @media screen{
        .tall:not(:has(>.stacked)){max-height:min(90vh,100vh - 6rem);overflow:auto}
        .tall>:not(.stacked) thead th{position:sticky;top:0;z-index:1;box-shadow:inset 0 -1px var(--accent)}
        .tall>:not(.stacked) tfoot{position:sticky;bottom:0;z-index:1;background:var(--band)}
        }
        @media screen and (min-width:72rem){
        section:has(>.findings+.stamp+.charts){display:grid;grid-template-columns:minmax(0,5fr) minmax(0,4fr);grid-auto-flow:dense;column-gap:1.5rem}
        section:has(>.findings+.stamp+.charts)>*{grid-column:1/-1;min-width:0}
        section:has(>.findings+.stamp+.charts)>:is(.findings,.stamp){grid-column:1;align-self:start}
        section:has(>.findings+.stamp+.charts)>.charts{display:contents}
        section:has(>.findings+.stamp+.charts)>.charts>figure{grid-column:2;margin:1rem 0 0}
        }
        @media (min-width:56rem){svg.whole{display:block}.alone svg.half{display:none}}
        @media screen and (max-width:48rem){
        thead th:first-child:not(.long),tbody th:not(.long),tfoot th:not(.long){position:sticky;left:0}
        .tall>:not(.stacked) thead th:first-child:not(.long){z-index:2}
        tbody th{background:var(--paper)}
        tfoot th{background:var(--band)}
        caption>span{display:block;position:sticky;left:0;max-width:calc(100vw - 2rem)}
        }
        @media print{
        @page{size:A4 landscape;margin:12mm}
        :root{color-scheme:light;font-size:68%}
        body{max-width:none;padding:0}
        nav,.back,details,figure .note,.cards,.appendix{display:none}
        a{color:inherit;text-decoration:none}
        section+section{break-before:page}
        h2{break-after:avoid;margin:.8rem 0 .5rem}
        section+section h2{margin-top:0}
        th,td{padding:.14rem .5rem}
        thead .n,.dense thead .n{min-width:0}
        tr>.n:last-child{padding-right:1rem}
        .findings{margin:.5rem 0}
        .findings li{margin:.1rem 0}
        .findings,p{max-width:none}
        .charts,.scroll{margin:.6rem 0 .4rem}
        figure{max-width:none}
        tbody tr:first-child{break-before:avoid}
        .scroll{overflow:visible}
        .scroll:not(:has(tbody tr:nth-child(20))){break-inside:avoid}
        tfoot{display:table-row-group}
        thead{display:table-header-group}
        tr,figure,.stamp,.findings li{break-inside:avoid}
        caption{break-after:avoid}
        .long,.dense .long{min-width:10rem}
        .charts{grid-template-columns:1fr 1fr}
        .charts:not(.alone) svg.paper{display:block}.charts:not(.alone) svg.half{display:none}
        .charts:not(.alone) figure{padding:.2rem .6rem}
        section:first-of-type:has(>.charts:not(.alone)){line-height:1.3}
        section:first-of-type:has(>.charts:not(.alone)) :is(th,td){padding-block:.04rem}
        section:first-of-type:has(>.charts:not(.alone)) :is(.charts,.message,.legend,.note,.findings,.stamp,.scroll,.footnotes,svg){margin-block:.2rem}
        section:first-of-type:has(>.charts:not(.alone)) .findings li{margin:0}
        .alone svg.whole{display:block}.alone svg.half{display:none}
        .alone{grid-template-columns:1fr}.alone figure{max-width:none}.alone figure svg[role=img]{max-height:80mm}
        }

        """
}
