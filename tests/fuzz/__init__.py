"""Made-up inputs by the million: whatever is written, nothing crashes, and no page carries anything that acts."""
