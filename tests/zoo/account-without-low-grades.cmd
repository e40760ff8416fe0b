tracker state IRN PAK --account IRN --min-grade C3
