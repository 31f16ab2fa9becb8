/* SPDX-License-Identifier: MIT */
/* regexp.c: fuzzes the regular expressions: compiler and matcher.
 *
 * The input is a line of flags, a line with the pattern, and the text. Beyond the sanitizers: captures lie in the
 * text; a text gives the same answer in Latin-1 and in UTF-16 form; and searching finds what trying one place after
 * the other finds (the search skips places by what a match may begin with). */
#include "fuzz.h"

#include "base/utf.h"
#include "regexp/regexp.h"

#define MAX_GROUPS 64
#define MAX_TEXT   200
/* How often all matches of an input may ask whether to go on: every few thousand steps. */
#define MAX_POLLS 6
#define MAX_FINDS 20

static int polls_left;

static bool poll(void *context) {
  (void)context;
  return --polls_left > 0;
}

typedef struct Answer {
  RegExpResult result;
  uint32_t captures[2 * MAX_GROUPS];
} Answer;

static Answer match(const RegExpProgram *program, RegExpText text, uint32_t start, bool sticky) {
  Answer answer;
  memset(&answer, 0xee, sizeof answer);
  answer.result = regexp_match(program, text, start, sticky, answer.captures, poll, NULL);
  return answer;
}

static void check_captures(const RegExpProgram *program, RegExpText text, uint32_t start,
                           const Answer *answer) {
  uint32_t count = regexp_group_count(program);
  if (answer->result != REGEXP_MATCHED) return;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t begin = answer->captures[2 * i], end = answer->captures[2 * i + 1];
    if (i && begin == REGEXP_UNMATCHED && end == REGEXP_UNMATCHED) continue;
    if (begin > end || end > text.length) fuzz_fail("group %u is %u to %u", i, begin, end);
  }
  /* With u, a search that begins between two surrogates goes back by one. */
  if (answer->captures[0] + 1 < start) fuzz_fail("found before its start");
}

static bool answers_agree(const RegExpProgram *program, const Answer *a, const Answer *b) {
  if (a->result > REGEXP_NOT_MATCHED || b->result > REGEXP_NOT_MATCHED) return true;
  if (a->result != b->result) return false;
  if (a->result == REGEXP_NOT_MATCHED) return true;
  return memcmp(a->captures, b->captures, 8 * regexp_group_count(program)) == 0;
}

/* The first place where a sticky match succeeds, as searching should find it. */
static Answer try_each_place(const RegExpProgram *program, RegExpText text, uint32_t start) {
  Answer answer;
  do answer = match(program, text, start, true);
  while (answer.result == REGEXP_NOT_MATCHED && start++ < text.length);
  return answer;
}

/* All matches, as replaceAll would find them. */
static void match_in_latin1(const RegExpProgram *program, RegExpText narrow, RegExpText wide) {
  uint32_t start = 0;
  for (int i = 0; i < MAX_FINDS && start <= narrow.length; i++) {
    Answer one = match(program, narrow, start, false);
    Answer other = match(program, wide, start, false);
    check_captures(program, narrow, start, &one);
    check_captures(program, wide, start, &other);
    if (!answers_agree(program, &one, &other))
      fuzz_fail("Latin-1 and UTF-16 differ from %u", start);
    Answer slow = try_each_place(program, narrow, start);
    if (!answers_agree(program, &one, &slow)) fuzz_fail("search and trial differ from %u", start);
    if (one.result != REGEXP_MATCHED) return;
    start = one.captures[1] > start ? one.captures[1] : start + 1;
  }
}

static void match_in_utf16(const RegExpProgram *program, FuzzInput input) {
  uint16_t units[MAX_TEXT];
  RegExpText text = {units, (uint32_t)wtf8_to_utf16(input.bytes, input.length, units), true};
  bool by_units = !(regexp_flags(program) & (REGEXP_UNICODE | REGEXP_UNICODE_SETS));
  for (uint32_t start = 0; start <= text.length; start += 1 + text.length / 8) {
    Answer answer = match(program, text, start, false);
    check_captures(program, text, start, &answer);
    Answer slow = by_units ? try_each_place(program, text, start) : answer;
    if (!answers_agree(program, &answer, &slow))
      fuzz_fail("search and trial differ from %u in UTF-16", start);
    if (answer.result > REGEXP_NOT_MATCHED) return;
  }
}

/* Copies, so that the sanitizer sees what is read behind them. */
static void match_text(const RegExpProgram *program, FuzzInput input) {
  uint8_t *narrow = malloc(input.length + 1);
  uint16_t *wide = malloc(2 * input.length + 2);
  if (input.length) memcpy(narrow, input.bytes, input.length);
  latin1_to_utf16(narrow, input.length, wide);
  uint32_t length = (uint32_t)input.length;
  match_in_latin1(program, (RegExpText){narrow, length, false}, (RegExpText){wide, length, true});
  free(narrow);
  free(wide);
  match_in_utf16(program, input);
}

/* The program of a pattern, which is made well-formed WTF-8 before; NULL: it is refused. */
static RegExpProgram *compile(FuzzInput pattern, FuzzInput flags) {
  char here;
  const char *message = NULL;
  RegExpProgram *program;
  uint16_t *units = malloc(2 * pattern.length + 2);
  size_t count = wtf8_to_utf16(pattern.bytes, pattern.length, units);
  size_t length = utf16_utf8_length(units, count);
  uint8_t *text = malloc(length + !length);
  utf16_to_utf8(units, count, text, UTF_SURROGATES_KEEP);
  RegExpResult result = regexp_compile((const char *)text, length, (const char *)flags.bytes,
                                       flags.length, &here - (1 << 20), &program, &message);
  free(units);
  free(text);
  if (result == REGEXP_INVALID && !message) fuzz_fail("refused without a message");
  return result == REGEXP_MATCHED ? program : NULL;
}

FUZZ_SANITIZER_OPTIONS("1")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  FuzzInput flags = fuzz_until(&input, '\n');
  polls_left = MAX_POLLS;
  RegExpProgram *program = compile(fuzz_until(&input, '\n'), flags);
  if (!program) return 0;
  if (input.length > MAX_TEXT) input.length = MAX_TEXT;
  if (regexp_group_count(program) <= MAX_GROUPS) match_text(program, input);
  if (!regexp_release(program)) fuzz_fail("somebody still uses the program");
  return 0;
}
