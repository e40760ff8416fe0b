prepare foreign database
tracker record ambassador_recalled date=2024-01-19 actor=IRN target=PAK kind=consultations summary='A recall.' source=https://example.org/a
