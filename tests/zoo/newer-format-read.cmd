prepare newer format
tracker state IRN PAK
