/* SPDX-License-Identifier: MIT */
/* dns_query.c: records of DNS by the C library's resolver, on the pool. */
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/net/net.h"
#include "runtime/pool_task.h"

#define ANSWER_MAX      65535
#define NAME_MAX_LENGTH 1025

typedef struct QueryTask {
  PoolTask task;
  char *name;
  int type;
  unsigned char *answer;
  int length;        /* of the answer; negative: none */
  int error;         /* h_errno */
} QueryTask;

static const struct {
  const char *name;
  int type;
} types[] = {
    {"A", ns_t_a},     {"AAAA", ns_t_aaaa}, {"CAA", 257},      {"CNAME", ns_t_cname},
    {"MX", ns_t_mx},   {"NS", ns_t_ns},     {"PTR", ns_t_ptr}, {"SOA", ns_t_soa},
    {"SRV", ns_t_srv}, {"TXT", ns_t_txt},
};

/* --- on the pool --- */

static void query_work(PoolTask *task) {
  QueryTask *query = (QueryTask *)task;
  struct __res_state state = {0};
  query->length = -1;
  query->error = NETDB_INTERNAL;
  query->answer = malloc(ANSWER_MAX);
  if (!query->answer || res_ninit(&state) != 0) return;
  query->length = res_nquery(&state, query->name, ns_c_in, query->type, query->answer, ANSWER_MAX);
  query->error = state.res_h_errno;
  res_nclose(&state);
}

static void query_free(PoolTask *task) {
  QueryTask *query = (QueryTask *)task;
  mote_free(query->name);
  free(query->answer);
  free(query);
}

/* --- records --- */

/* What is read of one record; short records are refused by `left`. */
typedef struct RecordReader {
  MoteVm *vm;
  const unsigned char *start, *end, *at, *limit; /* of the answer, and of the record */
} RecordReader;

static bool throw_malformed(MoteVm *vm) {
  return mote_throw_code(vm, MOTE_ERROR, "EBADRESP", "The answer of the name server is malformed");
}

static bool read_number(RecordReader *reader, size_t size, uint32_t *out) {
  if ((size_t)(reader->limit - reader->at) < size) return throw_malformed(reader->vm);
  *out = 0;
  for (size_t i = 0; i < size; i++) *out = *out << 8 | *reader->at++;
  return true;
}

static bool set_number(RecordReader *reader, MoteValue object, const char *name, size_t size) {
  uint32_t number;
  return read_number(reader, size, &number) &&
         mote_set(reader->vm, object, name, mote_uint32(number));
}

static bool read_name(RecordReader *reader, MoteValue *out) {
  char name[NAME_MAX_LENGTH];
  int length = dn_expand(reader->start, reader->end, reader->at, name, sizeof name);
  if (length < 0 || length > reader->limit - reader->at) return throw_malformed(reader->vm);
  reader->at += length;
  return mote_string(reader->vm, name, MOTE_NUL_TERMINATED, out);
}

static bool set_name(RecordReader *reader, MoteValue object, const char *name) {
  MoteValue value;
  return read_name(reader, &value) && mote_set(reader->vm, object, name, value);
}

static bool read_address(RecordReader *reader, int family, size_t size, MoteValue *out) {
  char text[INET6_ADDRSTRLEN];
  if ((size_t)(reader->limit - reader->at) != size ||
      uv_inet_ntop(family, reader->at, text, sizeof text) != 0)
    return throw_malformed(reader->vm);
  return mote_string(reader->vm, text, MOTE_NUL_TERMINATED, out);
}

/* An array of strings: a record of text is in pieces. */
static bool read_texts(RecordReader *reader, MoteValue *out) {
  TRY(mote_array_new(reader->vm, 1, out));
  while (reader->at < reader->limit) {
    uint32_t length;
    MoteValue piece;
    TRY(read_number(reader, 1, &length));
    if (length > reader->limit - reader->at) return throw_malformed(reader->vm);
    TRY(mote_string(reader->vm, (const char *)reader->at, length, &piece) &&
        mote_array_push(reader->vm, *out, piece));
    reader->at += length;
  }
  return true;
}

static bool read_caa(RecordReader *reader, MoteValue *out) {
  uint32_t tag_length;
  MoteVm *vm = reader->vm;
  TRY(mote_object_new(vm, out) && set_number(reader, *out, "critical", 1) &&
      read_number(reader, 1, &tag_length));
  if (tag_length > reader->limit - reader->at) return throw_malformed(vm);
  Text tag = {0};
  text_append(&tag, (const char *)reader->at, tag_length);
  reader->at += tag_length;
  MoteValue value;
  bool ok =
      mote_string(vm, (const char *)reader->at, (size_t)(reader->limit - reader->at), &value) &&
      mote_set(vm, *out, text_string(&tag), value);
  text_free(&tag);
  return ok;
}

