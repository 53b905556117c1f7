project = "Rivers"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "attrs_block", "dollarmath"]
myst_heading_anchors = 4
html_theme = "basic"
html_copy_source = False
html_last_updated_fmt = None
