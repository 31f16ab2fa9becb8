/* SPDX-License-Identifier: MIT */
/* url_parser.c: the basic URL parser. https://url.spec.whatwg.org/#concept-basic-url-parser
 *
 * A function is a state of the standard. It is entered with `at` on the first code point that it looks at, takes all
 * that belongs to it at once, and leaves `at` on the first code point of the state that it gives: where the standard
 * decreases its pointer, nothing is taken. Instead of the standard's buffer there is the stretch of the input that
 * would be in it.
 *
 * OPT: texts of the URL that are as they are in the input stay there until the URL is put together, as what is taken
 * from the base stays in it. Others are made in `room`, one behind the other, the path being the last while it grows.
 *
 * Validation errors are not reported, so that their checks are left out. */
#include <stdlib.h>

#include "runtime/web/percent_encoding.h"
#include "runtime/web/url_parts.h"

typedef enum State {
  STATE_FAILURE,
  STATE_EXCEPTION,
  STATE_DONE,
  STATE_SCHEME_START,
  STATE_SCHEME,
  STATE_NO_SCHEME,
  STATE_SPECIAL_RELATIVE_OR_AUTHORITY,
  STATE_PATH_OR_AUTHORITY,
  STATE_RELATIVE,
  STATE_RELATIVE_SLASH,
  STATE_SPECIAL_AUTHORITY_SLASHES,
  STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES,
  STATE_AUTHORITY,
  STATE_HOST,
  STATE_PORT,
  STATE_FILE,
  STATE_FILE_SLASH,
  STATE_FILE_HOST,
  STATE_PATH_START,
  STATE_PATH,
  STATE_OPAQUE_PATH,
  STATE_QUERY,
  STATE_FRAGMENT,
} State;

#define END_OF_INPUT (-1)

typedef struct Parser {
  MoteVm *vm;
  const char *start, *at, *end;
  const UrlParts *base; /* NULL: none */
  UrlOverride override;
  UrlParts url;
  char *room;           /* the next free byte of it */
  char *host_memory;    /* see Host */
} Parser;

/* --- characters --- */

static int current(const Parser *p) { return p->at < p->end ? (uint8_t)*p->at : END_OF_INPUT; }
static bool is_special(const Parser *p) { return p->url.kind != SCHEME_OTHER; }
static bool is_alpha(int c) { return (unsigned)((c | 0x20) - 'a') < 26; }
static bool is_digit(int c) { return c >= '0' && c <= '9'; }

/* "/", or "\" in a special URL. */
static bool is_slash(const Parser *p, int c) { return c == '/' || (c == '\\' && is_special(p)); }

/* What ends the authority, host and port states. */
static bool ends_authority(const Parser *p, int c) {
  return c == END_OF_INPUT || c == '?' || c == '#' || is_slash(p, c);
}

static bool remaining_starts_with(const Parser *p, const char *text) {
  size_t length = strlen(text);
  return (size_t)(p->end - p->at) >= length && memcmp(p->at, text, length) == 0;
}

static bool is_drive_letter(UrlText text) {
  return text.length == 2 && is_alpha((uint8_t)text.bytes[0]) &&
         (text.bytes[1] == ':' || text.bytes[1] == '|');
}

static bool starts_with_drive_letter(const Parser *p) {
  if (p->end - p->at < 2 || !is_drive_letter((UrlText){p->at, 2})) return false;
  return p->end - p->at == 2 || memchr("/\\?#", p->at[2], 4);
}

/* Whether the path begins with a segment that is a normalized Windows drive letter: "/C:". */
static bool path_starts_with_drive(UrlText path) {
  return path.length >= 3 && is_alpha((uint8_t)path.bytes[1]) && path.bytes[2] == ':' &&
         (path.length == 3 || path.bytes[3] == '/');
}

static bool is_escaped_dot(const char *text) {
  return text[0] == '%' && text[1] == '2' && (text[2] | 0x20) == 'e';
}

static bool is_single_dot(UrlText segment) {
  return (segment.length == 1 && segment.bytes[0] == '.') ||
         (segment.length == 3 && is_escaped_dot(segment.bytes));
}

static bool is_double_dot(UrlText segment) {
  const char *s = segment.bytes;
  switch (segment.length) {
    case 2: return s[0] == '.' && s[1] == '.';
    case 4: return (s[0] == '.' && is_escaped_dot(s + 1)) || (is_escaped_dot(s) && s[3] == '.');
    case 6: return is_escaped_dot(s) && is_escaped_dot(s + 3);
    default: return false;
  }
}

