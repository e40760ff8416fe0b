prepare no database
tracker state IRN PAK
