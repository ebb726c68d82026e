#include "MarkdownParser.h"

#include <stdlib.h>
#include <string.h>

_Thread_local csupport_markdown *csupport_at_work;

static void *memory_calloc(size_t count, size_t size) {
    return csupport_arena_calloc(&csupport_at_work->arena, count, size);
}

static void *memory_realloc(void *block, size_t size) {
    return csupport_arena_realloc(&csupport_at_work->arena, block, size);
}

static void memory_free(void *block) {
    (void)block;
}

cmark_mem csupport_arena_memory = {memory_calloc, memory_realloc, memory_free};

csupport_markdown *csupport_markdown_new(void) {
    csupport_prepare_library_once();
    csupport_markdown *markdown = calloc(1, sizeof *markdown);
    if (markdown && !csupport_arena_open(&markdown->arena)) {
        free(markdown);
        return NULL;
    }
    return markdown;
}

void csupport_markdown_free(csupport_markdown *markdown) {
    if (markdown) {
        csupport_arena_close(&markdown->arena);
        free(markdown);
    }
}

static int is_mark(uint8_t byte) {
    switch (byte) {
    case '*': case '_': case '~': case '[': case ']': case '(': case ')': case '!': case '<': case '>': case '&':
    case '`': case ':': case '@': case '"': case '\'': case '\\': return 1;
    default: return 0;
    }
}

static int32_t count_marks(const uint8_t *bytes, bufsize_t from, bufsize_t to) {
    int32_t marks = 0;
    for (bufsize_t index = from; index < to; index++) {
        marks += is_mark(bytes[index]);
    }
    return marks;
}

/// Ends the parse with the blame on a line.
static int failed(csupport_markdown *markdown, int status, int line) {
    markdown->failed_line = line;
    return status;
}

/// What the lines so far have opened: a tower of blocks costs each further line its height, and a growing paragraph
/// is searched for link reference definitions when it ends.
static int check_open_blocks(csupport_markdown *markdown) {
    const cmark_parser *parser = markdown->parser;
    int32_t depth = 0;
    for (const cmark_node *node = parser->current; node; node = node->parent) {
        if (++depth > markdown->limits.depth) {
            return failed(markdown, CSUPPORT_TOO_DEEP, parser->line_number);
        }
    }
    const cmark_node *current = parser->current;
    if (current->type != CMARK_NODE_PARAGRAPH) {
        return CSUPPORT_PARSED;
    }
    if (markdown->growing != current) {
        markdown->growing = current;
        markdown->counted = 0;
        markdown->marks = 0;
    }
    markdown->marks += count_marks(current->content.ptr, markdown->counted, current->content.size);
    markdown->counted = current->content.size;
    return markdown->marks > markdown->limits.marks
        ? failed(markdown, CSUPPORT_TOO_MANY_MARKS, current->start_line) : CSUPPORT_PARSED;
}

/// Feeds whole lines, about 16 KB at a time, and looks at what they opened before the next.
static int feed(csupport_markdown *markdown, const uint8_t *bytes, size_t length) {
    enum { PIECE = 16 * 1024 };
    cmark_parser *parser = markdown->parser;
    size_t at = 0;
    while (length - at > PIECE) {
        const uint8_t *newline = memchr(bytes + at + PIECE, '\n', length - at - PIECE);
        size_t end = newline ? (size_t)(newline - bytes) + 1 : length;
        cmark_parser_feed(parser, (const char *)bytes + at, end - at);
        at = end;
        int status = check_open_blocks(markdown);
        if (status != CSUPPORT_PARSED) {
            return status;
        }
    }
    cmark_parser_feed(parser, (const char *)bytes + at, length - at);
    if (length > 0 && bytes[length - 1] != '\n' && bytes[length - 1] != '\r') {
        // All lines must be in the tree before the sentinel is.
        cmark_parser_feed(parser, "\n", 1);
    }
    return check_open_blocks(markdown);
}

static void remember_definition(csupport_markdown *markdown, cmark_node *node) {
    if (markdown->definition_count == markdown->definition_capacity) {
        markdown->definition_capacity = markdown->definition_capacity * 2 + 8;
        markdown->definitions = csupport_arena_realloc(
            &markdown->arena, markdown->definitions, markdown->definition_capacity * sizeof(cmark_node *));
    }
    markdown->definitions[markdown->definition_count++] = node;
}

