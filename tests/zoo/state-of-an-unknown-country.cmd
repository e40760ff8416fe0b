tracker state IRN Pakistann
