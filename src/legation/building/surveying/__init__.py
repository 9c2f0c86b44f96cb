"""What there is to build from, and what is amiss with it.

survey          all of it: the chronology, its theme and templates, and the problems
timeliness      what is amiss as of the day that a brief speaks from
word_templates  templates written in Word, and what a brief of one can be
unprinted       texts of briefs that no template prints
unused          a letterhead that nothing is put into
blame           which briefs a warning touches
"""
