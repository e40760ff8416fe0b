tracker import --log logs
