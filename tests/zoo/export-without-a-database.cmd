prepare no database
tracker export --log DB.jsonl
