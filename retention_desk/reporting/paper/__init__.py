"""Paper: text, shapes and figures on pages, and the PDF file they make."""
