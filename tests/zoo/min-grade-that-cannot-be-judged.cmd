tracker state IRN PAK --min-grade F3
