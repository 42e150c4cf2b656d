import Ledger
import ReportDocument

/// The renderers' words in both languages.
enum SampleWords {
    static func words(_ language: Language) -> RendererWords {
        switch language {
        case .english:
            RendererWords(
                notAvailable: "n/a", contents: "Contents", backToFirstSection: "Back to summary", page: "Page",
                chartData: "Data behind the chart", status: "Status", statusNames: [.green: "On target", .amber: "Watch", .red: "Act"],
                yes: "yes", no: "no", working: "Working", reason: "Reason", note: "Note", noRows: "Nothing to list.",
                fullListInFile: "The CSV file of the table has the full list.", row: "Row",
                rowRoleNames: [.item: "item", .subtotal: "subtotal", .total: "total"],
                waterfallBase: "Base", balance: "Balance", increase: "Increase", decrease: "Decrease", belowZero: "Below zero",
                runningMonth: "Month still running", showTable: "Show the table")
        case .italian:
            RendererWords(
                notAvailable: "n.d.", contents: "Indice", backToFirstSection: "Torna alla sintesi", page: "Pagina",
                chartData: "Dati del grafico", status: "Stato", statusNames: [.green: "In linea", .amber: "Attenzione", .red: "Agire"],
                yes: "sì", no: "no", working: "Calcolo", reason: "Motivo", note: "Nota", noRows: "Niente da elencare.",
                fullListInFile: "Il file CSV della tabella ha l’elenco completo.", row: "Riga",
                rowRoleNames: [.item: "voce", .subtotal: "subtotale", .total: "totale"], waterfallBase: "Base", balance: "Saldo",
                increase: "Aumento", decrease: "Diminuzione", belowZero: "Sotto zero", runningMonth: "Mese in corso",
                showTable: "Mostra la tabella")
        }
    }
}
