#include "CMarkdown.h"
#include "MarkdownArena.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Why the hooks below. Inline extensions live by special characters (`~`, `:`, `w`) in two tables that are global to
// the process: cmark_parser_finish() sets them, parses all inlines, and clears them again, while another thread may be
// in the middle of its own. So the tables are set once, here, for good; and cmark_parser_finish() is kept from
// touching them by an empty `inline_syntax_extensions` at the moments when it would, with the real list in between.
// The library asks a block's extension whether the block has inlines: asked for the document (the first of all) the
// guard hands the list out, asked for a sentinel at the document's end it takes it back.

struct csupport_markdown {
    markdown_arena arena;
    cmark_parser *parser;
    cmark_node *root;
    cmark_node *sentinel;
    cmark_llist *inline_extensions;
    int hooks_called;
    int last_line;
};

// cmark_mem's functions get no context, so the parser at work is known by its thread.
static _Thread_local csupport_markdown *at_work;

static void *memory_calloc(size_t count, size_t size) {
    return arena_calloc(&at_work->arena, count, size);
}

static void *memory_realloc(void *block, size_t size) {
    return arena_realloc(&at_work->arena, block, size);
}

static void memory_free(void *block) {
    (void)block;
}

static cmark_mem arena_memory = {memory_calloc, memory_realloc, memory_free};

enum { EXTENSIONS = 4, OPTIONS = CMARK_OPT_FOOTNOTES };

static struct {
    cmark_syntax_extension *extensions[EXTENSIONS];
    cmark_syntax_extension *tasks;
    cmark_syntax_extension *guard;
    uint16_t table, table_row, table_cell, strikethrough;
} library;

static int guard_contains_inlines(cmark_syntax_extension *extension, cmark_node *node) {
    (void)extension;
    csupport_markdown *markdown = at_work;
    if (node == markdown->root) {
        markdown->parser->inline_syntax_extensions = markdown->inline_extensions;
        markdown->hooks_called |= 1;
    } else if (node == markdown->sentinel) {
        markdown->parser->inline_syntax_extensions = NULL;
        markdown->hooks_called |= 2;
    }
    return 0;
}

static cmark_parser *new_parser(cmark_mem *memory) {
    cmark_parser *parser = cmark_parser_new_with_mem(OPTIONS, memory);
    for (int index = 0; index < EXTENSIONS; index++) {
        cmark_parser_attach_syntax_extension(parser, library.extensions[index]);
    }
    return parser;
}

// The types of extension nodes are numbers given out at registration: read off a document that has each.
static void learn_types(cmark_node *node) {
    for (; node; node = cmark_node_next(node)) {
        const char *name = cmark_node_get_type_string(node);
        if (strcmp(name, "table") == 0) {
            library.table = node->type;
        } else if (strcmp(name, "table_header") == 0 || strcmp(name, "table_row") == 0) {
            library.table_row = node->type;
        } else if (strcmp(name, "table_cell") == 0) {
            library.table_cell = node->type;
        } else if (strcmp(name, "strikethrough") == 0) {
            library.strikethrough = node->type;
        }
        learn_types(cmark_node_first_child(node));
    }
}

static void prepare_library(void) {
    static const char *const names[EXTENSIONS] = {"table", "strikethrough", "autolink", "tasklist"};
    static const char sample[] = "|a|\n|-|\n|~~b~~|\n";
    cmark_gfm_core_extensions_ensure_registered();
    for (int index = 0; index < EXTENSIONS; index++) {
        library.extensions[index] = cmark_find_syntax_extension(names[index]);
    }
    library.tasks = library.extensions[3];
    library.guard = cmark_syntax_extension_new("metropolia-guard");
    cmark_syntax_extension_set_contains_inlines_func(library.guard, guard_contains_inlines);
    cmark_parser *parser = new_parser(cmark_get_default_mem_allocator());
    cmark_parser_feed(parser, sample, sizeof sample - 1);
    cmark_node *tree = cmark_parser_finish(parser);
    learn_types(tree);
    cmark_node_free(tree);
    cmark_manage_extensions_special_characters(parser, 1);
    cmark_parser_free(parser);
}

csupport_markdown *csupport_markdown_new(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare_library);
    csupport_markdown *markdown = calloc(1, sizeof *markdown);
    if (markdown && !arena_open(&markdown->arena)) {
        free(markdown);
        return NULL;
    }
    return markdown;
}

void csupport_markdown_free(csupport_markdown *markdown) {
    if (markdown) {
        arena_close(&markdown->arena);
        free(markdown);
    }
}

