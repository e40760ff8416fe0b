tracker show 'IRN-PAK @2024-01-18 known 2024-01-19T12:00Z #1 sha1:0123'
