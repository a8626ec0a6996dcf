"""Pictures: functions from a model to SVG, each with a text alternative and the table behind it."""
