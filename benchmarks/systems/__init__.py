"""Systems that rank documents for a question: Citedesk, its parts, and what others would use."""
