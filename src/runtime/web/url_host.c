/* SPDX-License-Identifier: MIT */
/* url_host.c: the host parser and the host serializer. https://url.spec.whatwg.org/#host-parsing */
#include <stdlib.h>

#include "runtime/web/percent_encoding.h"
#include "runtime/web/url_parts.h"

/* A host that was written to the room. */
static Host host_in_room(char **room, char *end) {
  Host host = {true, {*room, (size_t)(end - *room)}, NULL};
  *room = end;
  return host;
}

/* --- IPv4 --- */

/* The part of a host before the next dot. */
static UrlText next_part(const char *from, const char *end) {
  const char *dot = memchr(from, '.', (size_t)(end - from));
  return (UrlText){from, (size_t)((dot ? dot : end) - from)};
}

/* The IPv4 number parser. What is too large is UINT64_MAX / 2. */
static bool parse_ipv4_number(UrlText text, uint64_t *out) {
  uint64_t radix = 10;
  *out = 0;
  if (text.length == 0) return false;
  if (text.length >= 2 && text.bytes[0] == '0') {
    bool hex = (text.bytes[1] | 0x20) == 'x';
    radix = hex ? 16 : 8;
    text.bytes += hex ? 2 : 1;
    text.length -= hex ? 2 : 1;
  }
  for (size_t i = 0; i < text.length; i++) {
    int digit = hex_digit_value(text.bytes[i]);
    if (digit < 0 || (uint64_t)digit >= radix) return false;
    *out = *out > UINT32_MAX ? UINT64_MAX / 2 : *out * radix + (uint64_t)digit;
  }
  return true;
}

/* The ends in a number checker. */
static bool ends_in_number(UrlText domain) {
  const char *end = domain.bytes + domain.length;
  if (domain.length > 1 && end[-1] == '.') end--;
  const char *dot = memrchr(domain.bytes, '.', (size_t)(end - domain.bytes));
  UrlText last = {dot ? dot + 1 : domain.bytes, (size_t)(end - (dot ? dot + 1 : domain.bytes))};
  uint64_t number;
  size_t digits = 0;
  while (digits < last.length && last.bytes[digits] >= '0' && last.bytes[digits] <= '9') digits++;
  return digits && (digits == last.length || parse_ipv4_number(last, &number));
}

/* The IPv4 parser and serializer. */
static void parse_ipv4(UrlText domain, char **room, Host *out) {
  const char *at = domain.bytes, *end = domain.bytes + domain.length;
  uint64_t numbers[4], address;
  size_t count = 0;
  if (domain.length > 1 && end[-1] == '.') end--;
  for (;;) {
    UrlText part = next_part(at, end);
    if (count == 4 || !parse_ipv4_number(part, &numbers[count++])) return;
    at = part.bytes + part.length;
    if (at++ == end) break;
  }
  for (size_t i = 0; i + 1 < count; i++)
    if (numbers[i] > 255) return;
  address = numbers[count - 1];
  if (address >= (uint64_t)1 << 8 * (5 - count)) return;
  for (size_t i = 0; i + 1 < count; i++) address += numbers[i] << 8 * (3 - i);
  char *to = *room;
  for (int shift = 24; shift >= 0; shift -= 8) {
    to = url_put_number(to, (uint32_t)address >> shift & 255, 10);
    if (shift) *to++ = '.';
  }
  *out = host_in_room(room, to);
}

/* --- IPv6 --- */

typedef struct Ipv6Parser {
  const char *at, *end;
  uint16_t pieces[8];
  int piece_index, compress; /* compress -1: null */
} Ipv6Parser;

static bool at_char(const Ipv6Parser *p, char c) { return p->at < p->end && *p->at == c; }
static bool at_digit(const Ipv6Parser *p) {
  return p->at < p->end && *p->at >= '0' && *p->at <= '9';
}

/* The last two pieces as an IPv4 address. */
static bool parse_ipv4_pieces(Ipv6Parser *p) {
  int numbers_seen = 0;
  if (p->piece_index > 6) return false;
  while (p->at < p->end) {
    int number = -1;
    if (numbers_seen > 0) {
      if (!at_char(p, '.') || numbers_seen >= 4) return false;
      p->at++;
    }
    if (!at_digit(p)) return false;
    for (; at_digit(p); p->at++) {
      if (number == 0) return false;
      number = (number < 0 ? 0 : number * 10) + (*p->at - '0');
      if (number > 255) return false;
    }
    uint16_t *piece = &p->pieces[p->piece_index];
    *piece = (uint16_t)(*piece << 8 | number);
    numbers_seen++;
    if (numbers_seen % 2 == 0) p->piece_index++;
  }
  return numbers_seen == 4;
}

/* A piece in hexadecimal, and the ":" behind it. *done: it was an IPv4 address, which is the end. */
static bool parse_piece(Ipv6Parser *p, bool *done) {
  const char *from = p->at;
  unsigned value = 0;
  for (; p->at < p->end && p->at - from < 4 && hex_digit_value(*p->at) >= 0; p->at++)
    value = value << 4 | (unsigned)hex_digit_value(*p->at);
  if (at_char(p, '.')) {
    if (p->at == from) return false;
    p->at = from;
    *done = true;
    return parse_ipv4_pieces(p);
  }
  if (at_char(p, ':')) {
    if (++p->at == p->end) return false;
  } else if (p->at < p->end) {
    return false;
  }
  p->pieces[p->piece_index++] = (uint16_t)value;
  return true;
}

