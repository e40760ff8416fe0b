tracker assess recall certainty=confirmed --reason 'seen'
tracker link recall same_as=gone
