/* SPDX-License-Identifier: MIT */
/* tls_certificate.c: what a certificate says, as an object like Node's. */
#include <openssl/x509v3.h>
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/encoding.h"
#include "runtime/net/tls_internal.h"

/* --- names --- */

static void append_address(Text *out, const ASN1_OCTET_STRING *address) {
  char text[64];
  int length = ASN1_STRING_length(address);
  const unsigned char *bytes = ASN1_STRING_get0_data(address);
  int family = length == 4 ? AF_INET : AF_INET6;
  if ((length == 4 || length == 16) && uv_inet_ntop(family, bytes, text, sizeof text) == 0)
    text_format(out, "IP Address:%s", text);
  else text_add(out, "IP Address:<invalid>");
}

static void append_name(Text *out, const char *kind, const ASN1_STRING *name) {
  text_add(out, kind);
  text_append(out, (const char *)ASN1_STRING_get0_data(name), (size_t)ASN1_STRING_length(name));
}

static void append_general_name(Text *out, const GENERAL_NAME *name) {
  if (out->length) text_add(out, ", ");
  switch (name->type) {
    case GEN_DNS: append_name(out, "DNS:", name->d.dNSName); break;
    case GEN_EMAIL: append_name(out, "email:", name->d.rfc822Name); break;
    case GEN_URI: append_name(out, "URI:", name->d.uniformResourceIdentifier); break;
    case GEN_IPADD: append_address(out, name->d.iPAddress); break;
    default: text_add(out, "other:<unsupported>"); break;
  }
}

void tls_certificate_names(X509 *certificate, Text *out) {
  GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
  for (int i = 0; i < sk_GENERAL_NAME_num(names); i++)
    append_general_name(out, sk_GENERAL_NAME_value(names, i));
  GENERAL_NAMES_free(names);
}

/* --- the object --- */

/* { CN: "localhost", O: … } */
static bool name_object(MoteVm *vm, const X509_NAME *name, MoteValue *out) {
  TRY(mote_object_new_with_prototype(vm, mote_null(), out));
  for (int i = 0; i < X509_NAME_entry_count(name); i++) {
    const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
    const char *key = OBJ_nid2sn(OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)));
    unsigned char *text = NULL;
    int length = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry));
    if (length < 0) continue;
    MoteValue value;
    bool ok = mote_string(vm, (const char *)text, (size_t)length, &value) &&
              mote_define(vm, *out, key ? key : "UNDEF", value, MOTE_DEFAULT);
    CRYPTO_free(text, __FILE__, __LINE__);
    TRY(ok);
  }
  return true;
}

static void append_hex(Text *out, const unsigned char *bytes, size_t length, const char *between) {
  for (size_t i = 0; i < length; i++) text_format(out, "%s%02X", i ? between : "", bytes[i]);
}

static bool define_time(MoteVm *vm, MoteValue object, const char *name, const ASN1_TIME *time) {
  BIO *bio = BIO_new(BIO_s_mem());
  char text[64] = {0};
  if (bio && ASN1_TIME_print(bio, time) == 1) BIO_read(bio, text, sizeof text - 1);
  BIO_free(bio);
  return define_text(vm, object, name, text, MOTE_DEFAULT);
}

static bool define_fingerprint(MoteVm *vm, MoteValue object, X509 *certificate) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  Text text = {0};
  if (X509_digest(certificate, EVP_sha256(), digest, &length) == 1)
    append_hex(&text, digest, length, ":");
  bool ok = define_text(vm, object, "fingerprint256", text_string(&text), MOTE_DEFAULT);
  text_free(&text);
  return ok;
}

static bool define_serial(MoteVm *vm, MoteValue object, X509 *certificate) {
  const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);
  Text text = {0};
  append_hex(&text, ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial), "");
  bool ok = define_text(vm, object, "serialNumber", text_string(&text), MOTE_DEFAULT);
  text_free(&text);
  return ok;
}

static bool define_raw(MoteVm *vm, MoteValue object, X509 *certificate) {
  unsigned char *bytes = NULL;
  MoteValue raw;
  int length = i2d_X509(certificate, &bytes);
  if (length < 0) return true;
  bool ok = mote_uint8_array_new(vm, bytes, (size_t)length, &raw) &&
            mote_define(vm, object, "raw", raw, MOTE_DEFAULT);
  CRYPTO_free(bytes, __FILE__, __LINE__);
  return ok;
}

static bool define_names(MoteVm *vm, MoteValue object, X509 *certificate) {
  MoteValue subject, issuer;
  Text names = {0};
  tls_certificate_names(certificate, &names);
  bool ok = name_object(vm, X509_get_subject_name(certificate), &subject) &&
            name_object(vm, X509_get_issuer_name(certificate), &issuer) &&
            mote_define(vm, object, "subject", subject, MOTE_DEFAULT) &&
            mote_define(vm, object, "issuer", issuer, MOTE_DEFAULT) &&
            define_text(vm, object, "subjectaltname", text_string(&names), MOTE_DEFAULT);
  text_free(&names);
  return ok;
}

bool tls_peer_certificate(MoteVm *vm, const TlsSession *session, MoteValue *out) {
  X509 *certificate = SSL_get0_peer_certificate(session->ssl);
  *out = mote_undefined();
  if (!certificate) return true;
  return mote_object_new(vm, out) && define_names(vm, *out, certificate) &&
         define_time(vm, *out, "valid_from", X509_get0_notBefore(certificate)) &&
         define_time(vm, *out, "valid_to", X509_get0_notAfter(certificate)) &&
         define_fingerprint(vm, *out, certificate) && define_serial(vm, *out, certificate) &&
         define_raw(vm, *out, certificate);
}
