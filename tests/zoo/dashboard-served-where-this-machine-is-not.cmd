tracker dashboard --serve --host 192.0.2.1
