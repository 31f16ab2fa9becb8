/* SPDX-License-Identifier: MIT */
/* message_errors.h: the kinds of errors in messages. Their order is part of the format. */
#ifndef BUILTINS_MESSAGE_ERRORS_H
#define BUILTINS_MESSAGE_ERRORS_H

#include "value/realm.h"

static const struct {
  const char *name;
  IntrinsicId prototype;
} message_errors[] = {
    {"Error", INTRINSIC_ERROR_PROTOTYPE},
    {"EvalError", INTRINSIC_EVAL_ERROR_PROTOTYPE},
    {"RangeError", INTRINSIC_RANGE_ERROR_PROTOTYPE},
    {"ReferenceError", INTRINSIC_REFERENCE_ERROR_PROTOTYPE},
    {"SyntaxError", INTRINSIC_SYNTAX_ERROR_PROTOTYPE},
    {"TypeError", INTRINSIC_TYPE_ERROR_PROTOTYPE},
    {"URIError", INTRINSIC_URI_ERROR_PROTOTYPE},
};

#endif