/* --- parts of the URL --- */

/* Percent-encodes into the room. */
static UrlText encode_in_room(Parser *p, const char *from, const char *end, unsigned set) {
  char *to = p->room;
  p->room = percent_encode(to, from, (size_t)(end - from), set);
  return (UrlText){to, (size_t)(p->room - to)};
}

static UrlText encode(Parser *p, const char *from, const char *end, unsigned set) {
  if (find_byte(from, end, set) == end) return (UrlText){from, (size_t)(end - from)};
  return encode_in_room(p, from, end, set);
}

static void copy_authority(Parser *p) {
  p->url.username = p->base->username;
  p->url.password = p->base->password;
  p->url.host = p->base->host;
  p->url.has_host = p->base->has_host;
  p->url.port = p->base->port;
}

static void copy_path_and_query(Parser *p) {
  p->url.path = p->base->path;
  p->url.query = p->base->query;
  p->url.has_query = p->base->has_query;
}

static void set_host(Parser *p, UrlText host) {
  p->url.host = host;
  p->url.has_host = true;
}

/* Shorten a url's path. */
static void shorten_path(Parser *p) {
  UrlText *path = &p->url.path;
  bool is_drive = p->url.kind == SCHEME_FILE && path->length == 3 && path_starts_with_drive(*path);
  if (is_drive || path->length == 0) return;
  const char *slash = memrchr(path->bytes, '/', path->length);
  path->length = slash ? (size_t)(slash - path->bytes) : 0;
}

/* The path moves to the end of the room, where segments can be appended. */
static void open_path(Parser *p) {
  UrlText *path = &p->url.path;
  if (path->length) memcpy(p->room, path->bytes, path->length);
  path->bytes = p->room;
}

static void append_to_path(Parser *p, char c) {
  UrlText *path = &p->url.path;
  ((char *)path->bytes)[path->length++] = c;
}

static void append_segment(Parser *p, UrlText segment) {
  UrlText *path = &p->url.path;
  bool is_drive = p->url.kind == SCHEME_FILE && path->length == 0 && is_drive_letter(segment);
  append_to_path(p, '/');
  char *to = (char *)path->bytes + path->length;
  path->length += (size_t)(percent_encode(to, segment.bytes, segment.length, PATH_SET) - to);
  if (is_drive) to[1] = ':';
}

/* Runs the host parser; STATE_DONE: it is the URL's host. */
static State parse_host(Parser *p, const char *from, const char *end) {
  Host host;
  UrlText input = {from, (size_t)(end - from)};
  if (!host_parse(p->vm, input, !is_special(p), &p->room, &host)) return STATE_EXCEPTION;
  if (!host.valid) return STATE_FAILURE;
  set_host(p, host.text);
  p->host_memory = host.memory;
  return STATE_DONE;
}

/* Takes "?" or "#". */
static State begin_query(Parser *p) {
  p->at++;
  return STATE_QUERY;
}
static State begin_fragment(Parser *p) {
  p->at++;
  return STATE_FRAGMENT;
}

/* --- the states --- */

static State scheme_start_state(Parser *p) {
  return is_alpha(current(p)) ? STATE_SCHEME : STATE_NO_SCHEME;
}

size_t url_scan_scheme(UrlText input, char *to) {
  size_t i = 0;
  if (!input.length || !is_alpha((uint8_t)input.bytes[0])) return 0;
  for (; i < input.length && byte_is(input.bytes[i], SCHEME_LETTER); i++)
    to[i] = (char)(input.bytes[i] | 0x20); /* which leaves digits, "+", "-" and "." as they are */
  return i;
}

static State scheme_state(Parser *p) {
  UrlParts *url = &p->url;
  size_t length = url_scan_scheme((UrlText){p->at, (size_t)(p->end - p->at)}, p->room);
  if (p->at + length == p->end || p->at[length] != ':') return STATE_NO_SCHEME;
  url->scheme = (UrlText){p->room, length};
  url->kind = url_scheme_kind(url->scheme);
  p->room += length;
  p->at += length + 1;
  if (url->kind == SCHEME_FILE) return STATE_FILE;
  if (is_special(p))
    return p->base && p->base->kind == url->kind ? STATE_SPECIAL_RELATIVE_OR_AUTHORITY
                                                 : STATE_SPECIAL_AUTHORITY_SLASHES;
  if (current(p) == '/') {
    p->at++;
    return STATE_PATH_OR_AUTHORITY;
  }
  url->opaque_path = true;
  return STATE_OPAQUE_PATH;
}

