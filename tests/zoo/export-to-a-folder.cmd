tracker export --log logs
