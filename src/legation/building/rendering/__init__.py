"""Briefs as bytes, rendered by this process, by several, or by the workers of a Dask scheduler.

render      one brief: composed, settled and written
fitting     within its pages
drafting    as a draft, which leaves out what has errors
provenance  what it was made from, as a digest
letters     letters that its fonts lack
workers     many briefs, by processes of this computer
cluster, joining, fitness, workshop   by other computers: handing out, the way there, whether they can, and
            what goes along
"""
