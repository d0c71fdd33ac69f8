"""Writes a workbook with a tab for each thing: xlsxwriter_file.py OUT PICTURE"""
import sys
from datetime import date

import xlsxwriter

book = xlsxwriter.Workbook(sys.argv[1])


def tab(title, *rows):
    sheet = book.add_worksheet(title)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    return sheet


tab("texts", ["2020.07"], ["x & <y>"], [" two  spaces "])
tab("days").write_datetime("A1", date(2026, 11, 23), book.add_format({"num_format": "d mmmm yyyy"}))
formulas = tab("formulas", [2])
formulas.write_formula("A2", "=A1*3", None, 6)
formulas.write_formula("A3", '=IF(A1>1,"yes","no")', None, "yes")
tab("notes", [1]).write_comment("A1", "agreed", {"author": "Board"})
rules = tab("rules", [1], [2], [3])
bold, italic = book.add_format({"bold": True}), book.add_format({"italic": True})
rules.conditional_format("A1:A3", {"type": "cell", "criteria": ">", "value": 2, "format": bold})
rules.conditional_format("A1:A3", {"type": "cell", "criteria": "<", "value": 2, "format": italic})
tab("choices", ["one"]).data_validation("A1:A3", {"validate": "list", "source": ["one", "two"]})
tab("names", [3]).write_formula("A2", "=Rate*2", None, 6)
book.define_name("Rate", "=names!$A$1")
tab("panes", [1]).freeze_panes(1, 0)
hidden = tab("hidden", [1, 2, 3], [4], [5])
hidden.set_column("B:B", None, None, {"hidden": True})
hidden.set_row(2, None, None, {"hidden": True})
tab("merged").merge_range("A1:B2", 1)
formats = tab("formats")
formats.write("A1", 0.5, book.add_format({"num_format": "0.00%"}))
formats.write("A2", 1.25, book.add_format({"num_format": "[h]:mm"}))
tab("fonts").write("A1", "typed", book.add_format({"font_name": "Courier New"}))
tab("headers", [1]).set_header("&CBoard only")
tab("links").write_url("A1", "https://example.org/", None, "portal")
filters = tab("filters", ["kind"], ["a"], ["b"])
filters.autofilter("A1:A3")
filters.filter_column("A", "x == a")
filters.set_row(2, None, None, {"hidden": True})
charts = tab("charts", ["x", "y"], [1, 2], [2, 4])
chart = book.add_chart({"type": "line"})
chart.add_series({"name": "=charts!$B$1", "values": "=charts!$B$2:$B$3"})
charts.insert_chart("D2", chart)
tab("pictures", [1]).insert_image("A2", sys.argv[2])
book.close()
