tracker --db DB/inner.db state IRN PAK
