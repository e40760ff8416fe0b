prepare a column added on a server
tracker --db ATSERVER state IRN PAK
