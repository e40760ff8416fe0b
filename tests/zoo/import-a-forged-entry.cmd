tracker import --log logs/forged.jsonl
