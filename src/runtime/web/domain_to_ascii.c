/* SPDX-License-Identifier: MIT */
/* domain_to_ascii.c: UTS 46 by way of libidn2, which is loaded for the first domain that is not ASCII. */
#include "runtime/web/domain_to_ascii.h"

#include <idn2.h>
#include <stdlib.h>

#include "runtime/lazy/lazy_library.h"

/* A copy with a NUL at its end; *out NULL: the domain has a NUL in it. */
static bool copy_domain(MoteVm *vm, const char *domain, size_t length, char **out) {
  *out = NULL;
  if (memchr(domain, 0, length)) return true;
  *out = strndup(domain, length);
  return *out || mote_throw_out_of_memory(vm);
}

bool domain_to_ascii(MoteVm *vm, const char *domain, size_t length, char **out) {
  char *copy, *result;
  *out = NULL;
  TRY(library_load(vm, LIBRARY_IDN2) && copy_domain(vm, domain, length, &copy));
  if (!copy) return true;
  int status = idn2_to_ascii_8z(copy, &result, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
  free(copy);
  if (status == IDN2_MALLOC) return mote_throw_out_of_memory(vm);
  if (status == IDN2_OK) *out = result;
  return true;
}

bool domain_to_unicode(MoteVm *vm, const char *domain, size_t length, char **out) {
  char *copy, *result;
  *out = NULL;
  TRY(library_load(vm, LIBRARY_IDN2) && copy_domain(vm, domain, length, &copy));
  if (!copy) return true;
  int status = idn2_to_unicode_8z8z(copy, &result, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
  *out = copy;
  if (status == IDN2_OK) {
    free(copy);
    *out = result;
  }
  return true;
}
