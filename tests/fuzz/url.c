/* SPDX-License-Identifier: MIT */
/* url.c: fuzzes URLs, forms and the decoders of old encodings. Up to the first byte FF the input is a URL; what follows
 * is its base, and what its setters are given. All of it is also read as a form, and as text of some encoding. */
#include "fuzz.h"

#include "runtime/web/legacy_decoder.h"
#include "runtime/web/url.h"
#include "runtime/web/urlencoded.h"

/* --- URLs --- */

static UrlSetter *const setters[] = {
    url_set_protocol, url_set_username, url_set_password, url_set_host, url_set_hostname,
    url_set_port,     url_set_pathname, url_set_search,   url_set_hash,
};

static Url *parse(FuzzInput text, const Url *base) {
  Url *url = NULL;
  if (!url_parse(NULL, (const char *)text.bytes, text.length, base, &url)) fuzz_fail("no memory");
  return url;
}

static bool reads_back(const Url *url) {
  Url *again = parse((FuzzInput){(const uint8_t *)url->href, url->length}, NULL);
  bool same = again && strcmp(again->href, url->href) == 0;
  url_free(again);
  return same;
}

/* The standard itself lets setters leave spaces at the end of an opaque path, which parsing drops. */
static void check_setters(Url **url, FuzzInput text) {
  for (size_t i = 0; i < sizeof setters / sizeof setters[0]; i++) {
    if (!setters[i](NULL, url, (const char *)text.bytes, text.length)) fuzz_fail("no memory");
    bool has_space = strchr((*url)->href, ' ');
    if (!has_space && !reads_back(*url))
      fuzz_fail("setter %zu gives another URL: %s", i, (*url)->href);
  }
}

static void check_url(FuzzInput input) {
  FuzzInput text = fuzz_until(&input, 0xff);
  Url *base = parse(input, NULL), *url = parse(text, base);
  Text origin = {0};
  if (url) {
    if (!url_origin(NULL, url, &origin)) fuzz_fail("no origin");
    if (!reads_back(url)) fuzz_fail("another URL: %s", url->href);
    check_setters(&url, input);
  }
  text_free(&origin);
  url_free(url);
  url_free(base);
}

/* --- forms --- */

static void write_form(const PairList *list, Text *out) {
  if (!urlencoded_serialize(list, out)) fuzz_fail("no memory");
}

static void check_form(FuzzInput input) {
  PairList list = {0}, again = {0};
  Text text = {0}, other = {0};
  if (!urlencoded_parse((UrlText){(const char *)input.bytes, input.length}, &list))
    fuzz_fail("no memory");
  write_form(&list, &text);
  if (!urlencoded_parse((UrlText){text_string(&text), text.length}, &again)) fuzz_fail("no memory");
  write_form(&again, &other);
  if (strcmp(text_string(&text), text_string(&other)) != 0)
    fuzz_fail("another form: %s, %s", text_string(&text), text_string(&other));
  pair_list_sort(&list);
  pair_list_clear(&list);
  pair_list_clear(&again);
  text_free(&text);
  text_free(&other);
}

/* --- decoders --- */

/* In place of the indexes, which want a runtime: every third pointer stands for nothing. */
static uint32_t *any_index(void) {
  static uint32_t index[INDEX_SIZE];
  if (!index[1])
    for (uint32_t i = 0; i < INDEX_SIZE; i++) index[i] = i % 3 ? 0x3400 + i : 0;
  return index;
}

typedef struct Decoded {
  uint16_t *units;
  size_t count;
  bool ok;
} Decoded;

/* Decodes the input in two pieces. */
static Decoded decode(TextEncoding encoding, FuzzInput input, size_t cut, bool fatal) {
  LegacyDecoder decoder = {.encoding = encoding, .index = any_index(), .jis0212 = any_index()};
  Decoded decoded = {malloc((LEGACY_ROOM(cut) + LEGACY_ROOM(input.length)) * sizeof(uint16_t)), 0,
                     0};
  size_t more = 0;
  if (!decoded.units) fuzz_fail("no memory");
  decoded.ok =
      legacy_decode(&decoder, input.bytes, cut, false, fatal, decoded.units, &decoded.count) &&
      legacy_decode(&decoder, input.bytes + cut, input.length - cut, true, fatal,
                    decoded.units + decoded.count, &more);
  decoded.count += more;
  return decoded;
}

static void check_decoder(FuzzInput input) {
  uint8_t choice = fuzz_byte(&input);
  TextEncoding encoding = choice % TEXT_ENCODING_NONE;
  bool fatal = choice & 64;
  if (!input.length || encoding == TEXT_UTF_8 || encoding == TEXT_REPLACEMENT) return;
  Decoded one = decode(encoding, input, 0, fatal);
  Decoded two = decode(encoding, input, input.length / 2, fatal);
  if (one.ok != two.ok) fuzz_fail("%s: an error in pieces alone", text_encoding_name(encoding));
  if (one.ok &&
      (one.count != two.count || memcmp(one.units, two.units, one.count * sizeof *one.units) != 0))
    fuzz_fail("%s: another text in pieces", text_encoding_name(encoding));
  free(one.units);
  free(two.units);
}

FUZZ_SANITIZER_OPTIONS("1")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  check_url(input);
  check_form(input);
  check_decoder(input);
  return 0;
}
