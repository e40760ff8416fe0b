tracker state IRN PAK --position first
