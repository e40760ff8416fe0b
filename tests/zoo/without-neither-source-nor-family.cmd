tracker robustness IRN PAK --without wire
