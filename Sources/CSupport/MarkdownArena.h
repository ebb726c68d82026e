// Memory of one document: taken in big chunks, never given back piece by piece, emptied at once.
#ifndef MARKDOWN_ARENA_H
#define MARKDOWN_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena_chunk {
    struct arena_chunk *next;
    size_t capacity;
    size_t used;
    // Aligned like malloc's own blocks.
    _Alignas(16) uint8_t bytes[];
} arena_chunk;

typedef struct {
    arena_chunk *first;
    arena_chunk *current;
    size_t total;
    size_t limit;
    /// Where an allocation beyond the limit goes: cmark-gfm cannot take NULL.
    jmp_buf exhausted;
} markdown_arena;

int csupport_arena_open(markdown_arena *arena);
void csupport_arena_close(markdown_arena *arena);
void csupport_arena_reset(markdown_arena *arena);

void *csupport_arena_calloc(markdown_arena *arena, size_t count, size_t size);
void *csupport_arena_realloc(markdown_arena *arena, void *block, size_t size);

#endif
