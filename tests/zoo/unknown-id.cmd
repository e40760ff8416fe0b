tracker retract recal --reason wrong
