/* SPDX-License-Identifier: MIT */
/* merge_sort.c: stable natural merge sort.
 *
 * The items are cut into runs that are sorted already (a strictly descending one is reversed; one
 * shorter than RUN_MIN is lengthened by binary insertion). Runs are merged in the order of powersort
 * (Munro and Wild, "Nearly-optimal mergesorts"): the boundary of two runs has as its power the depth
 * of the node that would hold it in a balanced tree over all items; a run waits on the stack while
 * powers grow. The stack never holds more runs than a size_t has bits.
 *
 * Invariant: every item is in `items` or in `scratch` whenever the comparison runs; both are roots.
 * An inconsistent comparison gives some order, never an access out of bounds. */
#include "builtins/merge_sort.h"

#define RUN_MIN   16
#define RUN_STACK 66

typedef struct Run {
  size_t start, end;
  unsigned power; /* of the boundary at its end */
} Run;

typedef struct Sorter {
  Vm *vm;
  SortItem *items;
  size_t count;
  SortItem *scratch; /* room for half of the items */
  SortBefore before;
  void *context;
  Run stack[RUN_STACK];
  unsigned depth;
} Sorter;

static bool item_before(Sorter *s, const SortItem *b, const SortItem *a, bool *out) {
  return s->before(s->vm, s->context, b, a, out);
}

static void reverse_items(SortItem *items, size_t start, size_t end) {
  while (start + 1 < end) {
    SortItem swapped = items[start];
    items[start++] = items[--end];
    items[end] = swapped;
  }
}

/* The end of the run that starts at `start`; a descending run is turned round. */
static bool find_run(Sorter *s, size_t start, size_t *end) {
  SortItem *items = s->items;
  size_t i = start + 1;
  bool descending, before;
  *end = i;
  if (i >= s->count) return true;
  TRY(item_before(s, &items[i], &items[i - 1], &descending));
  for (i++; i < s->count; i++) {
    TRY(item_before(s, &items[i], &items[i - 1], &before));
    if (before != descending) break;
  }
  if (descending) reverse_items(items, start, i);
  *end = i;
  return true;
}

/* Lengthens the sorted run [start, sorted) to `end` by insertion. */
static bool insert_into_run(Sorter *s, size_t start, size_t sorted, size_t end) {
  for (; sorted < end; sorted++) {
    SortItem item = s->items[sorted];
    size_t low = start, high = sorted;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      bool before;
      TRY(item_before(s, &item, &s->items[middle], &before));
      if (before) high = middle;
      else low = middle + 1;
    }
    memmove(&s->items[low + 1], &s->items[low], (sorted - low) * sizeof(SortItem));
    s->items[low] = item;
  }
  return true;
}

/* Merges [start, middle) and [middle, end) where the left part is the shorter one. */
static bool merge_left(Sorter *s, size_t start, size_t middle, size_t end) {
  size_t left_count = middle - start, left = 0, right = middle, to = start;
  bool ok = true;
  memcpy(s->scratch, s->items + start, left_count * sizeof(SortItem));
  while (left < left_count && right < end) {
    bool before;
    if (!(ok = item_before(s, &s->items[right], &s->scratch[left], &before))) break;
    s->items[to++] = before ? s->items[right++] : s->scratch[left++];
  }
  memcpy(s->items + to, s->scratch + left, (left_count - left) * sizeof(SortItem));
  return ok;
}

/* The same where the right part is the shorter one, from the end down. */
static bool merge_right(Sorter *s, size_t start, size_t middle, size_t end) {
  size_t right = end - middle, left = middle, to = end;
  bool ok = true;
  memcpy(s->scratch, s->items + middle, right * sizeof(SortItem));
  while (right > 0 && left > start) {
    bool before;
    if (!(ok = item_before(s, &s->scratch[right - 1], &s->items[left - 1], &before))) break;
    s->items[--to] = before ? s->items[--left] : s->scratch[--right];
  }
  memcpy(s->items + to - right, s->scratch, right * sizeof(SortItem));
  return ok;
}

/* Merges the two topmost runs of the stack. */
static bool merge_top(Sorter *s) {
  Run *left = &s->stack[s->depth - 2], *right = &s->stack[s->depth - 1];
  bool before;
  TRY(item_before(s, &s->items[right->start], &s->items[right->start - 1], &before));
  if (before) {
    if (right->start - left->start <= right->end - right->start)
      TRY(merge_left(s, left->start, right->start, right->end));
    else TRY(merge_right(s, left->start, right->start, right->end));
  }
  left->end = right->end;
  left->power = right->power;
  s->depth--;
  return true;
}

/* The power of the boundary between [a, b) and [b, c) of n items: the first binary digit in which
 * the positions of the two runs' middles, as fractions of n, differ. */
static unsigned boundary_power(size_t a, size_t b, size_t c, size_t n) {
  uint64_t left = (uint64_t)a + b, right = (uint64_t)b + c, whole = (uint64_t)n * 2;
  for (unsigned power = 1;; power++) {
    left <<= 1;
    right <<= 1;
    bool left_digit = left >= whole, right_digit = right >= whole;
    if (left_digit != right_digit) return power;
    if (left_digit) {
      left -= whole;
      right -= whole;
    }
  }
}

static bool sort_runs(Sorter *s) {
  for (size_t start = 0; start < s->count;) {
    size_t end;
    TRY(find_run(s, start, &end));
    size_t wanted = s->count - start < RUN_MIN ? s->count : start + RUN_MIN;
    if (end < wanted) {
      TRY(insert_into_run(s, start, end, wanted));
      end = wanted;
    }
    if (s->depth > 0) {
      Run *top = &s->stack[s->depth - 1];
      unsigned power = boundary_power(top->start, start, end, s->count);
      while (s->depth > 1 && s->stack[s->depth - 2].power > power) TRY(merge_top(s));
      s->stack[s->depth - 1].power = power;
    }
    s->stack[s->depth++] = (Run){start, end, 0};
    start = end;
  }
  while (s->depth > 1) TRY(merge_top(s));
  return true;
}

bool merge_sort(Vm *vm, SortItem *items, size_t count, SortBefore before, void *context) {
  RootVec scratch;
  if (count < 2) return true;
  TRY(root_vec_init(&scratch, vm));
  bool ok = true;
  for (size_t i = 0; ok && i < count / 2 * 2; i++) ok = root_vec_push(&scratch, value_none());
  if (ok) {
    Sorter sorter = {vm, items, count, (SortItem *)scratch.items, before, context, {{0}}, 0};
    ok = sort_runs(&sorter);
  }
  root_vec_destroy(&scratch);
  return ok;
}
