tracker report IRN PAK --out logs/good.jsonl
