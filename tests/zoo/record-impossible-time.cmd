tracker record ambassador_recalled time=26:00 date=2024-01-19 actor=IRN target=PAK kind=consultations summary='A recall.' source=https://example.org/a
