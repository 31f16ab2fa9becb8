/* SPDX-License-Identifier: MIT */
/* tls_error.c: what went wrong, with the codes that Node gives. */
#include <ctype.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include "runtime/net/tls_internal.h"

#define VERIFY_RESULTS(X)               \
  X(UNABLE_TO_GET_ISSUER_CERT)          \
  X(UNABLE_TO_GET_CRL)                  \
  X(UNABLE_TO_DECRYPT_CERT_SIGNATURE)   \
  X(UNABLE_TO_DECRYPT_CRL_SIGNATURE)    \
  X(UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY) \
  X(CERT_SIGNATURE_FAILURE)             \
  X(CRL_SIGNATURE_FAILURE)              \
  X(CERT_NOT_YET_VALID)                 \
  X(CERT_HAS_EXPIRED)                   \
  X(CRL_NOT_YET_VALID)                  \
  X(CRL_HAS_EXPIRED)                    \
  X(ERROR_IN_CERT_NOT_BEFORE_FIELD)     \
  X(ERROR_IN_CERT_NOT_AFTER_FIELD)      \
  X(ERROR_IN_CRL_LAST_UPDATE_FIELD)     \
  X(ERROR_IN_CRL_NEXT_UPDATE_FIELD)     \
  X(OUT_OF_MEM)                         \
  X(DEPTH_ZERO_SELF_SIGNED_CERT)        \
  X(SELF_SIGNED_CERT_IN_CHAIN)          \
  X(UNABLE_TO_GET_ISSUER_CERT_LOCALLY)  \
  X(UNABLE_TO_VERIFY_LEAF_SIGNATURE)    \
  X(CERT_CHAIN_TOO_LONG)                \
  X(CERT_REVOKED)                       \
  X(INVALID_CA)                         \
  X(PATH_LENGTH_EXCEEDED)               \
  X(INVALID_PURPOSE)                    \
  X(CERT_UNTRUSTED)                     \
  X(CERT_REJECTED)                      \
  X(HOSTNAME_MISMATCH)                  \
  X(IP_ADDRESS_MISMATCH)

const char *tls_verify_name(long result) {
  switch (result) {
#define X(name) \
  case X509_V_ERR_##name: return #name;
    VERIFY_RESULTS(X)
#undef X
    default: return "UNSPECIFIED";
  }
}

void tls_note_error(TlsSession *session, const char *code, const char *format, ...) {
  if (session->error_code) return;
  session->error_code = strdup(code);
  va_list list;
  va_start(list, format);
  text_format_list(&session->error_message, format, list);
  va_end(list);
}

/* "wrong version number" as "<prefix>WRONG_VERSION_NUMBER". */
static void append_code(Text *out, const char *prefix, const char *reason) {
  text_add(out, prefix);
  for (; *reason; reason++)
    text_add_char(out,
                  isalnum((unsigned char)*reason) ? (char)toupper((unsigned char)*reason) : '_');
}

/* Hostname/IP does not match certificate's altnames: Host: a. is not in the cert's altnames: DNS:b */
static void note_wrong_host(TlsSession *session, X509 *certificate) {
  Text names = {0};
  if (certificate) tls_certificate_names(certificate, &names);
  tls_note_error(session, "ERR_TLS_CERT_ALTNAME_INVALID",
                 "Hostname/IP does not match certificate's altnames: Host: %s. is not in the "
                 "cert's altnames: %s",
                 session->host ? session->host : "", text_string(&names));
  text_free(&names);
}

static bool is_wrong_host(long result) {
  return result == X509_V_ERR_HOSTNAME_MISMATCH || result == X509_V_ERR_IP_ADDRESS_MISMATCH;
}

/* Of a certificate that came alone Node says that its signature cannot be verified: it goes on after the first
 * error. */
static int usual_result(X509_STORE_CTX *store) {
  int result = X509_STORE_CTX_get_error(store);
  bool is_alone = X509_STORE_CTX_get_error_depth(store) == 0;
  return result == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY && is_alone
             ? X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE
             : result;
}

/* The certificate is at hand only here: a handshake that fails does not keep it. */
int tls_on_verification(int ok, X509_STORE_CTX *store) {
  SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
  TlsSession *session = SSL_get_ex_data(ssl, 0);
  int result = usual_result(store);
  if (ok || !session) return ok;
  if (is_wrong_host(result)) note_wrong_host(session, X509_STORE_CTX_get_current_cert(store));
  else
    tls_note_error(session, tls_verify_name(result), "%s", X509_verify_cert_error_string(result));
  return ok;
}

static void note_protocol_error(TlsSession *session, unsigned long error) {
  const char *reason = ERR_reason_error_string(error);
  char text[256];
  Text code = {0};
  ERR_error_string_n(error, text, sizeof text);
  append_code(&code, "ERR_SSL_", reason ? reason : "unknown error");
  tls_note_error(session, text_string(&code), "%s", text);
  text_free(&code);
}

void tls_note_failure(TlsSession *session) {
  unsigned long error = ERR_peek_error();
  bool is_cut =
      session->eof && (!error || ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING);
  if (is_cut && !session->established)
    tls_note_error(session, "ECONNRESET",
                   "The connection was closed before the secure connection was established");
  else if (is_cut)
    tls_note_error(session, "ERR_TLS_TRUNCATED",
                   "The connection was closed without the notice that TLS ends with");
  else if (error) note_protocol_error(session, error);
  else tls_note_error(session, "ERR_SSL_INTERNAL_ERROR", "TLS has failed for an unknown reason");
  ERR_clear_error();
}

bool tls_throw_openssl(MoteVm *vm, const char *what) {
  unsigned long error = ERR_peek_last_error();
  const char *reason = error ? ERR_reason_error_string(error) : NULL;
  const char *library = error ? ERR_lib_error_string(error) : NULL;
  Text code = {0};
  append_code(&code, "ERR_OSSL_",
              strncmp(library ? library : "", "x509", 4) == 0  ? "X509_"
              : strncmp(library ? library : "", "PEM", 3) == 0 ? "PEM_"
                                                               : "");
  append_code(&code, "", reason ? reason : "unknown error");
  ERR_clear_error();
  mote_throw_code(vm, MOTE_ERROR, text_string(&code), "%s: %s", what,
                  reason ? reason : "unknown error");
  text_free(&code);
  return false;
}

const char *tls_error_code(const TlsSession *session) { return session->error_code; }

const char *tls_error_message(const TlsSession *session) {
  return session->error_code ? text_string(&session->error_message) : NULL;
}

bool tls_throw(MoteVm *vm, const TlsSession *session) {
  const char *code = session->error_code ? session->error_code : "ERR_SSL_INTERNAL_ERROR";
  return mote_throw_code(vm, MOTE_ERROR, code, "%s", text_string(&session->error_message));
}

const char *tls_verify_code(const TlsSession *session) {
  long result = SSL_get_verify_result(session->ssl);
  if (result == X509_V_OK || !SSL_get0_peer_certificate(session->ssl)) return NULL;
  return is_wrong_host(result) ? "ERR_TLS_CERT_ALTNAME_INVALID" : tls_verify_name(result);
}
