/* SPDX-License-Identifier: MIT */
/* domain_to_ascii.c: UTS 46 by way of ICU, which is loaded for the first domain that is not ASCII. (libidn2 follows
 * IDNA2008, and so refuses "♥.example" and hyphens that the standard lets pass.) */
#include "runtime/web/domain_to_ascii.h"

#include <stdlib.h>
#include <unicode/uidna.h>

#include "runtime/lazy/lazy_library.h"

/* CheckHyphens and VerifyDnsLength are false. */
#define PASSED_OVER                                                                          \
  (UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | \
   UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4)

typedef int32_t Convert(const UIDNA *idna, const char *name, int32_t length, char *out,
                        int32_t capacity, UIDNAInfo *info, UErrorCode *error);

/* What UTS 46 has done since Unicode 15.1, and the ICU at hand perhaps does not: U+1E9E is mapped to U+00DF, U+180E and
 * U+206A to U+206F are left out. Gives the length of what it writes, which is no longer than the domain. */
static size_t apply_newer_mappings(char *to, const char *from, size_t length) {
  char *start = to;
  for (size_t i = 0; i < length; i++) {
    size_t left = length - i;
    if (left >= 3 && memcmp(from + i, "\xe1\xba\x9e", 3) == 0) {
      *to++ = (char)0xc3;
      *to++ = (char)0x9f;
      i += 2;
    } else if (left >= 3 && (memcmp(from + i, "\xe1\xa0\x8e", 3) == 0 ||
                             (memcmp(from + i, "\xe2\x81", 2) == 0 &&
                              (uint8_t)from[i + 2] >= 0xaa && (uint8_t)from[i + 2] <= 0xaf))) {
      i += 2;
    } else {
      *to++ = from[i];
    }
  }
  return (size_t)(to - start);
}

/* Gives the length, and the text if it fits; -1: no domain. */
static int32_t convert_into(const UIDNA *idna, Convert *convert, const char *domain, size_t length,
                            char *out, size_t capacity) {
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode error = U_ZERO_ERROR;
  int32_t size = convert(idna, domain, (int32_t)length, out, (int32_t)capacity, &info, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) return size;
  return U_FAILURE(error) || (info.errors & ~(uint32_t)PASSED_OVER) ? -1 : size;
}

static bool convert_domain(MoteVm *vm, const UIDNA *idna, Convert *convert, const char *domain,
                           size_t length, char **out) {
  size_t capacity = 2 * length + 64;
  for (;;) {
    char *text = malloc(capacity);
    if (!text) return mote_throw_out_of_memory(vm);
    int32_t size = convert_into(idna, convert, domain, length, text, capacity);
    if (size >= 0 && (size_t)size < capacity) {
      text[size] = 0;
      *out = text;
      return true;
    }
    free(text);
    if (size < 0) return true;
    capacity = (size_t)size + 1;
  }
}

static bool run(MoteVm *vm, Convert *convert, const char *domain, size_t length, char **out) {
  UErrorCode error = U_ZERO_ERROR;
  *out = NULL;
  if (length > INT32_MAX / 4 || memchr(domain, 0, length)) return true;
  char *mapped = malloc(length + 1);
  if (!mapped) return mote_throw_out_of_memory(vm);
  size_t mapped_length = apply_newer_mappings(mapped, domain, length);
  UIDNA *idna =
      uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                          UIDNA_NONTRANSITIONAL_TO_UNICODE,
                      &error);
  bool ok = U_SUCCESS(error) ? convert_domain(vm, idna, convert, mapped, mapped_length, out)
                             : mote_throw_out_of_memory(vm);
  uidna_close(idna);
  free(mapped);
  return ok;
}

bool domain_to_ascii(MoteVm *vm, const char *domain, size_t length, char **out) {
  return library_load(vm, LIBRARY_ICU) && run(vm, uidna_nameToASCII_UTF8, domain, length, out);
}

bool domain_to_unicode(MoteVm *vm, const char *domain, size_t length, char **out) {
  TRY(library_load(vm, LIBRARY_ICU) && run(vm, uidna_nameToUnicodeUTF8, domain, length, out));
  if (*out) return true;
  *out = strndup(domain, length);
  return *out || mote_throw_out_of_memory(vm);
}