static int parse(csupport_markdown *markdown, const uint8_t *bytes, size_t length) {
    cmark_parser *parser = new_parser(&arena_memory);
    markdown->parser = parser;
    cmark_parser_feed(parser, (const char *)bytes, length);
    if (length > 0 && bytes[length - 1] != '\n' && bytes[length - 1] != '\r') {
        // All lines must be in the tree before the sentinel is.
        cmark_parser_feed(parser, "\n", 1);
    }
    markdown->last_line = parser->line_number;
    markdown->inline_extensions = parser->inline_syntax_extensions;
    markdown->root = parser->root;
    markdown->sentinel = cmark_node_new_with_mem_and_ext(CMARK_NODE_CUSTOM_BLOCK, &arena_memory, library.guard);
    parser->inline_syntax_extensions = NULL;
    parser->root->extension = library.guard;
    cmark_node_append_child(parser->root, markdown->sentinel);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_node_unlink(markdown->sentinel);
    root->extension = NULL;
    return markdown->hooks_called == 3 ? CSUPPORT_PARSED : CSUPPORT_UNKNOWN_LIBRARY;
}

int csupport_markdown_parse(
    csupport_markdown *markdown, const uint8_t *bytes, size_t length, size_t memory_limit) {
    arena_reset(&markdown->arena);
    markdown->arena.limit = memory_limit;
    markdown->parser = NULL;
    markdown->root = NULL;
    markdown->sentinel = NULL;
    markdown->hooks_called = 0;
    markdown->last_line = 0;
    at_work = markdown;
    int status = CSUPPORT_OUT_OF_MEMORY;
    // Nothing but the arena is held by a parse that is left in its middle.
    if (setjmp(markdown->arena.exhausted) == 0) {
        status = parse(markdown, bytes, length);
    } else if (markdown->parser && markdown->last_line == 0) {
        markdown->last_line = markdown->parser->line_number;
    }
    at_work = NULL;
    markdown->parser = NULL;
    if (status != CSUPPORT_PARSED) {
        markdown->root = NULL;
    }
    return status;
}

const csupport_node *csupport_markdown_root(const csupport_markdown *markdown) {
    return (const csupport_node *)markdown->root;
}

int csupport_markdown_last_line(const csupport_markdown *markdown) {
    return markdown->last_line;
}

size_t csupport_markdown_memory(const csupport_markdown *markdown) {
    return markdown->arena.total;
}

static int kind_of(const cmark_node *node) {
    switch (node->type) {
    case CMARK_NODE_DOCUMENT: return CSUPPORT_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE: return CSUPPORT_BLOCK_QUOTE;
    case CMARK_NODE_LIST: return CSUPPORT_LIST;
    case CMARK_NODE_ITEM: return CSUPPORT_ITEM;
    case CMARK_NODE_CODE_BLOCK: return CSUPPORT_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK: return CSUPPORT_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH: return CSUPPORT_PARAGRAPH;
    case CMARK_NODE_HEADING: return CSUPPORT_HEADING;
    case CMARK_NODE_THEMATIC_BREAK: return CSUPPORT_THEMATIC_BREAK;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return CSUPPORT_FOOTNOTE_DEFINITION;
    case CMARK_NODE_TEXT: return CSUPPORT_TEXT;
    case CMARK_NODE_SOFTBREAK: return CSUPPORT_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK: return CSUPPORT_LINE_BREAK;
    case CMARK_NODE_CODE: return CSUPPORT_CODE;
    case CMARK_NODE_HTML_INLINE: return CSUPPORT_HTML_INLINE;
    case CMARK_NODE_EMPH: return CSUPPORT_EMPHASIS;
    case CMARK_NODE_STRONG: return CSUPPORT_STRONG;
    case CMARK_NODE_LINK: return CSUPPORT_LINK;
    case CMARK_NODE_IMAGE: return CSUPPORT_IMAGE;
    case CMARK_NODE_FOOTNOTE_REFERENCE: return CSUPPORT_FOOTNOTE_REFERENCE;
    default: break;
    }
    if (node->type == library.table) { return CSUPPORT_TABLE; }
    if (node->type == library.table_row) { return CSUPPORT_TABLE_ROW; }
    if (node->type == library.table_cell) { return CSUPPORT_TABLE_CELL; }
    if (node->type == library.strikethrough) { return CSUPPORT_STRIKETHROUGH; }
    return CSUPPORT_UNKNOWN;
}

static void set_text(csupport_node_view *view, const cmark_chunk *chunk) {
    view->text = chunk->data;
    view->text_length = (size_t)chunk->len;
}

static void set_extra(csupport_node_view *view, const cmark_chunk *chunk) {
    view->extra = chunk->data;
    view->extra_length = (size_t)chunk->len;
}

