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

/// Makes sure that the calling thread's heap has so much room at its end.
///
/// glibc widens the heap of a thread other than the first by one page of 4 KB at a time (`sysmalloc`, `grow_heap`), each
/// a call of the kernel: of a build of 10 000 pages they were 23 000.
void csupport_widen_heap(size_t bytes);

/// How many words the program was called with, its own name included; 0 where the system does not say it this way.
int csupport_argument_count(void);

/// One of these words.
const char *csupport_argument(int index);

#endif
