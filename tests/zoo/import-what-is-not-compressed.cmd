tracker import --log logs/plain.jsonl.gz
