"""What the stages hand on: chronology, brief, document, drawing, theme. Frozen, and knowing no file."""
