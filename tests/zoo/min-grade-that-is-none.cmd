tracker why IRN PAK head --min-grade C9
