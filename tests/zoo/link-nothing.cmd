tracker link recall
