tracker import --log logs/nowhere.jsonl
