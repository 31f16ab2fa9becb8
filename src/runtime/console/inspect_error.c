/* SPDX-License-Identifier: MIT */
/* inspect_error.c: errors: their stack, with the class's name where it lacks it, and their cause. */
#include "runtime/console/inspect_internal.h"

/* Appends a property as a string. *present false: it is undefined, null or a symbol. */
static bool text_property(MoteVm *vm, MoteValue error, const char *name, Text *out, bool *present) {
  MoteValue value;
  TRY(mote_get(vm, error, name, &value));
  *present = !mote_is_nullish(vm, value) && !mote_is_symbol(vm, value);
  return !*present || text_append_value(vm, value, out);
}

/* error.stack, or what toString gives. */
static bool stack_text(MoteVm *vm, MoteValue error, Text *out) {
  bool present;
  TRY(text_property(vm, error, "stack", out, &present));
  if (present && out->length) return true;
  Text name = {0}, message = {0};
  TRY(text_property(vm, error, "name", &name, &present));
  if (!present) text_add(&name, "Error");
  TRY(text_property(vm, error, "message", &message, &present));
  text_clear(out);
  text_add(out, text_string(&name));
  if (name.length && message.length) text_add(out, ": ");
  text_add(out, text_string(&message));
  text_free(&name);
  text_free(&message);
  return true;
}

/* --- keys --- */

/* Leaves out an own enumerable name, message or stack that the stack shows anyway. */
static bool drop_shown_keys(Inspector *in, Frame *frame, const Text *stack) {
  static const char *const names[] = {"name", "message", "stack"};
  MoteVm *vm = in->vm;
  MoteValue kept, key;
  TRY(mote_array_new(vm, 0, &kept));
  for (uint32_t i = 0; i < mote_array_length(vm, frame->keys); i++) {
    bool drop = false;
    TRY(mote_get_index(vm, frame->keys, i, &key));
    for (size_t n = 0; n < LENGTH_OF(names) && !in->options.show_hidden; n++) {
      Text text = {0};
      bool present;
      if (!mote_string_is(vm, key, names[n])) continue;
      TRY(text_property(vm, frame->value, names[n], &text, &present));
      drop = present && strstr(text_string(stack), text_string(&text));
      text_free(&text);
    }
    if (!drop) TRY(mote_array_push(vm, kept, key));
  }
  frame->keys = kept;
  return true;
}

/* Adds a key, unless it is there. */
static bool show_key(MoteVm *vm, Frame *frame, const char *name) {
  MoteValue key;
  for (uint32_t i = 0; i < mote_array_length(vm, frame->keys); i++) {
    TRY(mote_get_index(vm, frame->keys, i, &key));
    if (mote_string_is(vm, key, name)) return true;
  }
  return mote_string(vm, name, MOTE_NUL_TERMINATED, &key) && mote_array_push(vm, frame->keys, key);
}

static bool show_cause_and_errors(MoteVm *vm, Frame *frame) {
  MoteValue errors;
  bool has;
  TRY(mote_has(vm, frame->value, "cause", &has));
  if (has) TRY(show_key(vm, frame, "cause"));
  TRY(mote_get(vm, frame->value, "errors", &errors));
  return !mote_is_array(vm, errors) || show_key(vm, frame, "errors");
}

/* --- the heading --- */

static bool ends_with(const Text *text, const char *tail) {
  size_t length = strlen(tail);
  return text->length >= length && strcmp(text->data + text->length - length, tail) == 0;
}

