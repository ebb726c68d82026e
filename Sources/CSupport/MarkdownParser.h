// What the files of the Markdown parser share: the library's extensions, and the parser's own state.
#ifndef MARKDOWN_PARSER_H
#define MARKDOWN_PARSER_H

#include "CMarkdown.h"
#include "MarkdownArena.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <pthread.h>

struct csupport_markdown {
    markdown_arena arena;
    cmark_parser *parser;
    cmark_node *root;
    cmark_node *sentinel;
    cmark_llist *inline_extensions;
    int hooks_called;
    int uses_w;
    csupport_markdown_limits limits;
    /// The paragraph whose marks are being counted while it grows, the bytes counted, and the marks found.
    const cmark_node *growing;
    bufsize_t counted;
    int32_t marks;
    /// The squares of what was counted of each block, together.
    uint64_t work;
    /// The footnote definitions of the document, as it was before the unused ones were taken out.
    cmark_node **definitions;
    size_t definition_count, definition_capacity;
    int failed_line;
};

/// The parser at work on this thread: cmark_mem's functions and the extensions' get no context.
extern _Thread_local csupport_markdown *csupport_at_work;

/// The memory of the parser at work.
extern cmark_mem csupport_arena_memory;

/// The library's extensions and the numbers of their nodes; constant once they are prepared.
typedef struct {
    cmark_syntax_extension *table_syntax, *strikethrough_syntax, *task_syntax, *autolink_syntax;
    cmark_syntax_extension *guard;
    /// A parser whose only extension has the special character `w`.
    cmark_parser *w_parser;
    pthread_mutex_t w_lock;
    int w_users;
    uint16_t table, table_row, table_cell, strikethrough;
} markdown_library;

extern markdown_library csupport_library;

/// What a text can need at all of syntax that costs every text its time.
typedef struct {
    /// `^`, or an entity that may stand for one.
    int footnotes;
    /// `://` or `www.`: found while inlines are parsed.
    int urls;
    /// `www.`: needs the special character `w`.
    int www;
    /// An `@`, or an entity that may stand for one: found in the finished tree.
    int mail;
} syntax_need;

void csupport_prepare_library_once(void);
syntax_need csupport_syntax_needed(const uint8_t *bytes, size_t length);
cmark_parser *csupport_new_parser(cmark_mem *memory, syntax_need need);

/// Between these two the letter `w` is special, for all threads.
void csupport_begin_w(csupport_markdown *markdown);
void csupport_end_w(csupport_markdown *markdown);

#endif
