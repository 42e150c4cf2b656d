// `plain ROWS WORKBOOK`: the cells of cells-benchmark with libxlsxwriter alone: the same values with the same number formats in the same table.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static lxw_format *format(lxw_workbook *workbook, const char *code, uint8_t align) {
    lxw_format *format = workbook_add_format(workbook);
    format_set_font_name(format, "Arial");
    format_set_font_size(format, 10);
    if (code) format_set_num_format(format, code);
    format_set_align(format, align);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

int main(int count, char **words) {
    if (count != 3) return 64;
    long rows = atol(words[1]);
    lxw_workbook *workbook = workbook_new(words[2]);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Items");
    lxw_format *text = format(workbook, NULL, LXW_ALIGN_LEFT);
    lxw_format *date = format(workbook, "[$-409]d mmm yyyy", LXW_ALIGN_LEFT);
    lxw_format *money = format(workbook, "#,##0.00;-#,##0.00", LXW_ALIGN_RIGHT);
    lxw_format *number = format(workbook, "#,##0;-#,##0", LXW_ALIGN_RIGHT);
    lxw_format *share = format(workbook, "0.0%", LXW_ALIGN_RIGHT);

    static char *headings[10] = {
        "Company", "Customer", "Name", "Document", "Date", "Due", "Amount (EUR)", "Open (EUR)", "Days past due", "Share"};
    lxw_table_column columns[10];
    lxw_table_column *list[11];
    memset(columns, 0, sizeof columns);
    for (int column = 0; column < 10; column++) {
        columns[column].header = headings[column];
        list[column] = &columns[column];
    }
    list[10] = NULL;
    lxw_table_options options;
    memset(&options, 0, sizeof options);
    options.columns = list;
    worksheet_add_table(sheet, 0, 0, (lxw_row_t)rows, 9, &options);

    const double first = 45658; // 1 January 2025
    char buffer[64];
    for (long row = 0; row < rows; row++) {
        lxw_row_t at = (lxw_row_t)(row + 1);
        snprintf(buffer, sizeof buffer, "IT0%ld", row % 3);
        worksheet_write_string(sheet, at, 0, buffer, text);
        snprintf(buffer, sizeof buffer, "C%ld", 100000 + row % 5000);
        worksheet_write_string(sheet, at, 1, buffer, text);
        snprintf(buffer, sizeof buffer, "Customer %ld S.p.A.", row % 5000);
        worksheet_write_string(sheet, at, 2, buffer, text);
        snprintf(buffer, sizeof buffer, "INV%ld", 10000000 + row);
        worksheet_write_string(sheet, at, 3, buffer, text);
        worksheet_write_number(sheet, at, 4, first + row % 365, date);
        worksheet_write_number(sheet, at, 5, first + row % 365 + 30, date);
        worksheet_write_number(sheet, at, 6, ((row % 100003) * 137 - 500000) / 100.0, money);
        worksheet_write_number(sheet, at, 7, (row % 7001) * 211 / 100.0, money);
        worksheet_write_number(sheet, at, 8, row % 120, number);
        worksheet_write_number(sheet, at, 9, (row % 1000) / 1000.0, share);
    }
    return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
