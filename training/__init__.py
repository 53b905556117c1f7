"""How the demonstration models are made: a phrasebook, a small network, two packages."""
