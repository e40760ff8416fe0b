tracker import --log logs/cut-off.jsonl
