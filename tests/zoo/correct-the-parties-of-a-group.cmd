tracker correct both target=IND --reason 'a typo'
