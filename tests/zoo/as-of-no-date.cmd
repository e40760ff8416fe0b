tracker state IRN PAK --as-of 2024-02-30
