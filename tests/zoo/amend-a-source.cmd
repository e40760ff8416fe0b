tracker retract source:crisis/wire --reason wrong