static int32_t cells_of(const cmark_node *table) {
    // Memory may have run out between the table's type and its columns.
    if (!table->as.opaque) {
        return 0;
    }
    int32_t cells = 0;
    for (const cmark_node *row = table->first_child; row; row = row->next) {
        cells += cmark_gfm_extensions_get_table_columns((cmark_node *)table);
    }
    return cells;
}

static int has_inlines(const cmark_node *node) {
    return node->type == CMARK_NODE_PARAGRAPH || node->type == CMARK_NODE_HEADING ||
        node->type == csupport_library.table_cell;
}

/// The squares of all blocks' marks together: one block at its limit, or some with less.
static uint64_t allowed_work(const csupport_markdown *markdown) {
    uint64_t marks = (uint64_t)markdown->limits.marks;
    return 4 * marks * marks;
}

static int check_block(csupport_markdown *markdown, cmark_node *node, int32_t depth) {
    if (depth > markdown->limits.depth) {
        return failed(markdown, CSUPPORT_TOO_DEEP, node->start_line);
    }
    if (node->type == CMARK_NODE_FOOTNOTE_DEFINITION) {
        remember_definition(markdown, node);
    }
    if (node->type == csupport_library.table && cells_of(node) > markdown->limits.table_cells) {
        return failed(markdown, CSUPPORT_TABLE_TOO_LARGE, node->start_line);
    }
    if (has_inlines(node)) {
        markdown->work += (uint64_t)node->content.size * (uint64_t)node->content.size;
    }
    return CSUPPORT_PARSED;
}

/// Counts the marks of a block, and the work that the library may have with them.
static int check_marks(csupport_markdown *markdown, cmark_node *node, int32_t depth) {
    (void)depth;
    if (!has_inlines(node)) {
        return CSUPPORT_PARSED;
    }
    uint64_t marks = (uint64_t)count_marks(node->content.ptr, 0, node->content.size);
    markdown->work += marks * marks;
    return marks > (uint64_t)markdown->limits.marks || markdown->work > allowed_work(markdown)
        ? failed(markdown, CSUPPORT_TOO_MANY_MARKS, node->start_line) : CSUPPORT_PARSED;
}

typedef int (*block_check)(csupport_markdown *markdown, cmark_node *node, int32_t depth);

static int each_block(csupport_markdown *markdown, cmark_node *root, block_check check) {
    cmark_node *node = root;
    int32_t depth = 1;
    while (1) {
        int status = check(markdown, node, depth);
        if (status != CSUPPORT_PARSED) {
            return status;
        }
        if (node->first_child) {
            node = node->first_child;
            depth++;
            continue;
        }
        while (!node->next && node != root) {
            node = node->parent;
            depth--;
        }
        if (node == root) {
            return CSUPPORT_PARSED;
        }
        node = node->next;
    }
}

/// Looks at all blocks before their inlines are parsed: most of what the library does in quadratic time is there.
static int check_blocks(csupport_markdown *markdown, cmark_node *root) {
    markdown->work = 0;
    int status = each_block(markdown, root, check_block);
    // Were all their bytes marks, an ordinary page's would still be too few: nothing is counted there.
    uint64_t marks = (uint64_t)markdown->limits.marks;
    if (status != CSUPPORT_PARSED || markdown->work <= marks * marks) {
        return status;
    }
    markdown->work = 0;
    return each_block(markdown, root, check_marks);
}

/// The library keeps a row's cells in a list that it walks to its end for each new cell, also for rows that turn out to
/// belong to no table: so a line may hold only so many pipes.
static int check_columns(csupport_markdown *markdown, const uint8_t *bytes, size_t length) {
    int line = 1;
    for (size_t start = 0; start < length; line++) {
        const uint8_t *newline = memchr(bytes + start, '\n', length - start);
        size_t end = newline ? (size_t)(newline - bytes) : length;
        if (end - start > (size_t)markdown->limits.table_columns && memchr(bytes + start, '|', end - start)) {
            int32_t pipes = 0;
            for (size_t at = start; at < end; at++) {
                pipes = bytes[at] == '\r' ? 0 : pipes + (bytes[at] == '|');
                if (pipes > markdown->limits.table_columns) {
                    return failed(markdown, CSUPPORT_TABLE_TOO_WIDE, line);
                }
            }
        }
        start = end + 1;
    }
    return CSUPPORT_PARSED;
}

