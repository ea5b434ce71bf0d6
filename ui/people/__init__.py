"""Who may use the page: people with passwords, their logins, and what belongs to whom."""
