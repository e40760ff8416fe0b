tracker backup logs/good.jsonl
