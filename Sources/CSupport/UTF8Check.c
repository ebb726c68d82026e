#include "CSupport.h"

#include <string.h>

/// The length of the well-formed sequence beyond ASCII that begins at the place; 0 for none.
static size_t sequence(const uint8_t *at, size_t left) {
    uint8_t lead = at[0];
    if (lead < 0xE0) {
        return lead >= 0xC2 && left > 1 && (at[1] & 0xC0) == 0x80 ? 2 : 0;
    }
    if (lead < 0xF0) {
        // E0 begins nothing that two bytes could say, ED no surrogate.
        uint8_t low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
        return left > 2 && at[1] >= low && at[1] <= high && (at[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    // F0 begins nothing that three bytes could say, F4 nothing beyond U+10FFFF.
    uint8_t low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
    return lead <= 0xF4 && left > 3 && at[1] >= low && at[1] <= high && (at[2] & 0xC0) == 0x80 &&
        (at[3] & 0xC0) == 0x80 ? 4 : 0;
}

bool csupport_is_utf8(const uint8_t *bytes, size_t length) {
    const uint64_t high = 0x8080808080808080;
    size_t at = 0;
    while (at < length) {
        if (length - at >= 8) {
            uint64_t word;
            memcpy(&word, bytes + at, 8);
            if (!(word & high)) {
                at += 8;
                continue;
            }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            at += (size_t)__builtin_ctzll(word & high) / 8;
#endif
        }
        if (bytes[at] < 0x80) {
            at++;
            continue;
        }
        size_t step = sequence(bytes + at, length - at);
        if (step == 0) {
            return false;
        }
        at += step;
    }
    return true;
}
