#include "CSupport.h"

#if defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

void csupport_prepare_heaps(void) {
    // Blocks as large as a step stay on the heap, and what was freed at its end stays there for the next page.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

void csupport_widen_heap(size_t bytes) {
    char *block = malloc(bytes);
    if (block == NULL) {
        return;
    }
#if defined(MADV_HUGEPAGE)
    const uintptr_t page = 2 << 20;
    uintptr_t start = ((uintptr_t)block + page - 1) / page * page, end = ((uintptr_t)block + bytes) / page * page;
    if (start < end) {
        // Advice that a kernel without large pages turns down.
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
    }
#endif
    // Without this the compiler may leave out a block that nobody writes to.
    __asm__ volatile("" : : "r"(block) : "memory");
    free(block);
}
#else
void csupport_prepare_heaps(void) {}
void csupport_widen_heap(size_t bytes) { (void)bytes; }
#endif
