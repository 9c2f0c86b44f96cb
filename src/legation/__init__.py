"""Country briefs in Word and PDF, with timelines, from a YAML chronology of diplomatic events."""
