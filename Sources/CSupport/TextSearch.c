#define _GNU_SOURCE
#include "CSupport.h"

#include <string.h>

size_t csupport_find(const uint8_t *bytes, size_t length, size_t from, const uint8_t *part, size_t part_length) {
    const uint8_t *found = from > length ? NULL : memmem(bytes + from, length - from, part, part_length);
    return found == NULL ? length : (size_t)(found - bytes);
}
