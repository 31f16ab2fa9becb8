/* SPDX-License-Identifier: MIT */
/* lazy_library.c: for each function of the lazy libraries a stub, which jumps to where its slot points; loading a
 * library fills its slots.
 *
 * The slots belong to the process, as the libraries do: once written they stay. On processors for which the stub is
 * not written here the build links the libraries (LAZY in the Makefile), and loading does nothing. */
#include "runtime/lazy/lazy_library.h"

#ifdef MOTE_LAZY_LIBRARIES

#include <dlfcn.h>
#include <pthread.h>

#if defined(__x86_64__)
#define JUMP(slot) "  jmp *" #slot "(%rip)\n"
#elif defined(__aarch64__)
#define JUMP(slot)          \
  "  adrp x16, " #slot "\n" \
  "  ldr x16, [x16, :lo12:" #slot "]\n  br x16\n"
#endif

#define FUNCTION(library, name)                                                            \
  void *mote_slot_##name __attribute__((visibility("hidden"), used));                      \
  __asm__(".text\n.globl " #name "\n.hidden " #name "\n.type " #name ", %function\n" #name \
          ":\n" JUMP(mote_slot_##name) ".size " #name ", .-" #name "\n");
#include "runtime/lazy/functions.def"
#undef FUNCTION

static const struct {
  LazyLibrary library;
  const char *name;
  void **slot;
} functions[] = {
#define FUNCTION(library, name) {LIBRARY_##library, #name, &mote_slot_##name},
#include "runtime/lazy/functions.def"
#undef FUNCTION
};

static const char *const files[] = {
#define LIBRARY(id, file) file,
#include "runtime/lazy/libraries.def"
#undef LIBRARY
};

static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static bool loaded[LIBRARY_COUNT];

static bool throw_not_found(MoteVm *vm, LazyLibrary library) {
  const char *reason = dlerror();
  return mote_throw_code(vm, MOTE_ERROR, "ERR_LIBRARY_NOT_FOUND",
                         "The library %s cannot be loaded: %s", files[library],
                         reason ? reason : "unknown error");
}

/* With the lock. False: dlerror() says why. */
static bool load(LazyLibrary library) {
  void *handle = dlopen(files[library], RTLD_LAZY | RTLD_LOCAL);
  if (!handle) return false;
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    if (functions[i].library != library) continue;
    *functions[i].slot = dlsym(handle, functions[i].name);
    if (!*functions[i].slot) return false;
  }
  __atomic_store_n(&loaded[library], true, __ATOMIC_RELEASE);
  return true;
}

bool library_load(MoteVm *vm, LazyLibrary library) {
  if (__atomic_load_n(&loaded[library], __ATOMIC_ACQUIRE)) return true;
  pthread_mutex_lock(&loading);
  bool ok = loaded[library] || load(library) || throw_not_found(vm, library);
  pthread_mutex_unlock(&loading);
  return ok;
}

#else

bool library_load(MoteVm *vm, LazyLibrary library) {
  (void)vm;
  (void)library;
  return true;
}

#endif
