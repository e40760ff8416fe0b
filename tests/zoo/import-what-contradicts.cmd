tracker import --log logs/contradicts.jsonl
