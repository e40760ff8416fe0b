prepare no database
tracker retract recall --reason wrong
