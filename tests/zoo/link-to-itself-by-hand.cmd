tracker link recall same_as=recall