/* The class that a stack begins with, where the object has none: "TypeError" of "TypeError: x". */
static size_t leading_name(const char *stack) {
  size_t i = 0;
  if (!(stack[0] >= 'A' && stack[0] <= 'Z')) return 0;
  while (stack[i] &&
         strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789 [()]-", stack[i]))
    i++;
  return stack[i] == ':' || stack[i] == '\n' || !stack[i] ? i : 0;
}

/* Puts the class's name into the first line: "Foo [Error]: x" or "Foo: x". */
static void improve_heading(const Frame *frame, const Text *name, Text *stack) {
  char after = stack->length > name->length ? stack->data[name->length] : 0;
  bool begins = stack->length >= name->length &&
                strncmp(text_string(stack), text_string(name), name->length) == 0 &&
                (!after || after == ':' || after == '\n');
  if (!frame->null_prototype && !(ends_with(name, "Error") && begins)) return;
  size_t replaced = name->length;
  Text fallback = {0}, prefix = {0}, improved = {0};
  text_add(&fallback, "Error");
  if (frame->null_prototype) {
    replaced = leading_name(text_string(stack));
    if (replaced) {
      text_clear(&fallback);
      text_append(&fallback, stack->data, replaced);
    }
  }
  frame_prefix(frame, text_string(&fallback), "", &prefix);
  if (prefix.length) prefix.data[--prefix.length] = 0;
  if (strcmp(text_string(&prefix), text_string(name)) != 0) {
    text_add(&improved, text_string(&prefix));
    if (!strstr(text_string(&prefix), text_string(name)))
      text_format(&improved, " [%s]", text_string(name));
    else if (!replaced) text_add(&improved, ": ");
    text_add(&improved, text_string(stack) + replaced);
    text_free(stack);
    *stack = improved;
  }
  text_free(&fallback);
  text_free(&prefix);
}

/* --- frames --- */

/* How many lines at the ends of both texts are the same. */
static size_t common_tail(const char *a, const char *b, const char **start) {
  size_t i = strlen(a), j = strlen(b), count = 0;
  *start = a + i;
  while (i && j) {
    size_t line_a = i, line_b = j;
    while (line_a && a[line_a - 1] != '\n') line_a--;
    while (line_b && b[line_b - 1] != '\n') line_b--;
    if (i - line_a != j - line_b || strncmp(a + line_a, b + line_b, i - line_a) != 0) break;
    *start = a + line_a;
    count++;
    if (!line_a || !line_b) break;
    i = line_a - 1;
    j = line_b - 1;
  }
  return count;
}

/* Frames that the cause's stack has too are left out. */
static bool shorten_frames(Inspector *in, const Frame *frame, const char *frames, Text *out) {
  MoteVm *vm = in->vm;
  MoteValue cause;
  TRY(mote_get(vm, frame->value, "cause", &cause));
  if (mote_kind(vm, cause) == MOTE_KIND_ERROR) {
    Text stack = {0};
    TRY(stack_text(vm, cause, &stack));
    const char *cause_frames = strstr(text_string(&stack), "\n    at"), *start;
    size_t count = cause_frames ? common_tail(frames, cause_frames + 1, &start) : 0;
    text_free(&stack);
    if (count > 3) {
      const char *line = strchr(start, '\n');
      size_t kept = (size_t)((line ? line + 1 : start) - frames);
      text_append(out, frames, kept);
      text_format(out, "    ... %zu lines matching cause stack trace ...", count - 2);
      const char *last = strrchr(frames, '\n');
      if (last) text_add(out, last);
      return true;
    }
  }
  text_add(out, frames);
  return true;
}

static void add_indented(const char *text, int32_t indentation, Text *out) {
  for (; *text; text++) {
    text_add_char(out, *text);
    if (*text == '\n') text_repeat(out, ' ', (size_t)indentation);
  }
}

static bool build(Inspector *in, Frame *frame, const Text *message, const Text *stack) {
  Text shown = {0};
  const char *text = text_string(stack);
  const char *at = message->length ? strstr(text, text_string(message)) : NULL;
  const char *frames = strstr(at ? at + message->length : text, "\n    at");
  if (!frames) {
    text_format(&shown, "[%s]", text);
  } else {
    text_append(&shown, text, (size_t)(frames - text));
    text_add_char(&shown, '\n');
    TRY(shorten_frames(in, frame, frames + 1, &shown));
  }
  add_indented(text_string(&shown), in->indentation, &frame->base);
  text_free(&shown);
  return true;
}

bool error_base(Inspector *in, Frame *frame) {
  MoteVm *vm = in->vm;
  Text name = {0}, message = {0}, stack = {0};
  bool present;
  bool ok = text_property(vm, frame->value, "name", &name, &present);
  if (ok && !present) text_add(&name, "Error");
  ok = ok && text_property(vm, frame->value, "message", &message, &present) &&
       stack_text(vm, frame->value, &stack) && drop_shown_keys(in, frame, &stack) &&
       show_cause_and_errors(vm, frame);
  if (ok) improve_heading(frame, &name, &stack);
  ok = ok && build(in, frame, &message, &stack);
  text_free(&name);
  text_free(&message);
  text_free(&stack);
  return ok;
}
