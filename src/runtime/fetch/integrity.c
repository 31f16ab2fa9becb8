/* SPDX-License-Identifier: MIT */
/* integrity.c: Subresource Integrity: of the metadata "sha256-A sha512-B" those of the strongest hash are taken;
 * one of them must match. Metadata without any known hash lets everything pass. */
#include <openssl/evp.h>
#include <stdlib.h>

#include "runtime/fetch/fetch.h"
#include "runtime/lazy/lazy_library.h"

static const char *const hashes[] = {"sha256-", "sha384-", "sha512-"};

/* 1 to 3, by strength; 0: unknown. */
static int strength_of(const char *item) {
  for (size_t i = 0; i < LENGTH_OF(hashes); i++)
    if (strncmp(item, hashes[i], 7) == 0) return (int)i + 1;
  return 0;
}

static const char *next_item(const char *at) {
  at += strcspn(at, " \t\r\n\f");
  return at + strspn(at, " \t\r\n\f");
}

static const EVP_MD *digest_of(int strength) {
  return strength == 1 ? EVP_sha256() : strength == 2 ? EVP_sha384() : EVP_sha512();
}

/* The value may be in the URL form of base64, and have options behind a "?". */
static bool item_matches(const char *item, const char *expected) {
  for (item += 7; *expected && *expected != '='; item++, expected++) {
    char c = *item == '-' ? '+' : *item == '_' ? '/' : *item;
    if (c != *expected) return false;
  }
  item += strspn(item, "=");
  return strchr(" \t\r\n\f?", *item) != NULL; /* the NUL counts */
}

bool integrity_check(MoteVm *vm, const char *metadata, const char *bytes, size_t length,
                     bool *out) {
  unsigned char digest[EVP_MAX_MD_SIZE], expected[EVP_MAX_MD_SIZE * 2];
  unsigned size;
  int strongest = 0;
  metadata += strspn(metadata, " \t\r\n\f");
  for (const char *at = metadata; *at; at = next_item(at))
    if (strength_of(at) > strongest) strongest = strength_of(at);
  *out = strongest == 0;
  if (strongest == 0) return true;
  TRY(library_load(vm, LIBRARY_CRYPTO));
  if (EVP_Digest(bytes, length, digest, &size, digest_of(strongest), NULL) != 1)
    return mote_throw_out_of_memory(vm);
  EVP_EncodeBlock(expected, digest, (int)size);
  for (const char *at = metadata; *at && !*out; at = next_item(at))
    *out = strength_of(at) == strongest && item_matches(at, (const char *)expected);
  return true;
}
