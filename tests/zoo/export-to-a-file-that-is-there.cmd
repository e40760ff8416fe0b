tracker export --log logs/good.jsonl
