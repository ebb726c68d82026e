#include "CSupport.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The length of the well-formed sequence that begins at the place; 0 for none.
static size_t sequence(const uint8_t *at, size_t left) {
    uint8_t lead = at[0];
    if (lead < 0x80) {
        return 1;
    }
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

#if defined(__SSE2__)
/// One bit for each of 64 bytes that, as signed numbers, are less than the limit.
static uint64_t below(const __m128i block[4], int8_t limit) {
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
        __m128i less = _mm_cmplt_epi8(block[part], _mm_set1_epi8(limit));
        bits |= (uint64_t)(uint16_t)_mm_movemask_epi8(less) << (16 * part);
    }
    return bits;
}

static uint64_t equal(const __m128i block[4], uint8_t byte) {
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
        __m128i same = _mm_cmpeq_epi8(block[part], _mm_set1_epi8((int8_t)byte));
        bits |= (uint64_t)(uint16_t)_mm_movemask_epi8(same) << (16 * part);
    }
    return bits;
}

/// Of 64 bytes that begin with a whole sequence, the length of the well-formed sequences that end in them; 0 when that
/// takes a look at each.
static size_t whole(const uint8_t *at) {
    __m128i block[4];
    uint64_t high = 0;
    for (int part = 0; part < 4; part++) {
        block[part] = _mm_loadu_si128((const __m128i *)(at + 16 * part));
        high |= (uint64_t)(uint16_t)_mm_movemask_epi8(block[part]) << (16 * part);
    }
    if (high == 0) {
        return 64;
    }
    // As signed numbers: 80…BF, C0…DF, E0…EF, F0…FF, and then ASCII.
    uint64_t continuations = below(block, (int8_t)0xC0);
    uint64_t leads = high & ~continuations;
    uint64_t long_leads = leads & ~below(block, (int8_t)0xE0);
    // C0 and C1 begin nothing.
    if (continuations != ((leads << 1) | (long_leads << 2)) || (leads & below(block, (int8_t)0xC2))) {
        return 0;
    }
    // What may follow E0, ED and F0 to FF takes a closer look; letters of Latin, Greek and Cyrillic begin lower.
    if (long_leads && (equal(block, 0xE0) || equal(block, 0xED) || (leads & ~below(block, (int8_t)0xF0)))) {
        return 0;
    }
    if (leads >> 63) {
        return 63;
    }
    return long_leads >> 62 & 1 ? 62 : 64;
}
#endif

size_t csupport_utf8_length(const uint8_t *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        size_t end = length;
#if defined(__SSE2__)
        if (length - at >= 64) {
            size_t step = whole(bytes + at);
            if (step) {
                at += step;
                continue;
            }
            end = at + 64;
        }
#endif
        while (at < end) {
            size_t step = sequence(bytes + at, length - at);
            if (step == 0) {
                return at;
            }
            at += step;
        }
    }
    return length;
}
