"""What a single line of a page looks like, whatever stands around it: one module a subject."""
