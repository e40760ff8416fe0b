tracker --db postgresql://localhost/tracker state IRN PAK
