"""The evaluation view: questions whose right answers are known, asked one after the other."""
