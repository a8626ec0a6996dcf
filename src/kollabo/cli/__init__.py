"""The command line: parse, call, show. Each command is a module of its own, loaded when asked."""
