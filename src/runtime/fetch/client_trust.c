/* SPDX-License-Identifier: MIT */
/* client_trust.c: which authorities a server's certificate may come from. */
#include <openssl/ssl.h>
#include <stdlib.h>

#include "runtime/fetch/client.h"
#include "runtime/internal.h"
#include "runtime/lazy/lazy_library.h"

static bool set_path(CURL *easy, CURLoption option, const char *variable) {
  const char *value = getenv(variable);
  return !value || !*value || curl_easy_setopt(easy, option, value) == CURLE_OK;
}

/* curl has filled the context with the authorities that it knows; a file that cannot be read adds none. */
static CURLcode add_authorities(CURL *easy, void *context, void *user) {
  (void)easy;
  SSL_CTX_load_verify_locations(context, user, NULL);
  return CURLE_OK;
}

bool http_client_set_trust(HttpClient *client, CURL *easy) {
  MoteVm *vm = http_client_runtime(client)->vm;
  char *extra = getenv("NODE_EXTRA_CA_CERTS");
  if (extra && *extra &&
      (!library_load(vm, LIBRARY_SSL) ||
       curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, add_authorities) != CURLE_OK ||
       curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, extra) != CURLE_OK))
    return false;
  return set_path(easy, CURLOPT_CAINFO, "SSL_CERT_FILE") &&
         set_path(easy, CURLOPT_CAPATH, "SSL_CERT_DIR");
}
