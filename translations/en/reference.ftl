sources-help = Each figure is kept as it was said, with its document and its date.
sources-empty = No document
sources-empty-help = The documents that published figures come from will appear here.
sources-what = What
sources-said = As said
sources-counted = How it is counted
sources-as-of = As of
sources-inferred = year inferred from reading the document
