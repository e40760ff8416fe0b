tracker import --log logs/missing.jsonl
