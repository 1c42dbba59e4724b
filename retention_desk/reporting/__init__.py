"""The action workbook and other files that leave the laptop."""
