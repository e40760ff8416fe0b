tracker watch add 'PAK-IRN hostility>=4'
