tracker show strike recall
