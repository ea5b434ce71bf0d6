"""Asking Citedesk and a plain chain the questions of data sets, and scoring what they answer."""
