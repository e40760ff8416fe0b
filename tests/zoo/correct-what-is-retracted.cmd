tracker correct gone kind=permanent --reason 'a typo'
