#include "MarkdownParser.h"

#include <string.h>

// How this is safe on many threads. Inline extensions live by special characters (`~`, `:`, `w`) in a table that is
// global to the process: cmark_parser_finish() sets them, parses all inlines, and clears them again, while another
// thread may be in the middle of its own.
//
// 1. cmark_parser_finish() is kept from touching the table: it finds no `inline_syntax_extensions` at the two moments
//    when it would, and has them in between. The library asks a block's extension whether the block has inlines: asked
//    for the document (the first of all) the guard hands the list out, asked for a sentinel at the document's end it
//    takes it back.
// 2. `~` and `:` are set once, for good. `w` would cut every text at each of its letters and cost 40 % of a page's
//    time, so it is set only while a document with `www.` is being parsed. Other documents may see it set or not: it
//    makes no difference to them, since pieces of text are joined in the end.

markdown_library csupport_library = {.w_lock = PTHREAD_MUTEX_INITIALIZER};

static int guard_contains_inlines(cmark_syntax_extension *extension, cmark_node *node) {
    (void)extension;
    csupport_markdown *markdown = csupport_at_work;
    if (node == markdown->root) {
        markdown->parser->inline_syntax_extensions = markdown->inline_extensions;
        markdown->hooks_called |= 1;
    } else if (node == markdown->sentinel) {
        markdown->parser->inline_syntax_extensions = NULL;
        markdown->hooks_called |= 2;
    }
    return 0;
}

syntax_need csupport_syntax_needed(const uint8_t *bytes, size_t length) {
    const uint8_t *end = bytes + length;
    syntax_need need = {0};
    int entities = memchr(bytes, '&', length) != NULL;
    need.footnotes = entities || memchr(bytes, '^', length);
    need.mail = entities || memchr(bytes, '@', length);
    for (const uint8_t *at = bytes; !need.urls && (at = memchr(at, ':', (size_t)(end - at))); at++) {
        need.urls = end - at > 2 && at[1] == '/' && at[2] == '/';
    }
    for (const uint8_t *at = bytes; !need.www && (at = memchr(at, '.', (size_t)(end - at))); at++) {
        need.www = at - bytes > 2 && memcmp(at - 3, "www", 3) == 0;
    }
    need.urls |= need.www;
    return need;
}

cmark_parser *csupport_new_parser(cmark_mem *memory, syntax_need need) {
    cmark_parser *parser = cmark_parser_new_with_mem(need.footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT, memory);
    cmark_parser_attach_syntax_extension(parser, csupport_library.table_syntax);
    cmark_parser_attach_syntax_extension(parser, csupport_library.strikethrough_syntax);
    cmark_parser_attach_syntax_extension(parser, csupport_library.task_syntax);
    if (need.mail) {
        parser->syntax_extensions =
            cmark_llist_append(memory, parser->syntax_extensions, csupport_library.autolink_syntax);
    }
    if (need.urls) {
        parser->inline_syntax_extensions =
            cmark_llist_append(memory, parser->inline_syntax_extensions, csupport_library.autolink_syntax);
    }
    return parser;
}

void csupport_begin_w(csupport_markdown *markdown) {
    pthread_mutex_lock(&csupport_library.w_lock);
    if (csupport_library.w_users++ == 0) {
        cmark_manage_extensions_special_characters(csupport_library.w_parser, 1);
    }
    pthread_mutex_unlock(&csupport_library.w_lock);
    markdown->uses_w = 1;
}

void csupport_end_w(csupport_markdown *markdown) {
    if (!markdown->uses_w) {
        return;
    }
    pthread_mutex_lock(&csupport_library.w_lock);
    if (--csupport_library.w_users == 0) {
        cmark_manage_extensions_special_characters(csupport_library.w_parser, 0);
    }
    pthread_mutex_unlock(&csupport_library.w_lock);
    markdown->uses_w = 0;
}

// The types of extension nodes are numbers given out at registration: read off a document that has each.
static void learn_types(cmark_node *node) {
    for (; node; node = cmark_node_next(node)) {
        const char *name = cmark_node_get_type_string(node);
        if (strcmp(name, "table") == 0) {
            csupport_library.table = node->type;
        } else if (strcmp(name, "table_header") == 0 || strcmp(name, "table_row") == 0) {
            csupport_library.table_row = node->type;
        } else if (strcmp(name, "table_cell") == 0) {
            csupport_library.table_cell = node->type;
        } else if (strcmp(name, "strikethrough") == 0) {
            csupport_library.strikethrough = node->type;
        }
        learn_types(cmark_node_first_child(node));
    }
}

static cmark_node *match_nothing(
    cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *parent, unsigned char character,
    cmark_inline_parser *inlines) {
    (void)extension, (void)parser, (void)parent, (void)character, (void)inlines;
    return NULL;
}

/// A parser that holds special characters and is never fed.
static cmark_parser *holder(const char *name, const char *characters) {
    cmark_mem *memory = cmark_get_default_mem_allocator();
    cmark_syntax_extension *extension = cmark_syntax_extension_new(name);
    cmark_llist *list = NULL;
    for (const char *at = characters; *at; at++) {
        list = cmark_llist_append(memory, list, (void *)(intptr_t)*at);
    }
    cmark_syntax_extension_set_match_inline_func(extension, match_nothing);
    cmark_syntax_extension_set_special_inline_chars(extension, list);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    cmark_parser_attach_syntax_extension(parser, extension);
    return parser;
}

static void prepare_library(void) {
    static const char sample[] = "|a|\n|-|\n|~~b~~|\n";
    cmark_gfm_core_extensions_ensure_registered();
    csupport_library.table_syntax = cmark_find_syntax_extension("table");
    csupport_library.strikethrough_syntax = cmark_find_syntax_extension("strikethrough");
    csupport_library.task_syntax = cmark_find_syntax_extension("tasklist");
    csupport_library.autolink_syntax = cmark_find_syntax_extension("autolink");
    csupport_library.guard = cmark_syntax_extension_new("metropolia-guard");
    cmark_syntax_extension_set_contains_inlines_func(csupport_library.guard, guard_contains_inlines);
    cmark_parser *parser = csupport_new_parser(cmark_get_default_mem_allocator(), (syntax_need){0});
    cmark_parser_feed(parser, sample, sizeof sample - 1);
    cmark_node *tree = cmark_parser_finish(parser);
    learn_types(tree);
    cmark_node_free(tree);
    cmark_manage_extensions_special_characters(parser, 1);
    cmark_parser_free(parser);
    cmark_manage_extensions_special_characters(holder("metropolia-colon", ":"), 1);
    csupport_library.w_parser = holder("metropolia-w", "w");
}

void csupport_prepare_library_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare_library);
}
