"""Who may use the desk and what each may do: accounts, signing in, the table of actions."""
