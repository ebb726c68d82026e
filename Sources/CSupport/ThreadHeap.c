#include "CSupport.h"

#if defined(__GLIBC__)
#include <malloc.h>
#include <stdlib.h>

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
    // Without this the compiler may leave out a block that nobody writes to.
    __asm__ volatile("" : : "r"(block) : "memory");
    free(block);
}
#else
void csupport_prepare_heaps(void) {}
void csupport_widen_heap(size_t bytes) { (void)bytes; }
#endif