/* Moves the pieces behind the "::" to the end. */
static void expand(Ipv6Parser *p) {
  int swaps = p->piece_index - p->compress;
  for (int i = 7; i != 0 && swaps > 0; i--, swaps--) {
    uint16_t *from = &p->pieces[p->compress + swaps - 1], piece = *from;
    *from = p->pieces[i];
    p->pieces[i] = piece;
  }
}

/* The IPv6 parser. */
static bool parse_ipv6_pieces(Ipv6Parser *p) {
  bool done = false;
  if (at_char(p, ':')) {
    if (p->end - p->at < 2 || p->at[1] != ':') return false;
    p->at += 2;
    p->compress = ++p->piece_index;
  }
  while (p->at < p->end && !done) {
    if (p->piece_index == 8) return false;
    if (at_char(p, ':')) {
      if (p->compress >= 0) return false;
      p->at++;
      p->compress = ++p->piece_index;
      continue;
    }
    if (!parse_piece(p, &done)) return false;
  }
  if (p->compress >= 0) expand(p);
  return p->compress >= 0 || p->piece_index == 8;
}

/* Find the IPv6 address compressed piece index; -1: null. */
static int find_compressed(const uint16_t pieces[8]) {
  int longest = -1, longest_size = 1;
  for (int i = 0; i < 8; i++) {
    int size = 0;
    while (i + size < 8 && pieces[i + size] == 0) size++;
    if (size > longest_size) {
      longest = i;
      longest_size = size;
    }
    i += size;
  }
  return longest;
}

/* The IPv6 serializer, in brackets. */
static char *put_ipv6(char *to, const uint16_t pieces[8]) {
  int compress = find_compressed(pieces);
  *to++ = '[';
  for (int i = 0; i < 8; i++) {
    if (i == compress) {
      if (i == 0) *to++ = ':';
      *to++ = ':';
      while (i < 8 && pieces[i] == 0) i++;
      if (i == 8) break;
    }
    to = url_put_number(to, pieces[i], 16);
    if (i < 7) *to++ = ':';
  }
  *to++ = ']';
  return to;
}

static void parse_ipv6(UrlText input, char **room, Host *out) {
  Ipv6Parser p = {.at = input.bytes + 1, .end = input.bytes + input.length - 1, .compress = -1};
  if (input.length < 2 || *p.end != ']' || !parse_ipv6_pieces(&p)) return;
  *out = host_in_room(room, put_ipv6(*room, p.pieces));
}

/* --- domains and opaque hosts --- */

static void parse_opaque_host(UrlText input, char **room, Host *out) {
  if (classes_of(input.bytes, input.length) & FORBIDDEN_HOST) return;
  *out = host_in_room(room, percent_encode(*room, input.bytes, input.length, C0_CONTROL_SET));
}

static UrlText decode(UrlText text, char **room) {
  UrlText decoded = {*room, percent_decode(*room, text.bytes, text.length)};
  *room += decoded.length;
  return decoded;
}

static UrlText lowercase(UrlText text, char **room) {
  char *to = *room;
  for (size_t i = 0; i < text.length; i++)
    to[i] = (char)(byte_is(text.bytes[i], UPPER_CASE) ? text.bytes[i] | 0x20 : text.bytes[i]);
  *room += text.length;
  return (UrlText){to, text.length};
}

/* The domain parser, not strict: of an ASCII domain nothing but its letters' case is changed. *classes: those of the
 * domain's bytes, before and after. */
static bool parse_domain(MoteVm *vm, Host *domain, char **room, unsigned *classes) {
  if (*classes & NOT_ASCII) {
    UrlText *text = &domain->text;
    TRY(mote_domain_to_ascii(vm, text->bytes, text->length, &domain->memory));
    *text = (UrlText){domain->memory, domain->memory ? strlen(domain->memory) : 0};
    *classes = classes_of(text->bytes, text->length);
  } else if (*classes & UPPER_CASE) {
    domain->text = lowercase(domain->text, room);
  }
  domain->valid = domain->text.length && !(*classes & FORBIDDEN_DOMAIN);
  return true;
}

bool host_parse(MoteVm *vm, UrlText input, bool is_opaque, char **room, Host *out) {
  *out = (Host){.text = input};
  if (input.length && input.bytes[0] == '[') {
    parse_ipv6(input, room, out);
    return true;
  }
  if (is_opaque) {
    parse_opaque_host(input, room, out);
    return true;
  }
  unsigned classes = classes_of(input.bytes, input.length);
  if (classes & FORBIDDEN_DOMAIN && memchr(input.bytes, '%', input.length)) { /* which is one */
    out->text = decode(input, room);
    classes = classes_of(out->text.bytes, out->text.length);
  }
  TRY(parse_domain(vm, out, room, &classes));
  char *memory = out->memory;
  bool is_number = out->valid && ends_in_number(out->text);
  if (is_number) {
    out->valid = false;
    parse_ipv4(out->text, room, out);
  }
  if (is_number || !out->valid) {
    out->memory = NULL;
    free(memory);
  }
  return true;
}
