"""Many people at one page: a server with a scripted model, and clients that speak the protocol of the page."""
