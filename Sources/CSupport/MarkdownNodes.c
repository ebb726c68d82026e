#include "MarkdownParser.h"

#include <cmark-gfm/houdini.h>
#include <string.h>

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
    if (node->type == csupport_library.table) { return CSUPPORT_TABLE; }
    if (node->type == csupport_library.table_row) { return CSUPPORT_TABLE_ROW; }
    if (node->type == csupport_library.table_cell) { return CSUPPORT_TABLE_CELL; }
    if (node->type == csupport_library.strikethrough) { return CSUPPORT_STRIKETHROUGH; }
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
        view->flag = node->extension == csupport_library.task_syntax;
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
    csupport_at_work = markdown;
    if (length > 64) {
        length = 64;
    }
    if (setjmp(markdown->arena.exhausted) == 0) {
        cmark_strbuf buffer;
        cmark_strbuf_init(&csupport_arena_memory, &buffer, 16);
        bufsize_t used = houdini_unescape_ent(&buffer, bytes, (bufsize_t)length);
        if (used > 0 && buffer.size <= 16) {
            memcpy(decoded, buffer.ptr, (size_t)buffer.size);
            *decoded_length = (size_t)buffer.size;
            taken = (size_t)used;
        }
    }
    csupport_at_work = NULL;
    return taken;
}

const char *csupport_markdown_library_html(csupport_markdown *markdown) {
    if (!markdown->root) {
        return NULL;
    }
    csupport_at_work = markdown;
    markdown->arena.limit = (size_t)1 << 30;
    char *html = NULL;
    if (setjmp(markdown->arena.exhausted) == 0) {
        html = cmark_render_html_with_mem(
            markdown->root, CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE, NULL, &csupport_arena_memory);
    }
    csupport_at_work = NULL;
    return html;
}
