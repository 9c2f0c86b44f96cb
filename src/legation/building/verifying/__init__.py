"""Shows that the files of a brief say what its document says, by reading them without what wrote them.

pieces     what is said, in pieces that can be compared
document   what a document says
package, wording, labels, framing, word             what a Word file says
seeing, banners, strange, referring                 whether that is seen, and what no brief has beside it
pdfium, drawn, besides, pdf                         what a PDF says, and whether it is seen
comparing, around, apart   what agrees, and what differs first: in the text, around it, and apart from it
judging    one file against its document
composed   the documents, for the day of which the files speak
outcome    what came of it
run        all of it: `verify`
"""
