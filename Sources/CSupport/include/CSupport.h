// What Swift cannot say cheaply: byte scans with vector instructions, and cmark-gfm's per-thread memory.
#ifndef CSUPPORT_H
#define CSUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CMarkdown.h"

/// The index of the first byte among & < > " ' at or after `from`, or `length` when there is none.
size_t csupport_find_html_special(const uint8_t *bytes, size_t length, size_t from);

/// The index of the first byte among & < > " at or after `from` (text where an apostrophe is harmless), or `length`.
size_t csupport_find_html_special_text(const uint8_t *bytes, size_t length, size_t from);

/// The index of the first place of `part` at or after `from`, or `length`; in linear time (`memmem` of the C library).
size_t csupport_find(const uint8_t *bytes, size_t length, size_t from, const uint8_t *part, size_t part_length);

/// How many bytes from the first are well-formed UTF-8 (Unicode 16, table 3-7): `length` when all are.
size_t csupport_utf8_length(const uint8_t *bytes, size_t length);

/// Tells the C library, before the first thread starts, that the program keeps what memory it has for its next step.
void csupport_prepare_heaps(void);

/// Asks for large pages where the calling thread's heap will go on, unless that is known from before.
///
/// The entries of a large site lie all over the heap: with pages of 4 KB nearly every step to another entry costs a walk
/// through the page tables. Linux gives large pages where it is asked (`madvise`), and only to memory that nobody has
/// written to.
///
/// - Parameter bytes: how far to look ahead.
void csupport_use_large_pages(size_t bytes);

/// How many words the program was called with, its own name included; 0 where the system does not say it this way.
int csupport_argument_count(void);

/// One of these words.
const char *csupport_argument(int index);

#endif
