#include "MarkdownArena.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 20, KEPT_CHUNKS = 4, HEADER = 16 };

static arena_chunk *new_chunk(size_t capacity) {
    arena_chunk *chunk = malloc(sizeof(arena_chunk) + capacity);
    if (chunk) {
        chunk->next = NULL;
        chunk->capacity = capacity;
        chunk->used = 0;
    }
    return chunk;
}

int csupport_arena_open(markdown_arena *arena) {
    memset(arena, 0, sizeof *arena);
    arena->first = new_chunk(CHUNK);
    arena->current = arena->first;
    return arena->first != NULL;
}

static void free_after(arena_chunk *chunk) {
    arena_chunk *next = chunk->next;
    chunk->next = NULL;
    while (next) {
        arena_chunk *following = next->next;
        free(next);
        next = following;
    }
}

void csupport_arena_close(markdown_arena *arena) {
    if (arena->first) {
        free_after(arena->first);
        free(arena->first);
    }
    arena->first = NULL;
}

void csupport_arena_reset(markdown_arena *arena) {
    // A few chunks stay for the next document; what a monster needed goes back.
    arena_chunk *chunk = arena->first;
    for (int kept = 1; chunk; kept++, chunk = chunk->next) {
        chunk->used = 0;
        if (kept == KEPT_CHUNKS || (chunk->next && chunk->next->capacity > CHUNK)) {
            free_after(chunk);
        }
    }
    arena->current = arena->first;
    arena->total = 0;
}

static size_t *size_of(void *block) {
    return (size_t *)((uint8_t *)block - HEADER);
}

static void *take(markdown_arena *arena, size_t size) {
    size_t rounded = ((size + 15) & ~(size_t)15) + HEADER;
    if (size > arena->limit || arena->total + rounded > arena->limit) {
        longjmp(arena->exhausted, 1);
    }
    arena_chunk *chunk = arena->current;
    while (chunk->used + rounded > chunk->capacity) {
        if (!chunk->next || chunk->next->capacity < rounded) {
            arena_chunk *fresh = new_chunk(rounded > CHUNK ? rounded : CHUNK);
            if (!fresh) {
                longjmp(arena->exhausted, 1);
            }
            fresh->next = chunk->next;
            chunk->next = fresh;
        }
        chunk = chunk->next;
        arena->current = chunk;
    }
    uint8_t *block = chunk->bytes + chunk->used + HEADER;
    chunk->used += rounded;
    arena->total += rounded;
    *size_of(block) = size;
    return block;
}

void *csupport_arena_calloc(markdown_arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        longjmp(arena->exhausted, 1);
    }
    void *block = take(arena, bytes);
    memset(block, 0, bytes);
    return block;
}

void *csupport_arena_realloc(markdown_arena *arena, void *block, size_t size) {
    if (!block) {
        return take(arena, size);
    }
    size_t old = *size_of(block);
    size_t old_rounded = (old + 15) & ~(size_t)15;
    if (size <= old_rounded) {
        *size_of(block) = size;
        return block;
    }
    arena_chunk *chunk = arena->current;
    uint8_t *end = chunk->bytes + chunk->used;
    size_t more = ((size + 15) & ~(size_t)15) - old_rounded;
    // The last block grows where it stands: a buffer that is appended to is never copied.
    if ((uint8_t *)block + old_rounded == end && chunk->used + more <= chunk->capacity) {
        if (arena->total + more > arena->limit) {
            longjmp(arena->exhausted, 1);
        }
        chunk->used += more;
        arena->total += more;
        *size_of(block) = size;
        return block;
    }
    void *fresh = take(arena, size);
    memcpy(fresh, block, old < size ? old : size);
    return fresh;
}
