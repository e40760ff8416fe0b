tracker assess recall
