tracker correct recall date=2024-01-16 --reason 'a better source'
tracker correct recall kind=permanent --reason 'a typo' --version 1
