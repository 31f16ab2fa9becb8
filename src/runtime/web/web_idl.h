/* SPDX-License-Identifier: MIT */
/* web_idl.h: what Web IDL does to the arguments of an operation, for interfaces that are written in C. Classes of
 * interfaces are made with MoteClassSpec.is_interface. https://webidl.spec.whatwg.org/ */
#ifndef RUNTIME_WEB_WEB_IDL_H
#define RUNTIME_WEB_WEB_IDL_H

#include "runtime/runtime.h"

/* TypeError "Failed to execute '<operation>': 2 arguments required, but only 1 present." if there are fewer. */
MOTE_CHECK bool idl_require_arguments(MoteVm *vm, const MoteCall *call, uint32_t count,
                                      const char *operation);
/* USVString: the text in UTF-8, lone surrogates replaced; ends with mote_text_close, and *string keeps it alive until
 * then. Runs JavaScript for objects. */
MOTE_CHECK bool idl_usv_string(MoteVm *vm, MoteValue value, MoteValue *string, MoteText *out);
/* ByteString: the bytes, malloc'ed, with a NUL behind them. TypeError for characters beyond U+00FF. Runs JavaScript
 * for objects. */
MOTE_CHECK bool idl_byte_string(MoteVm *vm, MoteValue value, char **out, size_t *length);
/* A member of a dictionary: undefined where the dictionary is undefined or null; TypeError where it is no object. Runs
 * JavaScript. */
MOTE_CHECK bool idl_member(MoteVm *vm, MoteValue dictionary, const char *name, MoteValue *out);
/* The class of an interface's iterators (its name ends in " Iterator"): without a constructor, and inheriting from
 * %IteratorPrototype%. */
MOTE_CHECK bool idl_iterator_class(MoteVm *vm, const MoteClassSpec *spec, MoteClass **out);
/* entries() of an iterable interface is its iterator, too: the same function, which it answers. */
MOTE_CHECK bool idl_share_entries(MoteVm *vm, MoteClass *class_, MoteValue *entries);

#endif
