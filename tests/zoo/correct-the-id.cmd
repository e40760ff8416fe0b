tracker correct recall id=other --reason 'a typo'
