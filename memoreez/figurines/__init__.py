"""From a sculpture to a figurine: one closed solid in millimetres on its engraved pedestal."""
