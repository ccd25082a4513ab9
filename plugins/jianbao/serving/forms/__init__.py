"""What people fill in: fields, choices, faults, texts not yet filed."""
