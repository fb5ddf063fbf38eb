"""13: the same answers on Spark DataFrames, for books and dealings that no one machine holds.

Spark does what is relational: grouping, joining, going round after round. Arithmetic and comparisons are those of the
embedded engine, called on one group of rows at a time, so that both give the same answers. Needs the extra `[spark]`
and Java; the functions used are those of the DataFrame API alone.
"""
