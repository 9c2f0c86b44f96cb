"""From files to the model: YAML with positions, references, validation; themes and templates."""
