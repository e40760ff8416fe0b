tracker correct recall kind= --reason 'a typo'
