/* SPDX-License-Identifier: MIT */
/* test262_metadata.h: what a test262 file says about itself, and which parts
 * of the language its source uses. */
#ifndef TOOLS_TEST262_METADATA_H
#define TOOLS_TEST262_METADATA_H

#include "text.h"

/* The front matter of one test. */
typedef struct Metadata {
  StringList flags;
  StringList includes;
  StringList features;
  char *negative_phase; /* parse, resolution or runtime; NULL when it must not throw */
  char *negative_type;  /* the constructor's name; NULL when it must not throw */
} Metadata;

/* A rule about tests that use some feature: they are not run (skip), or are run
 * and reported apart, because what they need is still to come (later). */
typedef struct FeatureRule {
  char *feature; /* as tests/test262.features explains */
  bool skip;
  char *group;   /* one word */
  char *reason;
} FeatureRule;

typedef struct FeatureRules {
  FeatureRule *items;
  size_t count;
} FeatureRules;

/* Reads the front matter out of a test's source. */
void metadata_read(Metadata *metadata, const char *source);
/* Frees what it holds. */
void metadata_free(Metadata *metadata);
/* Whether the flag is among its flags: "onlyStrict". */
bool metadata_has_flag(const Metadata *metadata, const char *flag);

/* Reads the rules file; false when it cannot be read. */
bool feature_rules_read(FeatureRules *rules, const char *path);
/* The rule that bears on the test, or NULL. A skip goes before a later. */
const FeatureRule *feature_rules_match(const FeatureRules *rules, const char *path,
                                       const Metadata *metadata, const char *source);

#endif
