tracker dashboard --serve --port 99999
