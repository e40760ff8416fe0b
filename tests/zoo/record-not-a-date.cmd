tracker record ambassador_recalled date=tomorrow actor=IRN target=PAK kind=consultations summary='A recall.' source=https://example.org/a
