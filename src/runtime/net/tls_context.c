/* SPDX-License-Identifier: MIT */
/* tls_context.c: certificates, keys and settings, and the sessions that clients may resume. */
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include "runtime/lazy/lazy_library.h"
#include "runtime/net/tls_internal.h"

/* --- certificates and keys --- */

/* The callback of OpenSSL for a key's passphrase: never ask at the terminal. */
static int give_passphrase(char *buffer, int size, int for_writing, void *user) {
  (void)for_writing;
  const char *passphrase = user;
  size_t length = passphrase ? strlen(passphrase) : 0;
  if (!passphrase || length > (size_t)size) return -1;
  memcpy(buffer, passphrase, length);
  return (int)length;
}

static BIO *open_pem(const TlsPem *pem) {
  return BIO_new_mem_buf(pem->text, pem->length > INT32_MAX ? INT32_MAX : (int)pem->length);
}

/* The first certificate is the own one, the others lead to its issuer. */
static bool read_chain(SSL_CTX *ssl, BIO *bio) {
  X509 *own = PEM_read_bio_X509_AUX(bio, NULL, give_passphrase, NULL), *next;
  bool ok = own && SSL_CTX_use_certificate(ssl, own) == 1;
  X509_free(own);
  while (ok && (next = PEM_read_bio_X509(bio, NULL, give_passphrase, NULL))) {
    ok = SSL_CTX_ctrl(ssl, SSL_CTRL_CHAIN_CERT, 0, next) == 1;
    if (!ok) X509_free(next);
  }
  if (ok) ERR_clear_error(); /* of the end of the text */
  return ok;
}

static bool use_certificate(MoteVm *vm, SSL_CTX *ssl, const TlsPem *pem) {
  if (!pem->text) return true;
  BIO *bio = open_pem(pem);
  bool ok = bio && read_chain(ssl, bio);
  BIO_free(bio);
  return ok || tls_throw_openssl(vm, "The certificate cannot be used");
}

static bool use_key(MoteVm *vm, SSL_CTX *ssl, const TlsPem *pem, const char *passphrase) {
  if (!pem->text) return true;
  BIO *bio = open_pem(pem);
  EVP_PKEY *key =
      bio ? PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, (void *)passphrase) : NULL;
  bool ok = key && SSL_CTX_use_PrivateKey(ssl, key) == 1 && SSL_CTX_check_private_key(ssl) == 1;
  EVP_PKEY_free(key);
  BIO_free(bio);
  return ok || tls_throw_openssl(vm, "The private key cannot be used");
}

/* Trusts each certificate of a text; a server also names them to its clients. */
static bool read_authorities(SSL_CTX *ssl, BIO *bio, bool is_server) {
  X509_STORE *store = SSL_CTX_get_cert_store(ssl);
  uint32_t count = 0;
  X509 *next;
  bool ok = true;
  while (ok && (next = PEM_read_bio_X509(bio, NULL, give_passphrase, NULL))) {
    ok = X509_STORE_add_cert(store, next) == 1 &&
         (!is_server || SSL_CTX_add_client_CA(ssl, next) == 1);
    X509_free(next);
    count++;
  }
  if (ok && count) ERR_clear_error();
  return ok && count;
}

static bool use_authorities(MoteVm *vm, SSL_CTX *ssl, const TlsOptions *options) {
  bool wanted =
      options->is_server ? options->ask_client || options->require_client : !options->no_verify;
  if (!wanted) return true;
  if (!options->authorities.text) {
    bool ok = SSL_CTX_set_default_verify_paths(ssl) == 1;
    ERR_clear_error();
    return ok || tls_throw_openssl(vm, "The system's authorities cannot be used");
  }
  BIO *bio = open_pem(&options->authorities);
  bool ok = bio && read_authorities(ssl, bio, options->is_server);
  BIO_free(bio);
  return ok || tls_throw_openssl(vm, "The authorities cannot be used");
}

/* --- ALPN --- */

/* The names as they are sent; *out is malloc'ed, NULL for none. */
static bool pack_protocols(MoteVm *vm, const char *const *names, size_t count, unsigned char **out,
                           size_t *length) {
  Text packed = {0};
  for (size_t i = 0; i < count; i++) {
    size_t size = strlen(names[i]);
    if (size == 0 || size > 255) {
      text_free(&packed);
      return mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_OUT_OF_RANGE",
                             "A protocol of ALPN must have 1 to 255 bytes");
    }
    text_add_char(&packed, (char)size);
    text_append(&packed, names[i], size);
  }
  if (!text_ok(&packed) || packed.length > 65535) {
    text_free(&packed);
    return mote_throw_out_of_memory(vm);
  }
  *out = (unsigned char *)packed.data;
  *length = packed.length;
  return true;
}

