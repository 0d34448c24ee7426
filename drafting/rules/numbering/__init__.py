"""Numbers of headings and of points in the text: GB/T 9704 and GB/T 15834."""
