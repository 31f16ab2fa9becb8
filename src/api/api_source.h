/* SPDX-License-Identifier: MIT */
/* api_source.h: from texts as mote.h takes them to what the compiler takes. */
#ifndef API_API_SOURCE_H
#define API_API_SOURCE_H

#include "api/api.h"
#include "compile/compile_source.h"

/* A Source cell with a copy of the text. NULL: exception. */
MUST_USE Source *api_source_new(Vm *vm, const MoteSource *source);
/* How the text is to be parsed; the text itself is not in it. */
ParseOptions api_parse_options(const MoteSource *source, SyntaxGoal goal);
/* Compiles the text, or reads the code that came with it. */
MUST_USE bool api_compile(Vm *vm, const MoteSource *text, Source *source, MoteGoal goal,
                          CompiledProgram *out);
/* The place of a range of bytes; false, with nothing to be freed, without memory. */
bool api_position(Vm *vm, Source *source, uint32_t start, uint32_t end, MotePosition *out);

#endif
