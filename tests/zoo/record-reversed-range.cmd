tracker record ambassador_recalled date=2024-01-19/2024-01-10 actor=IRN target=PAK kind=consultations summary='A recall.' source=https://example.org/a
