tracker state IRN PAK --asof 2024-01-01
