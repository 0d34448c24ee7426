"""What `fazhi collect` writes for a county: a page, a workbook, and a letter to each township."""
