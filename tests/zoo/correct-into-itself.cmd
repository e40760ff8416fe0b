tracker correct recall target=PAK --reason 'a typo'