static int parse(csupport_markdown *markdown, const uint8_t *bytes, size_t length) {
    if (check_columns(markdown, bytes, length) != CSUPPORT_PARSED) {
        return CSUPPORT_TABLE_TOO_WIDE;
    }
    syntax_need need = csupport_syntax_needed(bytes, length);
    cmark_parser *parser = csupport_new_parser(&csupport_arena_memory, need);
    markdown->parser = parser;
    int status = feed(markdown, bytes, length);
    if (status == CSUPPORT_PARSED) {
        status = check_blocks(markdown, parser->root);
    }
    if (status != CSUPPORT_PARSED) {
        return status;
    }
    markdown->inline_extensions = parser->inline_syntax_extensions;
    markdown->root = parser->root;
    markdown->sentinel = cmark_node_new_with_mem_and_ext(
        CMARK_NODE_CUSTOM_BLOCK, &csupport_arena_memory, csupport_library.guard);
    parser->inline_syntax_extensions = NULL;
    parser->root->extension = csupport_library.guard;
    cmark_node_append_child(parser->root, markdown->sentinel);
    if (need.www) {
        csupport_begin_w(markdown);
    }
    cmark_node *root = cmark_parser_finish(parser);
    cmark_node_unlink(markdown->sentinel);
    root->extension = NULL;
    return markdown->hooks_called == 3 ? CSUPPORT_PARSED : CSUPPORT_UNKNOWN_LIBRARY;
}

/// What used the memory up: a tower of blocks, a table that fills up its short rows, or anything else.
static int exhausted(csupport_markdown *markdown) {
    const cmark_parser *parser = markdown->parser;
    if (!parser || !parser->root) {
        return failed(markdown, CSUPPORT_OUT_OF_MEMORY, 1);
    }
    int32_t depth = 0;
    for (const cmark_node *node = parser->root; node; node = node->last_child) {
        if (++depth > markdown->limits.depth) {
            return failed(markdown, CSUPPORT_TOO_DEEP, parser->line_number);
        }
    }
    for (const cmark_node *node = parser->current; node; node = node->parent) {
        if (node->type == csupport_library.table && cells_of(node) > markdown->limits.table_cells) {
            return failed(markdown, CSUPPORT_TABLE_TOO_LARGE, node->start_line);
        }
    }
    return failed(markdown, CSUPPORT_OUT_OF_MEMORY, parser->line_number);
}

static void start_afresh(csupport_markdown *markdown, const csupport_markdown_limits *limits) {
    csupport_arena_reset(&markdown->arena);
    markdown->arena.limit = limits->memory;
    markdown->limits = *limits;
    markdown->parser = NULL;
    markdown->root = NULL;
    markdown->sentinel = NULL;
    markdown->hooks_called = 0;
    markdown->failed_line = 0;
    markdown->growing = NULL;
    markdown->definitions = NULL;
    markdown->definition_count = 0;
    markdown->definition_capacity = 0;
}

int csupport_markdown_parse(
    csupport_markdown *markdown, const uint8_t *bytes, size_t length, const csupport_markdown_limits *limits) {
    start_afresh(markdown, limits);
    csupport_at_work = markdown;
    int status;
    // Nothing but the arena is held by a parse that is left in its middle.
    if (setjmp(markdown->arena.exhausted) == 0) {
        status = parse(markdown, bytes, length);
    } else {
        status = exhausted(markdown);
    }
    csupport_end_w(markdown);
    csupport_at_work = NULL;
    markdown->parser = NULL;
    if (status != CSUPPORT_PARSED) {
        markdown->root = NULL;
    }
    return status;
}

const csupport_node *csupport_markdown_unused_footnote(const csupport_markdown *markdown, size_t index) {
    for (size_t at = 0; markdown->root && at < markdown->definition_count; at++) {
        if (!markdown->definitions[at]->parent && index-- == 0) {
            return (const csupport_node *)markdown->definitions[at];
        }
    }
    return NULL;
}

const csupport_node *csupport_markdown_root(const csupport_markdown *markdown) {
    return (const csupport_node *)markdown->root;
}

int csupport_markdown_failed_line(const csupport_markdown *markdown) {
    return markdown->failed_line;
}

size_t csupport_markdown_memory(const csupport_markdown *markdown) {
    return markdown->arena.total;
}

