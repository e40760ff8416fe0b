prepare read-only file
tracker import --log logs/good.jsonl
