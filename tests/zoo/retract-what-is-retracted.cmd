tracker retract gone --reason 'another reason'
