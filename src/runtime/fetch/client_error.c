/* SPDX-License-Identifier: MIT */
/* client_error.c: why a transfer has failed, in Node's form: an Error with code, errno, syscall and the like. */
#include <errno.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/fetch/client.h"

/* The host of the URL, in *out. */
static void host_of(const char *url, Text *out) {
  const char *start = strstr(url, "://");
  start = start ? start + 3 : url;
  size_t length = *start == '[' ? strcspn(start, "]") + 1 : strcspn(start, ":/?#");
  text_append(out, start, length);
}

/* --- errors of system calls --- */

static bool new_error(MoteVm *vm, const char *code, Text *message, MoteValue *out) {
  if (!text_ok(message)) return mote_throw_out_of_memory(vm);
  return mote_error_new(vm, MOTE_ERROR, text_string(message), out) &&
         define_text(vm, *out, "code", code, MOTE_DEFAULT);
}

static bool define_syscall(MoteVm *vm, MoteValue error, int number, const char *syscall) {
  return mote_define(vm, error, "errno", mote_int32(number), MOTE_DEFAULT) &&
         define_text(vm, error, "syscall", syscall, MOTE_DEFAULT);
}

/* "connect ECONNREFUSED 127.0.0.1:80" */
static bool connect_error(MoteVm *vm, const HttpTransfer *transfer, Text *message, MoteValue *out) {
  int number = transfer->os_error ? -transfer->os_error : UV_ECONNREFUSED;
  char code[32];
  uv_err_name_r(number, code, sizeof code);
  text_format(message, "connect %s", code);
  if (transfer->peer[0]) text_format(message, " %s:%d", transfer->peer, transfer->peer_port);
  TRY(new_error(vm, code, message, out) && define_syscall(vm, *out, number, "connect"));
  return !transfer->peer[0] ||
         (define_text(vm, *out, "address", transfer->peer, MOTE_DEFAULT) &&
          mote_define(vm, *out, "port", mote_int32(transfer->peer_port), MOTE_DEFAULT));
}

/* "getaddrinfo ENOTFOUND host" */
static bool lookup_error(MoteVm *vm, const HttpTransfer *transfer, const char *url, Text *message,
                         MoteValue *out) {
  static const char proxy[] = "resolve proxy: ";
  Text host = {0};
  const char *found = strstr(transfer->message, proxy);
  if (found) text_add(&host, found + strlen(proxy));
  else host_of(url, &host);
  text_format(message, "getaddrinfo ENOTFOUND %s", text_string(&host));
  bool ok = new_error(vm, "ENOTFOUND", message, out) &&
            define_syscall(vm, *out, UV_EAI_NONAME, "getaddrinfo") &&
            define_text(vm, *out, "hostname", text_string(&host), MOTE_DEFAULT);
  text_free(&host);
  return ok;
}

/* What a system call on the socket gave. curl keeps the number of those that connect; of others it has the words. */
static int socket_error(const HttpTransfer *transfer) {
  static const int numbers[] = {UV_ECONNRESET, UV_EPIPE, UV_ETIMEDOUT, UV_EHOSTUNREACH};
  for (size_t i = 0; i < LENGTH_OF(numbers); i++)
    if (strcasestr(transfer->message, uv_strerror(numbers[i]))) return numbers[i];
  return -transfer->os_error;
}

static bool stream_error(MoteVm *vm, const HttpTransfer *transfer, const char *syscall,
                         Text *message, MoteValue *out) {
  char code[32];
  int number = socket_error(transfer);
  if (strstr(transfer->message, "chunked-encoding")) {
    text_add(message, transfer->message);
    return new_error(vm, "HPE_INVALID_CHUNK_SIZE", message, out);
  }
  if (strstr(transfer->message, "CONNECT")) { /* what a proxy has answered */
    text_add(message, transfer->message);
    return new_error(vm, "ERR_PROXY", message, out);
  }
  if (number == 0 || number == UV_EAGAIN) {
    text_add(message, "other side closed");
    return new_error(vm, "UND_ERR_SOCKET", message, out);
  }
  uv_err_name_r(number, code, sizeof code);
  text_format(message, "%s %s", syscall, code);
  return new_error(vm, code, message, out) && define_syscall(vm, *out, number, syscall);
}

/* --- certificates --- */

