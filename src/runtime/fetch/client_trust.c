/* SPDX-License-Identifier: MIT */
/* client_trust.c: which authorities a server's certificate may come from. */
#include <openssl/ssl.h>
#include <stdlib.h>

#include "runtime/fetch/client.h"
#include "runtime/internal.h"
#include "runtime/lazy/lazy_library.h"

/* curl keeps the authorities that it has read for all connections, but not those of a folder: so the folder is left out
 * where there is a file. */
static bool set_authorities(CURL *easy) {
  const char *file = getenv("SSL_CERT_FILE"), *folder = getenv("SSL_CERT_DIR");
  bool has_file = file && *file, has_folder = folder && *folder;
  return curl_easy_setopt(easy, CURLOPT_CA_CACHE_TIMEOUT, -1L) == CURLE_OK &&
         (!has_file || curl_easy_setopt(easy, CURLOPT_CAINFO, file) == CURLE_OK) &&
         curl_easy_setopt(easy, CURLOPT_CAPATH, has_folder && !has_file ? folder : NULL) ==
             CURLE_OK;
}

/* curl has filled the context with the authorities that it knows; a file that cannot be read adds none. Those that it
 * keeps have been added to before. */
static CURLcode add_authorities(CURL *easy, void *context, void *user) {
  (void)easy;
  const void **extended = user;
  const void *store = SSL_CTX_get_cert_store(context);
  if (store == *extended) return CURLE_OK;
  *extended = store;
  SSL_CTX_load_verify_locations(context, getenv("NODE_EXTRA_CA_CERTS"), NULL);
  return CURLE_OK;
}

bool http_client_set_trust(HttpClient *client, CURL *easy) {
  MoteVm *vm = http_client_runtime(client)->vm;
  const char *extra = getenv("NODE_EXTRA_CA_CERTS");
  if (!set_authorities(easy)) return false;
  return !extra || !*extra ||
         (library_load(vm, LIBRARY_SSL) &&
          curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, add_authorities) == CURLE_OK &&
          curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, http_client_extended_store(client)) ==
              CURLE_OK);
}
