/* SPDX-License-Identifier: MIT */
/* response_head.c: heads of answers. */
#include "runtime/http/response_head.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

const char *http_reason(int status) {
  switch (status) {
#define REASON(number, text) \
  case number: return text;
#include "runtime/http/reasons.def"
#undef REASON
    default: return "Unknown";
  }
}

/* Made once a second. */
const char *http_date_now(Http *http) {
  struct timespec now;
  struct tm parts;
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (now.tv_sec != http->date_second) {
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    http->date_second = now.tv_sec;
    gmtime_r(&now.tv_sec, &parts);
    snprintf(http->date, sizeof http->date, "%.3s, %02d %.3s %d %02d:%02d:%02d GMT",
             days + 3 * parts.tm_wday, parts.tm_mday, months + 3 * parts.tm_mon,
             parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  }
  return http->date;
}

/* --- adding to a text that has room --- */

static void put(Text *out, const char *bytes, size_t length) {
  memcpy(out->data + out->length, bytes, length);
  out->length += length;
}
#define PUT(out, literal) put(out, literal, sizeof(literal) - 1)

static void put_number(Text *out, uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do digits[--at] = (char)('0' + number % 10);
  while (number /= 10);
  put(out, digits + at, sizeof digits - at);
}

static void put_status(Text *out, int status, const char *reason) {
  if (status == 200 && !reason) {
    PUT(out, "HTTP/1.1 200 OK\r\n");
    return;
  }
  if (!reason) reason = http_reason(status);
  PUT(out, "HTTP/1.1 ");
  put_number(out, (uint64_t)status);
  PUT(out, " ");
  put(out, reason, strlen(reason));
  PUT(out, "\r\n");
}

/* --- headers --- */

enum { FIXED_BYTES = 256 }; /* the status line, Date, framing */

static bool name_is(const HeaderList *list, const Header *header, const char *name) {
  return strcmp(header_name(list, header), name) == 0;
}

typedef struct Given {
  bool date;
} Given;

/* Framing is the server's; what the program says of it is heeded or dropped. */
static bool is_own(const HeaderList *list, const Header *header, ResponseFrame *frame,
                   Given *given) {
  switch (header->name_length) {
    case 4:
      if (name_is(list, header, "date")) given->date = true;
      return false;
    case 10:
      if (name_is(list, header, "keep-alive")) return true;
      if (!name_is(list, header, "connection")) return false;
      if (strcasecmp(header_value(list, header), "close") == 0) frame->keep_alive = false;
      return strcasecmp(header_value(list, header), "upgrade") != 0;
    case 14: return name_is(list, header, "content-length");
    case 17: return name_is(list, header, "transfer-encoding");
    default: return false;
  }
}

static void put_headers(Text *out, const HeaderList *list, ResponseFrame *frame, Given *given) {
  for (uint32_t i = 0; i < list->count; i++) {
    const Header *header = &list->items[i];
    if (is_own(list, header, frame, given)) continue;
    put(out, header_name(list, header), header->name_length);
    PUT(out, ": ");
    put(out, header_value(list, header), header->value_length);
    PUT(out, "\r\n");
  }
}

static void put_frame(Text *out, const ResponseFrame *frame) {
  if (frame->is_chunked) {
    PUT(out, "Transfer-Encoding: chunked\r\n");
  } else if (frame->has_length) {
    PUT(out, "Content-Length: ");
    put_number(out, frame->length);
    PUT(out, "\r\n");
  }
  if (!frame->keep_alive) PUT(out, "Connection: close\r\n");
  else if (frame->is_http10) PUT(out, "Connection: keep-alive\r\n");
}

static void put_date(Http *http, Text *out) {
  const char *date = http_date_now(http);
  PUT(out, "Date: ");
  put(out, date, strlen(date));
  PUT(out, "\r\n");
}

void response_head_add(Http *http, Text *out, const ResponseData *data, ResponseFrame *frame) {
  const HeaderList *list = data->message.headers;
  const char *type = data->message.type;
  Given given = {false};
  size_t room = FIXED_BYTES + (data->status_text ? strlen(data->status_text) : 0) +
                (list ? list->length + 4 * (size_t)list->count : 0) + (type ? strlen(type) : 0);
  if (!text_reserve(out, room)) return;
  put_status(out, data->status, data->status_text && *data->status_text ? data->status_text : NULL);
  if (list) put_headers(out, list, frame, &given);
  if (type) {
    PUT(out, "content-type: ");
    put(out, type, strlen(type));
    PUT(out, "\r\n");
  }
  if (!given.date) put_date(http, out);
  put_frame(out, frame);
  PUT(out, "\r\n");
}

void response_head_add_refusal(Http *http, Text *out, int status) {
  const char *reason = http_reason(status);
  if (!text_reserve(out, FIXED_BYTES + 2 * strlen(reason))) return;
  put_status(out, status, NULL);
  PUT(out, "content-type: text/plain;charset=UTF-8\r\n");
  put_date(http, out);
  put_frame(out, &(ResponseFrame){.has_length = true, .length = strlen(reason)});
  PUT(out, "\r\n");
  put(out, reason, strlen(reason));
}
