"""The only doorway to the disk: no other module reads, writes, copies or deletes files.

A checkout is not trusted: its links may lead out of it, its catalogs may be pipes, its caches may
contain any path. So every path is checked before it is used. No link leads out of a folder that is
fenced (`fences`), such as a project's root; only regular files of limited size are read; the files
of version control are never touched.
"""
