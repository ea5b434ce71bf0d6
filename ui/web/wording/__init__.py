"""The words of each view, in Korean and in English."""
