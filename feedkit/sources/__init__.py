"""From the name of a source (an address, a file, a folder, a list of feeds) to what it holds."""
