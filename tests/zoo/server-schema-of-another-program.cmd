prepare a schema of another program on a server
tracker --db ATSERVER state IRN PAK
