tracker export --log nowhere/log.jsonl