static const char *verify_code(long result) {
  switch (result) {
#define X(name) \
  case X509_V_ERR_##name: return #name;
    X(UNABLE_TO_GET_ISSUER_CERT)
    X(CERT_SIGNATURE_FAILURE)
    X(CERT_NOT_YET_VALID)
    X(CERT_HAS_EXPIRED)
    X(DEPTH_ZERO_SELF_SIGNED_CERT)
    X(SELF_SIGNED_CERT_IN_CHAIN)
    X(UNABLE_TO_GET_ISSUER_CERT_LOCALLY)
    X(UNABLE_TO_VERIFY_LEAF_SIGNATURE)
    X(CERT_CHAIN_TOO_LONG)
    X(CERT_REVOKED)
    X(INVALID_CA)
    X(PATH_LENGTH_EXCEEDED)
    X(INVALID_PURPOSE)
    X(CERT_UNTRUSTED)
    X(CERT_REJECTED)
#undef X
    case X509_V_OK:
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return "ERR_TLS_CERT_ALTNAME_INVALID";
    default: return "UNSPECIFIED";
  }
}

/* curl says "SSL certificate problem: self-signed certificate", or that no name matches the host. */
static bool certificate_error(MoteVm *vm, const HttpTransfer *transfer, Text *message,
                              MoteValue *out) {
  const char *colon = strstr(transfer->message, "problem: ");
  if (colon) text_add(message, colon + strlen("problem: "));
  else
    text_format(message, "Hostname/IP does not match certificate's altnames: %s",
                transfer->message);
  /* of a wrong host OpenSSL knows nothing: curl has looked at the names */
  const char *code = colon ? verify_code(transfer->verify_result) : "ERR_TLS_CERT_ALTNAME_INVALID";
  return new_error(vm, code, message, out);
}

/* --- all of them --- */

/* curl's words, or what it calls the error. */
static bool other_error(MoteVm *vm, const HttpTransfer *transfer, const char *code, Text *message,
                        MoteValue *out) {
  text_add(message,
           transfer->message[0] ? transfer->message : curl_easy_strerror(transfer->result));
  return new_error(vm, code, message, out);
}

static bool timeout_error(MoteVm *vm, const HttpTransfer *transfer, Text *message, MoteValue *out) {
  text_add(message, "Connect Timeout Error");
  if (transfer->peer[0])
    text_format(message, " (attempted address: %s:%d)", transfer->peer, transfer->peer_port);
  return new_error(vm, "UND_ERR_CONNECT_TIMEOUT", message, out);
}

static bool head_error(MoteVm *vm, const HttpTransfer *transfer, Text *message, MoteValue *out) {
  static const struct {
    const char *code, *message;
  } problems[] = {
      [HEAD_TOO_LARGE] = {"UND_ERR_HEADERS_OVERFLOW", "Headers Overflow Error"},
      [HEAD_LONE_CR] = {"HPE_LF_EXPECTED", "Missing expected LF after CR"},
      [HEAD_WRONG_LENGTH] = {"HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length"},
      [HEAD_TWO_LENGTHS] = {"HPE_UNEXPECTED_CONTENT_LENGTH", "Content-Length already present"},
  };
  if (transfer->head_problem == HEAD_FINE) return mote_throw_out_of_memory(vm);
  text_add(message, problems[transfer->head_problem].message);
  return new_error(vm, problems[transfer->head_problem].code, message, out);
}

static bool cause_of(MoteVm *vm, const HttpTransfer *transfer, const char *url, Text *message,
                     MoteValue *out) {
  switch (transfer->result) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return lookup_error(vm, transfer, url, message, out);
    case CURLE_COULDNT_CONNECT: return connect_error(vm, transfer, message, out);
    case CURLE_OPERATION_TIMEDOUT: return timeout_error(vm, transfer, message, out);
    case CURLE_PEER_FAILED_VERIFICATION: return certificate_error(vm, transfer, message, out);
    case CURLE_SEND_ERROR: return stream_error(vm, transfer, "write", message, out);
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE: return stream_error(vm, transfer, "read", message, out);
    case CURLE_WRITE_ERROR: return head_error(vm, transfer, message, out);
    case CURLE_OUT_OF_MEMORY: return mote_throw_out_of_memory(vm);
    case CURLE_SSL_CONNECT_ERROR: return other_error(vm, transfer, "ERR_SSL_CONNECT", message, out);
    case CURLE_UNSUPPORTED_PROTOCOL: /* an answer as of HTTP/0.9 */
    case CURLE_WEIRD_SERVER_REPLY:
      return other_error(vm, transfer, "HPE_INVALID_CONSTANT", message, out);
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return other_error(vm, transfer, "ERR_HTTP2_STREAM_ERROR", message, out);
    case CURLE_PROXY: return other_error(vm, transfer, "ERR_PROXY", message, out);
    default: return other_error(vm, transfer, "UND_ERR_SOCKET", message, out);
  }
}

bool http_transfer_error(MoteVm *vm, const HttpTransfer *transfer, const char *url,
                         MoteValue *out) {
  Text message = {0};
  bool ok = cause_of(vm, transfer, url, &message, out);
  text_free(&message);
  return ok;
}
