#include "CSupport.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static inline int is_special(uint8_t byte, int apostrophe) {
    return byte == '&' || byte == '<' || byte == '>' || byte == '"' || (apostrophe && byte == '\'');
}

static inline size_t scan(const uint8_t *bytes, size_t length, size_t from, int apostrophe) {
    size_t index = from;
#if defined(__SSE2__)
    const __m128i ampersand = _mm_set1_epi8('&');
    const __m128i less = _mm_set1_epi8('<');
    const __m128i greater = _mm_set1_epi8('>');
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i single = _mm_set1_epi8(apostrophe ? '\'' : '"');
    while (index + 16 <= length) {
        __m128i chunk = _mm_loadu_si128((const __m128i *)(bytes + index));
        __m128i found = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(chunk, ampersand), _mm_cmpeq_epi8(chunk, less)),
            _mm_or_si128(
                _mm_or_si128(_mm_cmpeq_epi8(chunk, greater), _mm_cmpeq_epi8(chunk, quote)),
                _mm_cmpeq_epi8(chunk, single)));
        int mask = _mm_movemask_epi8(found);
        if (mask != 0) {
            return index + (size_t)__builtin_ctz((unsigned)mask);
        }
        index += 16;
    }
#endif
    while (index < length && !is_special(bytes[index], apostrophe)) {
        index++;
    }
    return index;
}

size_t csupport_find_html_special(const uint8_t *bytes, size_t length, size_t from) {
    return scan(bytes, length, from, 1);
}

size_t csupport_find_html_special_text(const uint8_t *bytes, size_t length, size_t from) {
    return scan(bytes, length, from, 0);
}
