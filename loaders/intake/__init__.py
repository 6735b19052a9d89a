"""Reading what people bring: a messy spreadsheet in, rows, questions and problems out. Nothing is used before it is reviewed."""
