tracker correct recall kind=permanen --reason 'a typo'