static State no_scheme_state(Parser *p) {
  int c = current(p);
  if (!p->base || (p->base->opaque_path && c != '#')) return STATE_FAILURE;
  if (p->base->opaque_path) {
    p->url.scheme = p->base->scheme;
    p->url.opaque_path = true;
    copy_path_and_query(p);
    return begin_fragment(p);
  }
  return p->base->kind == SCHEME_FILE ? STATE_FILE : STATE_RELATIVE;
}

static State special_relative_or_authority_state(Parser *p) {
  if (!remaining_starts_with(p, "//")) return STATE_RELATIVE;
  p->at += 2;
  return STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES;
}

static State path_or_authority_state(Parser *p) {
  if (current(p) != '/') return STATE_PATH;
  p->at++;
  return STATE_AUTHORITY;
}

/* What relative references have in common: file: URLs, too. `shorten`: the path's last segment is replaced. */
static State relative_to_path(Parser *p, bool shorten) {
  int c = current(p);
  copy_path_and_query(p);
  if (c == '?') return begin_query(p);
  if (c == '#') return begin_fragment(p);
  if (c == END_OF_INPUT) return STATE_DONE;
  p->url.has_query = false;
  if (shorten) shorten_path(p);
  else p->url.path.length = 0;
  return STATE_PATH;
}

static State relative_state(Parser *p) {
  p->url.scheme = p->base->scheme;
  p->url.kind = p->base->kind;
  if (is_slash(p, current(p))) {
    p->at++;
    return STATE_RELATIVE_SLASH;
  }
  copy_authority(p);
  return relative_to_path(p, true);
}

static State relative_slash_state(Parser *p) {
  if (!is_slash(p, current(p))) {
    copy_authority(p);
    return STATE_PATH;
  }
  p->at++;
  return is_special(p) ? STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES : STATE_AUTHORITY;
}

static State special_authority_slashes_state(Parser *p) {
  if (remaining_starts_with(p, "//")) p->at += 2;
  return STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES;
}

static State special_authority_ignore_slashes_state(Parser *p) {
  while (current(p) == '/' || current(p) == '\\') p->at++;
  return STATE_AUTHORITY;
}

/* OPT: the standard encodes what is before each "@" when it comes to it, and the "@"s before the last as well: the same
 * as encoding all before the last one. */
static State authority_state(Parser *p) {
  const char *stop = p->at, *at_sign, *colon;
  if (!memchr(stop, '@', (size_t)(p->end - stop))) return STATE_HOST;
  stop = find_byte(stop, p->end, SLASH | QUERY_OR_FRAGMENT | (is_special(p) ? BACKSLASH : 0));
  at_sign = memrchr(p->at, '@', (size_t)(stop - p->at));
  if (!at_sign) return STATE_HOST;
  if (at_sign + 1 == stop) return STATE_FAILURE;
  colon = memchr(p->at, ':', (size_t)(at_sign - p->at));
  p->url.username = encode(p, p->at, colon ? colon : at_sign, USERINFO_SET);
  if (colon) p->url.password = encode(p, colon + 1, at_sign, USERINFO_SET);
  p->at = at_sign + 1;
  return STATE_HOST;
}

/* The host state and the hostname state. */
static State host_state(Parser *p) {
  const char *from = p->at;
  bool inside_brackets = false, is_empty;
  int c;
  if (p->override && p->url.kind == SCHEME_FILE) return STATE_FILE_HOST;
  for (;; p->at++) {
    p->at = find_byte(p->at, p->end, SLASH | BACKSLASH | QUERY_OR_FRAGMENT | AUTHORITY_MARK);
    c = current(p);
    if (ends_authority(p, c) || (c == ':' && !inside_brackets)) break;
    if (c == '[') inside_brackets = true;
    if (c == ']') inside_brackets = false;
  }
  is_empty = p->at == from;
  if (c == ':') {
    if (is_empty || p->override == OVERRIDE_HOSTNAME) return STATE_FAILURE;
    State state = parse_host(p, from, p->at++);
    return state == STATE_DONE ? STATE_PORT : state;
  }
  if (is_special(p) && is_empty) return STATE_FAILURE;
  if (p->override && is_empty &&
      (p->url.username.length || p->url.password.length || p->url.port != URL_NO_PORT))
    return STATE_FAILURE;
  State state = parse_host(p, from, p->at);
  return state == STATE_DONE && !p->override ? STATE_PATH_START : state;
}

