"""How people reach Citedesk: the command line and the chat page."""
