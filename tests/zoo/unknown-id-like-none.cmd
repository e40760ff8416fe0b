tracker retract zzz --reason wrong