static void read_block(cmark_node *node, csupport_node_view *view) {
    switch (view->kind) {
    case CSUPPORT_LIST:
        view->flag = node->as.list.list_type == CMARK_ORDERED_LIST;
        view->second_flag = node->as.list.tight;
        view->number = node->as.list.start;
        break;
    case CSUPPORT_ITEM:
        view->flag = node->extension == library.tasks;
        view->second_flag = node->as.list.checked;
        break;
    case CSUPPORT_CODE_BLOCK:
        set_text(view, &node->as.code.literal);
        set_extra(view, &node->as.code.info);
        view->flag = node->as.code.fenced != 0;
        break;
    case CSUPPORT_HEADING:
        view->number = node->as.heading.level;
        view->flag = node->as.heading.setext;
        break;
    case CSUPPORT_TABLE: view->number = cmark_gfm_extensions_get_table_columns(node); break;
    case CSUPPORT_TABLE_ROW: view->flag = cmark_gfm_extensions_get_table_row_is_header(node) != 0; break;
    case CSUPPORT_HTML_BLOCK:
    case CSUPPORT_FOOTNOTE_DEFINITION: set_text(view, &node->as.literal); break;
    default: break;
    }
}

void csupport_node_read(const csupport_node *opaque, csupport_node_view *view) {
    cmark_node *node = (cmark_node *)opaque;
    memset(view, 0, sizeof *view);
    view->kind = (uint8_t)kind_of(node);
    view->line = node->start_line;
    view->column = node->start_column;
    view->end_line = node->end_line;
    switch (view->kind) {
    case CSUPPORT_TEXT:
    case CSUPPORT_CODE:
    case CSUPPORT_HTML_INLINE: set_text(view, &node->as.literal); break;
    case CSUPPORT_LINK:
    case CSUPPORT_IMAGE:
        set_text(view, &node->as.link.url);
        set_extra(view, &node->as.link.title);
        break;
    case CSUPPORT_FOOTNOTE_REFERENCE:
        set_text(view, &node->as.literal);
        view->number = node->footnote.ref_ix;
        break;
    default: read_block(node, view); break;
    }
}

int csupport_node_kind(const csupport_node *node) {
    return kind_of((const cmark_node *)node);
}

const csupport_node *csupport_node_first_child(const csupport_node *node) {
    return (const csupport_node *)((const cmark_node *)node)->first_child;
}

const csupport_node *csupport_node_next(const csupport_node *node) {
    return (const csupport_node *)((const cmark_node *)node)->next;
}

const csupport_node *csupport_node_parent(const csupport_node *node) {
    return (const csupport_node *)((const cmark_node *)node)->parent;
}

const uint8_t *csupport_table_alignments(const csupport_node *table) {
    return cmark_gfm_extensions_get_table_alignments((cmark_node *)table);
}

const uint8_t *csupport_node_content(const csupport_node *opaque, size_t *length) {
    const cmark_node *node = (const cmark_node *)opaque;
    *length = (size_t)node->content.size;
    return node->content.ptr;
}

int csupport_footnote_references(const csupport_node *definition) {
    return ((const cmark_node *)definition)->footnote.def_count;
}

const csupport_node *csupport_footnote_definition(const csupport_node *reference) {
    return (const csupport_node *)((const cmark_node *)reference)->parent_footnote_def;
}

size_t csupport_entity(
    csupport_markdown *markdown, const uint8_t *bytes, size_t length, uint8_t decoded[16], size_t *decoded_length) {
    size_t taken = 0;
    *decoded_length = 0;
    at_work = markdown;
    if (length > 64) {
        length = 64;
    }
    if (setjmp(markdown->arena.exhausted) == 0) {
        cmark_strbuf buffer;
        cmark_strbuf_init(&arena_memory, &buffer, 16);
        bufsize_t used = houdini_unescape_ent(&buffer, bytes, (bufsize_t)length);
        if (used > 0 && buffer.size <= 16) {
            memcpy(decoded, buffer.ptr, (size_t)buffer.size);
            *decoded_length = (size_t)buffer.size;
            taken = (size_t)used;
        }
    }
    at_work = NULL;
    return taken;
}

const char *csupport_markdown_library_html(csupport_markdown *markdown) {
    if (!markdown->root) {
        return NULL;
    }
    at_work = markdown;
    markdown->arena.limit = (size_t)1 << 30;
    char *html = NULL;
    if (setjmp(markdown->arena.exhausted) == 0) {
        html = cmark_render_html_with_mem(
            markdown->root, OPTIONS | CMARK_OPT_UNSAFE, NULL, &arena_memory);
    }
    at_work = NULL;
    return html;
}
