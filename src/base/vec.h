/* SPDX-License-Identifier: MIT */
/* vec.h: growable arrays, one type-safe family of inline functions for each element type.
 *
 *   VEC_DECLARE(TokenVec, Token);
 *   TokenVec tokens = {0};
 *   if (!TokenVec_push(&tokens, token)) ...out of memory...
 *   for (uint32_t i = 0; i < tokens.length; i++) use(tokens.items[i]);
 *   TokenVec_destroy(&tokens);
 *
 * Invariant: length <= capacity; `items` is NULL when capacity is 0, so a zeroed struct is an empty vector.
 * Element pointers die when the vector grows. Cell pointers and values may not live here unless something
 * else roots them (see the heap's RootVec). */
#ifndef MOTE_BASE_VEC_H
#define MOTE_BASE_VEC_H

#include "base/common.h"

/* The bytes allocated for the first element. */
#define VEC_FIRST_BYTES 64

/* Grows `*items` to hold at least `wanted` elements of `size` bytes, at least by half. On false nothing changed.
 * Used by the functions that VEC_DECLARE makes. */
MUST_USE bool vec_grow(void **items, uint32_t *capacity, size_t wanted, size_t size);

/* Frees what vec_grow allocated. */
void vec_free(void *items);

/* Declares the struct `Name` and these functions:
 *   bool  Name_reserve(Name *, size_t extra)           room for `extra` more; false when out of memory
 *   bool  Name_push(Name *, Type item)                 appends; false when out of memory (nothing changed)
 *   bool  Name_append(Name *, const Type *, size_t n)  appends n items; false when out of memory (nothing changed)
 *   bool  Name_resize(Name *, size_t length)           cuts off, or appends zeroed items; false when out of memory
 *   Type  Name_pop(Name *)                             takes the last one off (there must be one)
 *   Type *Name_last(Name *)                            the last one (there must be one)
 *   void  Name_truncate(Name *, size_t length)         cuts off at `length` (not above the present length)
 *   void  Name_clear(Name *)                           forgets the items, keeps the memory
 *   void  Name_destroy(Name *)                         frees the memory; the vector is empty and may be used again */
#define VEC_DECLARE(Name, Type)                                                             \
  typedef struct Name {                                                                     \
    Type *items;                                                                            \
    uint32_t length;                                                                        \
    uint32_t capacity;                                                                      \
  } Name;                                                                                   \
  MUST_USE MAYBE_UNUSED static inline bool Name##_reserve(Name *vec, size_t extra) {        \
    if (likely(extra <= (size_t)(vec->capacity - vec->length))) return true;                \
    size_t wanted = extra > UINT32_MAX ? SIZE_MAX : vec->length + extra;                    \
    void *items = vec->items;                                                               \
    if (!vec_grow(&items, &vec->capacity, wanted, sizeof(Type))) return false;              \
    vec->items = (Type *)items;                                                             \
    return true;                                                                            \
  }                                                                                         \
  MUST_USE MAYBE_UNUSED static inline bool Name##_push(Name *vec, Type item) {              \
    if (unlikely(vec->length == vec->capacity) && !Name##_reserve(vec, 1)) return false;    \
    vec->items[vec->length++] = item;                                                       \
    return true;                                                                            \
  }                                                                                         \
  MUST_USE MAYBE_UNUSED static inline bool Name##_append(Name *vec, const Type *items,      \
                                                         size_t count) {                    \
    if (!Name##_reserve(vec, count)) return false;                                          \
    if (count) memcpy(vec->items + vec->length, items, count * sizeof(Type));               \
    vec->length += (uint32_t)count;                                                         \
    return true;                                                                            \
  }                                                                                         \
  MUST_USE MAYBE_UNUSED static inline bool Name##_resize(Name *vec, size_t length) {        \
    if (length > vec->length) {                                                             \
      if (!Name##_reserve(vec, length - vec->length)) return false;                         \
      memset((void *)(vec->items + vec->length), 0, (length - vec->length) * sizeof(Type)); \
    }                                                                                       \
    vec->length = (uint32_t)length;                                                         \
    return true;                                                                            \
  }                                                                                         \
  MAYBE_UNUSED static inline Type Name##_pop(Name *vec) {                                   \
    ASSERT(vec->length > 0);                                                                \
    return vec->items[--vec->length];                                                       \
  }                                                                                         \
  MAYBE_UNUSED static inline Type *Name##_last(Name *vec) {                                 \
    ASSERT(vec->length > 0);                                                                \
    return &vec->items[vec->length - 1];                                                    \
  }                                                                                         \
  MAYBE_UNUSED static inline void Name##_truncate(Name *vec, size_t length) {               \
    ASSERT(length <= vec->length);                                                          \
    vec->length = (uint32_t)length;                                                         \
  }                                                                                         \
  MAYBE_UNUSED static inline void Name##_clear(Name *vec) { vec->length = 0; }              \
  MAYBE_UNUSED static inline void Name##_destroy(Name *vec) {                               \
    vec_free(vec->items);                                                                   \
    vec->items = NULL;                                                                      \
    vec->length = vec->capacity = 0;                                                        \
  }                                                                                         \
  _Static_assert(sizeof(Type) > 0, "VEC_DECLARE needs a complete type")

#endif
