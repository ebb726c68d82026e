// cmark-gfm as the Markdown target wants it: per-thread memory, safe on many threads, nodes read without copies.
#ifndef CMARKDOWN_H
#define CMARKDOWN_H

#include <stddef.h>
#include <stdint.h>

/// One parser with its memory; used by one thread at a time, and by no other while it parses.
typedef struct csupport_markdown csupport_markdown;

/// A node of the tree that the last parse made. It dies at the next parse.
typedef struct csupport_node csupport_node;

enum {
    CSUPPORT_DOCUMENT,
    CSUPPORT_BLOCK_QUOTE,
    CSUPPORT_LIST,
    CSUPPORT_ITEM,
    CSUPPORT_CODE_BLOCK,
    CSUPPORT_HTML_BLOCK,
    CSUPPORT_PARAGRAPH,
    CSUPPORT_HEADING,
    CSUPPORT_THEMATIC_BREAK,
    CSUPPORT_FOOTNOTE_DEFINITION,
    CSUPPORT_TABLE,
    CSUPPORT_TABLE_ROW,
    CSUPPORT_TABLE_CELL,
    CSUPPORT_TEXT,
    CSUPPORT_SOFT_BREAK,
    CSUPPORT_LINE_BREAK,
    CSUPPORT_CODE,
    CSUPPORT_HTML_INLINE,
    CSUPPORT_EMPHASIS,
    CSUPPORT_STRONG,
    CSUPPORT_STRIKETHROUGH,
    CSUPPORT_LINK,
    CSUPPORT_IMAGE,
    CSUPPORT_FOOTNOTE_REFERENCE,
    CSUPPORT_UNKNOWN
};

/// What a node says, without copies: the pointers lead into the parser's memory and are not terminated.
typedef struct {
    /// Text, code, raw HTML, a link's URL, a footnote's label or number.
    const uint8_t *text;
    size_t text_length;
    /// A link's title, a code block's info string.
    const uint8_t *extra;
    size_t extra_length;
    /// Where the block starts: 1-based line of the text that was parsed, 1-based byte column.
    int32_t line;
    int32_t column;
    /// The last line of a block.
    int32_t end_line;
    /// Heading level; first number of an ordered list; columns of a table; which reference to its note this one is.
    int32_t number;
    uint8_t kind;
    /// List: ordered. Item: is a task. Row: is the header. Code block: fenced. Heading: underlined (setext).
    uint8_t flag;
    /// List: tight. Task item: done.
    uint8_t second_flag;
} csupport_node_view;

/// What a document may cost; beyond it a parse ends in the middle.
typedef struct {
    /// Bytes of memory for the tree.
    size_t memory;
    /// Blocks within each other.
    int32_t depth;
    /// Cells of one table.
    int32_t table_cells;
    /// Pipes in one line.
    int32_t table_columns;
    /// Bytes with a meaning (`*`, `[` and so on) in one paragraph, heading or cell.
    int32_t marks;
} csupport_markdown_limits;

enum {
    CSUPPORT_PARSED = 0,
    /// The document asked for more memory than allowed.
    CSUPPORT_OUT_OF_MEMORY = 1,
    /// The library does not call the hooks that its version 0.29.0.gfm.6 calls.
    CSUPPORT_UNKNOWN_LIBRARY = 2,
    CSUPPORT_TOO_DEEP = 3,
    CSUPPORT_TOO_MANY_MARKS = 4,
    CSUPPORT_TABLE_TOO_LARGE = 5,
    CSUPPORT_TABLE_TOO_WIDE = 6
};

/// A parser, or NULL when the system gives no memory.
csupport_markdown *csupport_markdown_new(void);
void csupport_markdown_free(csupport_markdown *markdown);

/// Parses `bytes`; the tree lives until the next parse.
int csupport_markdown_parse(
    csupport_markdown *markdown, const uint8_t *bytes, size_t length, const csupport_markdown_limits *limits);

/// The document node of the last parse, or NULL when it failed.
const csupport_node *csupport_markdown_root(const csupport_markdown *markdown);

/// The line to blame when the last parse failed (1-based).
int csupport_markdown_failed_line(const csupport_markdown *markdown);

/// The definition of a footnote that no text refers to, or that repeats another: the tree does not hold it. NULL when
/// there are not that many.
const csupport_node *csupport_markdown_unused_footnote(const csupport_markdown *markdown, size_t index);

/// Bytes that the last parse took from its memory.
size_t csupport_markdown_memory(const csupport_markdown *markdown);

void csupport_node_read(const csupport_node *node, csupport_node_view *view);
int csupport_node_kind(const csupport_node *node);
const csupport_node *csupport_node_first_child(const csupport_node *node);
const csupport_node *csupport_node_next(const csupport_node *node);
const csupport_node *csupport_node_parent(const csupport_node *node);

/// 'l', 'c', 'r' or 0 for each column of a table node.
const uint8_t *csupport_table_alignments(const csupport_node *table);

/// The bytes whose inlines a block holds, line by line, without the marks of its containers.
const uint8_t *csupport_node_content(const csupport_node *node, size_t *length);

/// How often the footnote of a definition is referred to.
int csupport_footnote_references(const csupport_node *definition);

/// The definition that a footnote reference means.
const csupport_node *csupport_footnote_definition(const csupport_node *reference);

/// The length of the entity whose text after `&` is at `bytes`, and the bytes that it stands for; 0 when it is none.
size_t csupport_entity(
    csupport_markdown *markdown, const uint8_t *bytes, size_t length, uint8_t decoded[16], size_t *decoded_length);

/// The library's own HTML of the last tree, for tests; valid until the next call. NULL when there is no tree.
const char *csupport_markdown_library_html(csupport_markdown *markdown);

#endif
