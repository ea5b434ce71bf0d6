"""Finding evidence: three legs, fused with weights that depend on the question."""
