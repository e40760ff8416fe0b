tracker unlink recall in_response_to=gone
