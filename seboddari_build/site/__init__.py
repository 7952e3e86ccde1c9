"""What pages there are, at which addresses, and what each of them shows."""
