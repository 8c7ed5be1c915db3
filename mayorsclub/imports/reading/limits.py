"""How much of a spreadsheet is taken."""

LARGEST = 10 * 1024 * 1024
MOST_ROWS = 20_000
# Empty rows among them do not count, but are not looked through for ever.
MOST_LOOKED_AT = 200_000
MOST_COLUMNS = 100
LONGEST_CELL = 2000
