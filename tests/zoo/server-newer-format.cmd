prepare a newer format on a server
tracker --db ATSERVER state IRN PAK
