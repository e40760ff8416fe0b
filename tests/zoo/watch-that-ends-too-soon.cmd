tracker watch add 'IRN-PAK hostility>='