static bool read_record(RecordReader *reader, int type, MoteValue *out) {
  switch (type) {
    case ns_t_a: return read_address(reader, AF_INET, 4, out);
    case ns_t_aaaa: return read_address(reader, AF_INET6, 16, out);
    case ns_t_txt: return read_texts(reader, out);
    case 257: return read_caa(reader, out);
    case ns_t_mx:
      return mote_object_new(reader->vm, out) && set_number(reader, *out, "priority", 2) &&
             set_name(reader, *out, "exchange");
    case ns_t_srv:
      return mote_object_new(reader->vm, out) && set_number(reader, *out, "priority", 2) &&
             set_number(reader, *out, "weight", 2) && set_number(reader, *out, "port", 2) &&
             set_name(reader, *out, "name");
    case ns_t_soa:
      return mote_object_new(reader->vm, out) && set_name(reader, *out, "nsname") &&
             set_name(reader, *out, "hostmaster") && set_number(reader, *out, "serial", 4) &&
             set_number(reader, *out, "refresh", 4) && set_number(reader, *out, "retry", 4) &&
             set_number(reader, *out, "expire", 4) && set_number(reader, *out, "minttl", 4);
    default: return read_name(reader, out);
  }
}

#define HEADER_SIZE 12

/* Leaves out a name and `size` bytes behind it. */
static bool skip_name(RecordReader *reader, size_t size) {
  int length = dn_skipname(reader->at, reader->end);
  if (length < 0 || (size_t)(reader->end - reader->at - length) < size)
    return throw_malformed(reader->vm);
  reader->at += (size_t)length + size;
  return true;
}

/* The type of the record that stands here, and where its data is. */
static bool read_heading(RecordReader *reader, uint32_t *type) {
  uint32_t ignored, length;
  reader->limit = reader->end;
  TRY(skip_name(reader, 0) && read_number(reader, 2, type) && read_number(reader, 2, &ignored) &&
      read_number(reader, 4, &ignored) && read_number(reader, 2, &length));
  if (length > reader->end - reader->at) return throw_malformed(reader->vm);
  reader->limit = reader->at + length;
  return true;
}

static bool read_records(RecordReader *reader, uint32_t count, int wanted, MoteValue out) {
  for (uint32_t i = 0; i < count; i++) {
    MoteValue value;
    uint32_t type;
    TRY(read_heading(reader, &type));
    if ((int)type == wanted) /* others are the CNAMEs on the way */
      TRY(read_record(reader, wanted, &value) && mote_array_push(reader->vm, out, value));
    reader->at = reader->limit;
  }
  return true;
}

static bool read_answer(MoteVm *vm, const QueryTask *query, MoteValue *out) {
  const unsigned char *start = query->answer, *end = start + query->length;
  RecordReader reader = {vm, start, end, start, end};
  uint32_t ignored, questions, answers;
  if (query->length < HEADER_SIZE) return throw_malformed(vm);
  TRY(read_number(&reader, 4, &ignored) && read_number(&reader, 2, &questions) &&
      read_number(&reader, 2, &answers) && read_number(&reader, 4, &ignored));
  for (uint32_t i = 0; i < questions; i++) TRY(skip_name(&reader, 4));
  return mote_array_new(vm, 0, out) && read_records(&reader, answers, query->type, *out);
}

static bool throw_failed(MoteVm *vm, const QueryTask *query) {
  const char *code = query->error == HOST_NOT_FOUND ? "ENOTFOUND"
                     : query->error == NO_DATA      ? "ENODATA"
                     : query->error == TRY_AGAIN    ? "ETIMEOUT"
                                                    : "ESERVFAIL";
  return mote_throw_code(vm, MOTE_ERROR, code, "query %s %s", code, query->name);
}

static bool query_result(MoteVm *vm, PoolTask *task, MoteValue *out) {
  const QueryTask *query = (QueryTask *)task;
  return query->length < 0 ? throw_failed(vm, query) : read_answer(vm, query, out);
}

/* resolve(name, type) */
bool net_resolve(MoteVm *vm, MoteCall *call) {
  static const PoolTaskKind kind = {query_work, query_result, query_free};
  QueryTask *query = calloc(1, sizeof *query);
  if (!query) return mote_throw_out_of_memory(vm);
  MoteValue type = mote_argument(call, 1);
  for (size_t i = 0; i < LENGTH_OF(types); i++)
    if (mote_is_string(vm, type) && mote_string_is(vm, type, types[i].name))
      query->type = types[i].type;
  bool ok = query->type || mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_VALUE",
                                           "The type must be one of A, AAAA, CAA, CNAME, MX, NS, "
                                           "PTR, SOA, SRV, TXT");
  if (ok && mote_to_utf8(vm, mote_argument(call, 0), &query->name, NULL))
    return pool_task_start(vm, call, &kind, &query->task);
  query_free(&query->task);
  return false;
}
