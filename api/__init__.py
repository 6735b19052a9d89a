"""Plain addresses for programs: the shipped data as files, with the filters of the pages."""
