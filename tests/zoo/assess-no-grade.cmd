tracker assess recall rating=B9
