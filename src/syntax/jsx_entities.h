/* SPDX-License-Identifier: MIT */
/* jsx_entities.h: the named character references of JSX text. */
#ifndef MOTE_SYNTAX_JSX_ENTITIES_H
#define MOTE_SYNTAX_JSX_ENTITIES_H

#include "base/common.h"

/* The code point that &name; means, UINT32_MAX if there is none of that name. */
uint32_t jsx_entity(const char *name, size_t length);

#endif
