"""Sample documents of our own making, and the script that draws them."""
