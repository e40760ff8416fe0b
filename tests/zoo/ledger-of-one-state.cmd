tracker ledger IRN
