tracker correct recall --reason 'a typo'
