tracker search LARGE
