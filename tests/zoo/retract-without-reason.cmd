tracker retract recall
