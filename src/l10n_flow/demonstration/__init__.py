"""Two very small translation models, English to Spanish and to Persian, for the first look.

They know a few hundred words of news and office English and are asked for nothing else. They are
no code but data, in the packages next to this file; training/ in the repository makes them.
"""