static State port_state(Parser *p) {
  const char *from = p->at;
  int32_t port = 0;
  for (; is_digit(current(p)); p->at++)
    if (port <= UINT16_MAX) port = port * 10 + (*p->at - '0');
  if (!ends_authority(p, current(p)) && !p->override) return STATE_FAILURE;
  if (p->at != from) {
    if (port > UINT16_MAX) return STATE_FAILURE;
    p->url.port = port == url_default_port(p->url.kind) ? URL_NO_PORT : port;
    if (p->override) return STATE_DONE;
  }
  return p->override ? STATE_FAILURE : STATE_PATH_START;
}

static State file_state(Parser *p) {
  p->url.scheme = (UrlText){"file", 4};
  p->url.kind = SCHEME_FILE;
  set_host(p, (UrlText){"", 0});
  if (is_slash(p, current(p))) {
    p->at++;
    return STATE_FILE_SLASH;
  }
  if (!p->base || p->base->kind != SCHEME_FILE) return STATE_PATH;
  set_host(p, p->base->host);
  return relative_to_path(p, !starts_with_drive_letter(p));
}

static State file_slash_state(Parser *p) {
  if (is_slash(p, current(p))) {
    p->at++;
    return STATE_FILE_HOST;
  }
  if (p->base && p->base->kind == SCHEME_FILE) {
    set_host(p, p->base->host);
    if (!starts_with_drive_letter(p) && path_starts_with_drive(p->base->path))
      p->url.path = (UrlText){p->base->path.bytes, 3};
  }
  return STATE_PATH;
}

static State file_host_state(Parser *p) {
  const char *from = p->at;
  while (!ends_authority(p, current(p))) p->at++;
  UrlText buffer = {from, (size_t)(p->at - from)};
  if (!p->override && is_drive_letter(buffer)) {
    p->at = from; /* it is the path's */
    return STATE_PATH;
  }
  if (buffer.length) {
    State state = parse_host(p, from, p->at);
    if (state != STATE_DONE) return state;
    if (url_text_is(p->url.host, "localhost")) p->url.host.length = 0;
  } else {
    set_host(p, (UrlText){"", 0});
  }
  return p->override ? STATE_DONE : STATE_PATH_START;
}

static State path_start_state(Parser *p) {
  int c = current(p);
  if (is_special(p)) {
    if (is_slash(p, c)) p->at++;
    return STATE_PATH;
  }
  if (!p->override && c == '?') return begin_query(p);
  if (!p->override && c == '#') return begin_fragment(p);
  if (c != END_OF_INPUT) {
    if (c == '/') p->at++;
    return STATE_PATH;
  }
  if (p->override && !p->url.has_host) p->url.path = (UrlText){"/", 1};
  return STATE_DONE;
}

static bool ends_path(const Parser *p, int c) {
  return c == END_OF_INPUT || ((c == '?' || c == '#') && !p->override);
}

/* One segment, and what ends it. */
static int path_segment(Parser *p) {
  const char *from = p->at;
  int c;
  for (;; p->at++) {
    p->at = find_byte(p->at, p->end, SLASH | BACKSLASH | QUERY_OR_FRAGMENT);
    c = current(p);
    if (ends_path(p, c) || is_slash(p, c)) break;
  }
  UrlText segment = {from, (size_t)(p->at - from)};
  if (is_double_dot(segment)) {
    shorten_path(p);
    if (!is_slash(p, c)) append_to_path(p, '/');
  } else if (is_single_dot(segment)) {
    if (!is_slash(p, c)) append_to_path(p, '/');
  } else {
    append_segment(p, segment);
  }
  if (is_slash(p, c)) p->at++;
  return c;
}

/* OPT: takes the whole path if it is a stretch of the input: behind its "/" there is nothing to encode, no segment
 * begins as "." and ".." do, encoded or not, and none is a drive letter. */
