tracker import --log logs/newer.jsonl
