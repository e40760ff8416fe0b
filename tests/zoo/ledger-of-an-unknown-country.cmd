tracker ledger IRN Atlantis