static bool take_plain_path(Parser *p) {
  const char *from = p->at - 1, *at = p->at;
  if (p->url.path.length || p->at == p->start || *from != '/') return false;
  if (p->url.kind == SCHEME_FILE && starts_with_drive_letter(p)) return false;
  for (;; at++) {
    if (at < p->end && (*at == '.' || *at == '%')) return false;
    at = find_byte(at, p->end, PATH_SET | SLASH | BACKSLASH);
    if (at == p->end || *at != '/') break;
  }
  if (!ends_path(p, at < p->end ? *at : END_OF_INPUT)) return false;
  p->url.path = (UrlText){from, (size_t)(at - from)};
  p->at = at;
  return true;
}

static State path_state(Parser *p) {
  int c;
  if (take_plain_path(p)) {
    c = current(p);
  } else {
    open_path(p);
    do c = path_segment(p);
    while (is_slash(p, c));
    p->room = (char *)p->url.path.bytes + p->url.path.length;
  }
  if (c == '?') return begin_query(p);
  return c == '#' ? begin_fragment(p) : STATE_DONE;
}

static State opaque_path_state(Parser *p) {
  const char *from = p->at;
  while (current(p) != END_OF_INPUT && current(p) != '?' && current(p) != '#') p->at++;
  bool ends_with_space = p->at > from && p->at < p->end && p->at[-1] == ' ';
  if (ends_with_space) {
    p->url.path = encode_in_room(p, from, p->at - 1, C0_CONTROL_SET);
    p->room = (char *)memcpy(p->room, "%20", 3) + 3;
    p->url.path.length += 3;
  } else {
    p->url.path = encode(p, from, p->at, C0_CONTROL_SET);
  }
  if (current(p) == '?') return begin_query(p);
  return current(p) == '#' ? begin_fragment(p) : STATE_DONE;
}

static State query_state(Parser *p) {
  const char *mark = memchr(p->at, '#', (size_t)(p->end - p->at));
  const char *stop = mark ? mark : p->end;
  p->url.has_query = true;
  p->url.query = encode(p, p->at, stop, is_special(p) ? SPECIAL_QUERY_SET : QUERY_SET);
  p->at = stop;
  return mark ? begin_fragment(p) : STATE_DONE;
}

static State fragment_state(Parser *p) {
  p->url.has_fragment = true;
  p->url.fragment = encode(p, p->at, p->end, FRAGMENT_SET);
  return STATE_DONE;
}

static State run(Parser *p, State state) {
  for (;;) {
    switch (state) {
      case STATE_FAILURE:
      case STATE_EXCEPTION:
      case STATE_DONE: return state;
      case STATE_SCHEME_START: state = scheme_start_state(p); break;
      case STATE_SCHEME: state = scheme_state(p); break;
      case STATE_NO_SCHEME: state = no_scheme_state(p); break;
      case STATE_SPECIAL_RELATIVE_OR_AUTHORITY:
        state = special_relative_or_authority_state(p);
        break;
      case STATE_PATH_OR_AUTHORITY: state = path_or_authority_state(p); break;
      case STATE_RELATIVE: state = relative_state(p); break;
      case STATE_RELATIVE_SLASH: state = relative_slash_state(p); break;
      case STATE_SPECIAL_AUTHORITY_SLASHES: state = special_authority_slashes_state(p); break;
      case STATE_SPECIAL_AUTHORITY_IGNORE_SLASHES:
        state = special_authority_ignore_slashes_state(p);
        break;
      case STATE_AUTHORITY: state = authority_state(p); break;
      case STATE_HOST: state = host_state(p); break;
      case STATE_PORT: state = port_state(p); break;
      case STATE_FILE: state = file_state(p); break;
      case STATE_FILE_SLASH: state = file_slash_state(p); break;
      case STATE_FILE_HOST: state = file_host_state(p); break;
      case STATE_PATH_START: state = path_start_state(p); break;
      case STATE_PATH: state = path_state(p); break;
      case STATE_OPAQUE_PATH: state = opaque_path_state(p); break;
      case STATE_QUERY: state = query_state(p); break;
      case STATE_FRAGMENT: state = fragment_state(p); break;
    }
  }
}

/* --- the whole --- */

static bool is_tab_or_newline(char c) { return c == '\t' || c == '\n' || c == '\r'; }

#define EACH_BYTE (UINT64_MAX / 255)

static uint64_t word_has_control(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return (word - EACH_BYTE * ' ') & ~word & EACH_BYTE * 0x80;
}

