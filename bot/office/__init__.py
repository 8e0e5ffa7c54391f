"""The office on HTTP: its door, its forms and its pages, which are those of `handlers/office/`."""
