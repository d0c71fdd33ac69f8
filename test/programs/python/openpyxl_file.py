"""Writes a workbook with a tab for each thing, or saves one again: openpyxl_file.py OUT [IN]"""
import sys
from datetime import date

import openpyxl
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation


def make():
    book = openpyxl.Workbook()
    book.remove(book.active)

    def tab(title, *rows):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        return sheet

    tab("texts", ["2020.07"], ["x & <y>"], [" two  spaces "])
    tab("days", [date(2026, 11, 23)])["A1"].number_format = "d mmmm yyyy"
    tab("formulas", [2], ["=A1*3"], ['=IF(A1>1,"yes","no")'])
    tab("notes", [1])["A1"].comment = Comment("agreed", "Board")
    rules = tab("rules", [1], [2], [3]).conditional_formatting
    rules.add("A1:A3", CellIsRule(operator="greaterThan", formula=["2"], font=Font(bold=True)))
    rules.add("A1:A3", CellIsRule(operator="lessThan", formula=["2"], font=Font(italic=True)))
    choice = DataValidation(type="list", formula1='"one,two"')
    tab("choices", ["one"]).add_data_validation(choice)
    choice.add("A1:A3")
    tab("names", [3], ["=Rate*2"])
    name = DefinedName("Rate", attr_text="names!$A$1")
    if hasattr(book.defined_names, "add"):
        book.defined_names.add(name)
    else:
        book.defined_names.append(name)
    tab("panes", [1]).freeze_panes = "A2"
    hidden = tab("hidden", [1, 2, 3], [4], [5])
    hidden.column_dimensions["B"].hidden = True
    hidden.row_dimensions[3].hidden = True
    tab("merged", [1]).merge_cells("A1:B2")
    formats = tab("formats", [0.5], [1.25])
    formats["A1"].number_format = "0.00%"
    formats["A2"].number_format = "[h]:mm"
    tab("fonts", ["typed"])["A1"].font = Font(name="Courier New")
    tab("headers", [1]).oddHeader.center.text = "Board only"
    tab("links", ["portal"])["A1"].hyperlink = "https://example.org/"
    filters = tab("filters", ["kind"], ["a"], ["b"])
    filters.auto_filter.ref = "A1:A3"
    filters.auto_filter.add_filter_column(0, ["a"])
    charts = tab("charts", ["x", "y"], [1, 2], [2, 4])
    chart = LineChart()
    chart.add_data(Reference(charts, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    charts.add_chart(chart, "D2")
    return book


book = openpyxl.load_workbook(sys.argv[2]) if len(sys.argv) > 2 else make()
book.save(sys.argv[1])
