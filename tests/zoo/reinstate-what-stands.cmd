tracker reinstate recall --reason 'it did happen'
