tracker record diplomats_expelled date=2024-01-19 actor=IRN target=PAK count=several summary='Expulsions.' source=https://example.org/a
