"""Opening spreadsheets as people really have them: XLSX or CSV of any common kind."""

from mayorsclub.imports.reading.book import Book, Line, Sheet, read

__all__ = ["Book", "Line", "Sheet", "read"]
