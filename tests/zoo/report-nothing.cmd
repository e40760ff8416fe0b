tracker report-add recall
