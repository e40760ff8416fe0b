tracker export --log - --json
