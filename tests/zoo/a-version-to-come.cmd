tracker correct recall kind=permanent --reason 'a typo' --version 7