/* A server's choice; where nothing fits the handshake fails, as the standard has it. */
static int choose_protocol(SSL *ssl, const unsigned char **out, unsigned char *out_length,
                           const unsigned char *offered, unsigned int offered_length, void *user) {
  (void)ssl;
  const TlsContext *context = user;
  unsigned char *chosen;
  int result = SSL_select_next_proto(&chosen, out_length, context->protocols,
                                     (unsigned)context->protocols_length, offered, offered_length);
  *out = chosen;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

static bool use_protocols(MoteVm *vm, TlsContext *context, const TlsOptions *options) {
  TRY(pack_protocols(vm, options->protocols, options->protocol_count, &context->protocols,
                     &context->protocols_length));
  if (!context->protocols) return true;
  if (context->is_server) SSL_CTX_set_alpn_select_cb(context->ssl, choose_protocol, context);
  else if (SSL_CTX_set_alpn_protos(context->ssl, context->protocols,
                                   (unsigned)context->protocols_length) != 0)
    return tls_throw_openssl(vm, "ALPN cannot be used");
  return true;
}

bool tls_set_protocols(MoteVm *vm, TlsSession *session, const char *const *protocols,
                       size_t count) {
  unsigned char *packed = NULL;
  size_t length = 0;
  TRY(pack_protocols(vm, protocols, count, &packed, &length));
  bool ok = SSL_set_alpn_protos(session->ssl, packed, (unsigned)length) == 0;
  free(packed);
  return ok || tls_throw_openssl(vm, "ALPN cannot be used");
}

/* --- names of servers --- */

static int choose_context(SSL *ssl, int *alert, void *user) {
  (void)alert;
  const TlsContext *context = user;
  const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  TlsContext *chosen = name ? context->choose(context->choose_data, name) : NULL;
  if (chosen) SSL_set_SSL_CTX(ssl, chosen->ssl);
  return SSL_TLSEXT_ERR_OK;
}

/* --- sessions to be resumed --- */

static TlsTicket *find_ticket(TlsContext *context, const char *key) {
  for (uint32_t i = 0; i < context->ticket_count; i++)
    if (strcmp(context->tickets[i].key, key) == 0) return &context->tickets[i];
  return NULL;
}

static TlsTicket *oldest_ticket(TlsContext *context) {
  if (context->ticket_count < TLS_TICKET_LIMIT) return &context->tickets[context->ticket_count++];
  return &context->tickets[context->next_ticket++ % TLS_TICKET_LIMIT];
}

/* Makes room for another one. NULL: out of memory. */
static TlsTicket *replace_ticket(TlsContext *context, const char *key) {
  char *copy = strdup(key);
  if (!copy) return NULL;
  TlsTicket *ticket = oldest_ticket(context);
  SSL_SESSION_free(ticket->session);
  free(ticket->key);
  ticket->key = copy;
  ticket->session = NULL;
  return ticket;
}

/* OpenSSL has a session that can be resumed. 1: it is kept here. */
static int keep_session(SSL *ssl, SSL_SESSION *resumable) {
  TlsSession *session = SSL_get_ex_data(ssl, 0);
  if (!session || !session->ticket_key) return 0;
  TlsContext *context = session->context;
  TlsTicket *ticket = find_ticket(context, session->ticket_key);
  if (!ticket) ticket = replace_ticket(context, session->ticket_key);
  if (!ticket) return 0;
  SSL_SESSION_free(ticket->session);
  ticket->session = resumable;
  return 1;
}

/* A session of TLS 1.3 is used once: the server sends new ones. */
static void offer_session(TlsSession *session) {
  TlsTicket *ticket = find_ticket(session->context, session->ticket_key);
  if (!ticket || !ticket->session) return;
  SSL_set_session(session->ssl, ticket->session);
  SSL_SESSION_free(ticket->session);
  ticket->session = NULL;
}

static bool use_tickets(TlsSession *session, const char *host, const char *service) {
  Text key = {0};
  text_format(&key, "%s:%s", host, service ? service : "");
  session->ticket_key = key.data;
  if (!text_ok(&key)) return false;
  offer_session(session);
  return true;
}

static void configure_resumption(TlsContext *context) {
  static const unsigned char id[] = "mote";
  if (context->is_server) {
    SSL_CTX_set_session_id_context(context->ssl, id, sizeof id - 1);
    return;
  }
  SSL_CTX_ctrl(context->ssl, SSL_CTRL_SET_SESS_CACHE_MODE,
               SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL, NULL);
  SSL_CTX_sess_set_new_cb(context->ssl, keep_session);
}

/* --- contexts --- */

static void configure_verification(TlsContext *context, const TlsOptions *options) {
  int mode = SSL_VERIFY_NONE;
  if (!options->is_server && !options->no_verify) mode = SSL_VERIFY_PEER;
  if (options->is_server && options->require_client)
    mode = SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
  context->verifies = mode != SSL_VERIFY_NONE;
  SSL_CTX_set_verify(context->ssl, mode, mode == SSL_VERIFY_NONE ? NULL : tls_on_verification);
}

/* Any certificate will do: what is wrong with it is told by tls_verify_code. */
static int accept_any(int ok, X509_STORE_CTX *store) {
  (void)ok;
  (void)store;
  return 1;
}

static bool configure(MoteVm *vm, TlsContext *context, const TlsOptions *options) {
  SSL_CTX *ssl = context->ssl;
  int lowest = options->lowest_version ? options->lowest_version : TLS1_2_VERSION;
  SSL_CTX_ctrl(ssl, SSL_CTRL_SET_MIN_PROTO_VERSION, lowest, NULL);
  SSL_CTX_ctrl(ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, options->highest_version, NULL);
  SSL_CTX_ctrl(ssl, SSL_CTRL_MODE, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_AUTO_RETRY, NULL);
  SSL_CTX_set_options(ssl, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                               (options->is_server ? SSL_OP_CIPHER_SERVER_PREFERENCE : 0));
  if (options->ciphers && SSL_CTX_set_cipher_list(ssl, options->ciphers) != 1)
    return tls_throw_openssl(vm, "The ciphers cannot be used");
  configure_verification(context, options);
  if (options->is_server && options->ask_client && !options->require_client)
    SSL_CTX_set_verify(ssl, SSL_VERIFY_PEER, accept_any);
  configure_resumption(context);
  if (options->choose) {
    SSL_CTX_callback_ctrl(ssl, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, (void (*)(void))choose_context);
    SSL_CTX_ctrl(ssl, SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG, 0, context);
  }
  return use_certificate(vm, ssl, &options->certificate) &&
         use_key(vm, ssl, &options->key, options->passphrase) &&
         use_authorities(vm, ssl, options) && use_protocols(vm, context, options);
}

bool tls_context_create(MoteVm *vm, const TlsOptions *options, TlsContext **out) {
  TRY(library_load(vm, LIBRARY_CRYPTO) && library_load(vm, LIBRARY_SSL));
  TlsContext *context = calloc(1, sizeof *context);
  if (!context) return mote_throw_out_of_memory(vm);
  context->holds = 1;
  context->is_server = options->is_server;
  context->choose = options->choose;
  context->choose_data = options->choose_data;
  context->ssl = SSL_CTX_new(options->is_server ? TLS_server_method() : TLS_client_method());
  context->transport = tls_transport_method();
  bool ok = context->ssl && context->transport ? configure(vm, context, options)
                                               : mote_throw_out_of_memory(vm);
  if (!ok) tls_context_release(context);
  else *out = context;
  return ok;
}

TlsContext *tls_context_retain(TlsContext *context) {
  context->holds++;
  return context;
}

void tls_context_release(TlsContext *context) {
  if (!context || --context->holds) return;
  for (uint32_t i = 0; i < context->ticket_count; i++) {
    SSL_SESSION_free(context->tickets[i].session);
    free(context->tickets[i].key);
  }
  SSL_CTX_free(context->ssl);
  BIO_meth_free(context->transport);
  free(context->protocols);
  free(context);
}

/* --- the sessions of a context --- */

static bool is_address(const char *host) {
  struct in6_addr address;
  return uv_inet_pton(AF_INET, host, &address) == 0 || uv_inet_pton(AF_INET6, host, &address) == 0;
}

/* Says whom the client wants to talk to, and has the certificate checked for it. */
static bool expect_host(TlsSession *session, const char *host) {
  session->host = strdup(host);
  if (!session->host) return false;
  X509_VERIFY_PARAM *parameters = SSL_get0_param(session->ssl);
  if (is_address(host))
    return !session->context->verifies || X509_VERIFY_PARAM_set1_ip_asc(parameters, host) == 1;
  if (SSL_ctrl(session->ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
               (void *)host) != 1)
    return false;
  X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return !session->context->verifies || X509_VERIFY_PARAM_set1_host(parameters, host, 0) == 1;
}

static bool session_prepare(MoteVm *vm, TlsSession *session, const char *host,
                            const char *service) {
  session->ssl = SSL_new(session->context->ssl);
  if (!session->ssl || !tls_transport_attach(session)) return mote_throw_out_of_memory(vm);
  SSL_set_ex_data(session->ssl, 0, session);
  if (session->context->is_server) SSL_set_accept_state(session->ssl);
  else SSL_set_connect_state(session->ssl);
  if (!host || session->context->is_server) return true;
  return (expect_host(session, host) && use_tickets(session, host, service)) ||
         tls_throw_openssl(vm, "TLS cannot be used for this host");
}

bool tls_session_create(MoteVm *vm, TlsContext *context, const char *host, const char *service,
                        TlsSession **out) {
  TlsSession *session = calloc(1, sizeof *session);
  if (!session) return mote_throw_out_of_memory(vm);
  session->context = tls_context_retain(context);
  ERR_clear_error();
  bool ok = session_prepare(vm, session, host, service);
  if (!ok) tls_session_destroy(session);
  else *out = session;
  return ok;
}
