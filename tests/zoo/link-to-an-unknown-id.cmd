tracker link recall in_response_to=gon
