tracker report-add recall quote='was recalled'
