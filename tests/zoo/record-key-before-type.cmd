tracker record kind=consultations
