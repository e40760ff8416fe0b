tracker state IRN PAK --without source:wir
