tracker watch add 'IRN-PAK hostilty>=4'
