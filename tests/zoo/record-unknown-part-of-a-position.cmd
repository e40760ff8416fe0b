tracker record position_stated date=2024-01-01 actor=IRN,PAK position.relatons=established summary='They have relations.'
