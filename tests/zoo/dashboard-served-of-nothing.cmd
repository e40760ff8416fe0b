tracker dashboard --serve --access --db none.db
