tracker show 'IRN-PAK @2024-01-18 known 2024-01-19T12:00Z #1 sha256:0' --as-of 2024-01-17
