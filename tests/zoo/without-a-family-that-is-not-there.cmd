tracker timeline IRN PAK --without family:Wire
