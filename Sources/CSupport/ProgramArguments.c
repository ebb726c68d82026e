#include "CSupport.h"

static int count;
static char **words;

#if defined(__GLIBC__)
// glibc gives what main() gets to constructors too. Swift asks /proc, which a chroot or a small container may lack.
__attribute__((constructor)) static void keep_arguments(int argument_count, char **arguments) {
    count = argument_count;
    words = arguments;
}
#endif

int csupport_argument_count(void) {
    return count;
}

const char *csupport_argument(int index) {
    return words[index];
}
