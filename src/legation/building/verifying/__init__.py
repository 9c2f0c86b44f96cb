"""Shows that the files of a brief say what its document says, by reading them without what wrote them.

pieces     what is said, in pieces that can be compared
document   what a document says
package, wording, word     what a Word file says
pdfium, pdf                what a PDF says
comparing, around          what agrees, and what differs first: in the text, and around it
judging    one file against its document
composed   the documents, for the day of which the files speak
run        all of it: `verify`
"""
