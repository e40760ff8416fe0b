prepare damaged
tracker state IRN PAK
