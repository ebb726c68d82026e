/* The floor: reads every Markdown file, runs cmark-gfm (plain malloc, the four extensions), wraps the HTML in 2 KB, and
   writes it, on N threads. No front matter, no template, no check: what no site generator can go below with this parser.

   usage: floor SOURCE-FOLDER OUTPUT-FOLDER [THREADS] */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char **names;
static size_t count;
static atomic_size_t next;
static const char *source, *output;
static char wrapping[2048];

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*length + 1);
    if (fread(bytes, 1, *length, file) != *length) *length = 0;
    fclose(file);
    return bytes;
}

static void *work(void *unused) {
    (void)unused;
    const char *extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
    char path[4096];
    for (;;) {
        size_t index = atomic_fetch_add(&next, 1);
        if (index >= count) return NULL;
        size_t length = 0;
        snprintf(path, sizeof path, "%s/%s", source, names[index]);
        char *bytes = read_file(path, &length);
        if (!bytes) continue;
        cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
        for (int i = 0; i < 4; i++)
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
        cmark_parser_feed(parser, bytes, length);
        cmark_node *document = cmark_parser_finish(parser);
        char *html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
        snprintf(path, sizeof path, "%s/%.*s", output, (int)(strlen(names[index]) - 3), names[index]);
        mkdir(path, 0755);
        strcat(path, "/index.html");
        FILE *file = fopen(path, "wb");
        if (file) {
            fwrite(wrapping, 1, sizeof wrapping, file);
            fwrite(html, 1, strlen(html), file);
            fclose(file);
        }
        free(html);
        cmark_node_free(document);
        cmark_parser_free(parser);
        free(bytes);
    }
}

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    source = argv[1];
    output = argv[2];
    int threads = argc > 3 ? atoi(argv[3]) : 2;
    memset(wrapping, 'x', sizeof wrapping);
    cmark_gfm_core_extensions_ensure_registered();
    DIR *folder = opendir(source);
    if (!folder) return 74;
    size_t room = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        if (length < 4 || strcmp(entry->d_name + length - 3, ".md")) continue;
        if (count == room) names = realloc(names, (room = room ? room * 2 : 1024) * sizeof *names);
        names[count++] = strdup(entry->d_name);
    }
    closedir(folder);
    mkdir(output, 0755);
    pthread_t handles[64];
    for (int i = 0; i < threads && i < 64; i++) pthread_create(&handles[i], NULL, work, NULL);
    for (int i = 0; i < threads && i < 64; i++) pthread_join(handles[i], NULL);
    printf("%zu pages\n", count);
    return 0;
}
