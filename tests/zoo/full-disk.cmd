prepare full disk
tracker record ambassador_recalled date=2024-01-19 actor=IRN target=PAK note=LARGE kind=consultations summary='A recall.' source=https://example.org/a
