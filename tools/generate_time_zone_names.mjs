// SPDX-License-Identifier: MIT
// Writes src/base/time_zone_names.c from Unicode's CLDR. Run at development time, when new zones come out:
//
//   npm install --no-save --prefix /tmp/cldr cldr-core cldr-bcp47 cldr-dates-full
//   node tools/generate_time_zone_names.mjs /tmp/cldr/node_modules > src/base/time_zone_names.c
//
// A zone's names are its own, else those of the metazone that it belongs to today. A name that is missing there is
// NULL: the offset is shown instead.

import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.argv[2]), 'package.json'));
const read = (path) => require(`./${path}`);

const version = read('cldr-core/package.json').version;
const metazones = read('cldr-core/supplemental/metaZones.json').supplemental.metaZones.metazoneInfo.timezone;
const zones = read('cldr-bcp47/bcp47/timezone.json').keyword.u.tz;
const english = read('cldr-dates-full/main/en/timeZoneNames.json').main.en.dates.timeZoneNames;

const walk = (tree, name) => name.split('/').reduce((node, part) => node?.[part], tree);

function metazoneOf(aliases) {
  for (const name of aliases) {
    const uses = walk(metazones, name);
    if (Array.isArray(uses)) return uses.map((use) => use.usesMetazone).find((use) => !use._to)?._mzone;
  }
}

function namesOf(aliases) {
  const own = aliases.map((name) => walk(english.zone, name)?.long).find(Boolean) ?? {};
  const shared = english.metazone[metazoneOf(aliases)]?.long ?? {};
  return [own.standard ?? shared.standard, own.daylight ?? shared.daylight];
}

const rows = new Map();
for (const zone of Object.values(zones)) {
  if (!zone._alias) continue;
  const aliases = zone._alias.split(' ');
  const names = namesOf(aliases);
  const key = JSON.stringify(names);
  if (names[0] || names[1]) rows.set(key, [...(rows.get(key) ?? []), ...aliases]);
}

const quote = (text) => (text ? JSON.stringify(text) : 'NULL');
const entries = [...rows].map(([key, list]) => {
  const [standard, daylight] = JSON.parse(key);
  const lines = [' '];
  for (const name of list.sort()) {
    if (lines.at(-1).length + name.length > 90) lines.push('');
    lines[lines.length - 1] += `${name} `;
  }
  return `    {${quote(standard)}, ${quote(daylight)},\n${lines.map((line) => `     ${quote(line)}`).join('\n')}},`;
});

process.stdout.write(`/* SPDX-License-Identifier: MIT */
/* time_zone_names.c: made by tools/generate_time_zone_names.mjs from Unicode's CLDR ${version}; do not edit. */
#include "base/time_zone_names.h"

/* clang-format off */
const ZoneNames zone_names[] = {
${entries.sort().join('\n')}
};
/* clang-format on */

const uint32_t zone_names_count = array_length(zone_names);
`);
