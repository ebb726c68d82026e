#define _GNU_SOURCE
#include "CSupport.h"

#if defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// As much as glibc reserves for a heap of a thread, aligned to its size (`HEAP_MAX_SIZE`).
static const uintptr_t heap_size = (uintptr_t)64 << 20;
static const uintptr_t large_page = (uintptr_t)2 << 20;

void csupport_prepare_heaps(void) {
    // Blocks as large as a step stay on the heap, and what was freed at its end stays there for the next page.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    // A heap is made writable as a whole and not page by page; memory is taken only where somebody writes.
    mallopt(M_TOP_PAD, 60 << 20);
}

void csupport_use_large_pages(size_t bytes) {
    static _Thread_local uintptr_t known_start, known_end;
    void *block = malloc(bytes);
    if (block == NULL) {
        return;
    }
    // Without this the compiler may leave out a block that nobody writes to.
    __asm__ volatile("" : : "r"(block) : "memory");
    uintptr_t start = (uintptr_t)block;
    free(block);
    if (start >= known_start && start + bytes <= known_end) {
        return;
    }
    // The first thread's heap ends where the program's memory ends; another's lies beyond.
    uintptr_t program_end = (uintptr_t)sbrk(0);
    known_start = start;
    known_end = start < program_end ? program_end : (start | (heap_size - 1)) + 1;
    uintptr_t first = (start + large_page - 1) & ~(large_page - 1);
    if (first < known_end) {
        madvise((void *)first, known_end - first, MADV_HUGEPAGE);
    }
}
#else
void csupport_prepare_heaps(void) {}
void csupport_use_large_pages(size_t bytes) { (void)bytes; }
#endif
