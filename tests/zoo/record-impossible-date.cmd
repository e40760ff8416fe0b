tracker record ambassador_recalled date=2024-02-30 actor=IRN target=PAK kind=consultations summary='A recall.' source=https://example.org/a
