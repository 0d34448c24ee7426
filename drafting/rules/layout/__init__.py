"""How the report is set: page, faces, sizes, indents, page numbers. Judged only where the input has a look."""
