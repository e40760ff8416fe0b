tracker watch remove nothing
