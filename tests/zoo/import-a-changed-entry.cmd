tracker import --log logs/changed.jsonl
