prepare foreign database
tracker state IRN PAK
