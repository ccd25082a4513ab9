"""Papers: what is printed, before any format. Documents, bulletins and slips → one ``Paper`` each."""
