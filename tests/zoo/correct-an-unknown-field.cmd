tracker correct recall knd=permanent --reason 'a typo'