/* Whether any byte is below " ". */
static bool has_control(UrlText text) {
  const char *at = text.bytes, *end = at + text.length;
  uint64_t found = 0;
  if (text.length < sizeof found) {
    while (at < end && (uint8_t)*at >= ' ') at++;
    return at < end;
  }
  for (; end - at > (ptrdiff_t)sizeof found; at += sizeof found) found |= word_has_control(at);
  return (found | word_has_control(end - sizeof found)) != 0;
}

bool url_strip(MoteVm *vm, UrlText *input, char **memory) {
  size_t i, length = 0;
  *memory = NULL;
  if (!has_control(*input)) return true; /* OPT */
  for (i = 0; i < input->length && !is_tab_or_newline(input->bytes[i]);) i++;
  if (i == input->length) return true;
  *memory = malloc(input->length);
  if (!*memory) return mote_throw_out_of_memory(vm);
  for (i = 0; i < input->length; i++)
    if (!is_tab_or_newline(input->bytes[i])) (*memory)[length++] = input->bytes[i];
  *input = (UrlText){*memory, length};
  return true;
}

/* Most URLs need no more room than this. */
#define SMALL_ROOM 1024

/* Runs the parser with room for the texts. If that ends well, *valid, it assembles the URL, unless out is NULL. With an
 * override, a host may be set although the port is not. */
static bool parse_in_room(Parser *p, State state, bool *valid, Url **out) {
  char small[SMALL_ROOM];
  size_t base = p->base ? p->base->path.length : p->url.path.length;
  size_t size = base + HOST_ROOM((size_t)(p->end - p->at));
  char *room = size <= SMALL_ROOM ? small : malloc(size);
  if (!room) return mote_throw_out_of_memory(p->vm);
  p->room = room;
  state = run(p, state);
  *valid = state == STATE_DONE || (state == STATE_FAILURE && p->override == OVERRIDE_HOST);
  bool ok = state != STATE_EXCEPTION && (!*valid || !out || url_assemble(p->vm, &p->url, out));
  if (room != small) free(room);
  free(p->host_memory);
  return ok;
}

static bool is_c0_control_or_space(char c) { return (uint8_t)c <= ' '; }

/* out: NULL if the URL is not wanted. */
static bool parse(MoteVm *vm, UrlText text, const Url *base, bool *valid, Url **out) {
  UrlParts base_parts;
  char *memory;
  while (text.length && is_c0_control_or_space(text.bytes[0])) text.bytes++, text.length--;
  while (text.length && is_c0_control_or_space(text.bytes[text.length - 1])) text.length--;
  TRY(url_strip(vm, &text, &memory));
  if (base) base_parts = url_parts(base);
  Parser p = {.vm = vm,
              .start = text.bytes,
              .at = text.bytes,
              .end = text.bytes + text.length,
              .base = base ? &base_parts : NULL,
              .url = {.port = URL_NO_PORT}};
  bool ok = parse_in_room(&p, STATE_SCHEME_START, valid, out);
  free(memory);
  return ok;
}

bool url_parse(MoteVm *vm, const char *input, size_t length, const Url *base, Url **out) {
  bool valid;
  *out = NULL;
  return parse(vm, (UrlText){input, length}, base, &valid, out);
}

bool url_can_parse(MoteVm *vm, const char *input, size_t length, const Url *base, bool *out) {
  return parse(vm, (UrlText){input, length}, base, out, NULL);
}

bool url_parse_part(MoteVm *vm, UrlText input, UrlOverride override, Url **url) {
  static const State states[] = {[OVERRIDE_HOST] = STATE_HOST,
                                 [OVERRIDE_HOSTNAME] = STATE_HOST,
                                 [OVERRIDE_PORT] = STATE_PORT,
                                 [OVERRIDE_PATH_START] = STATE_PATH_START};
  char *memory;
  bool valid;
  Url *changed = NULL;
  TRY(url_strip(vm, &input, &memory));
  Parser p = {.vm = vm,
              .start = input.bytes,
              .at = input.bytes,
              .end = input.bytes + input.length,
              .override = override,
              .url = url_parts(*url)};
  if (override == OVERRIDE_PATH_START) p.url.path.length = 0;
  bool ok = parse_in_room(&p, states[override], &valid, &changed);
  free(memory);
  TRY(ok);
  if (changed) {
    url_free(*url);
    *url = changed;
  }
  return true;
}
