prepare no database at all
tracker state IRN PAK
