// SPDX-License-Identifier: MIT
// What domain names want to know of characters (see src/unicode/domain_tables.h): statuses of UTS 46, which tr46 has,
// directions and joining types.

import { array, file, hex } from './emit.mjs';
import { LAST_CODE_POINT, VERSION, codePoints } from './database.mjs';

// As in the header.
const CHARACTER = 0, MARK = 1, DISALLOWED = 2, IGNORED = 3;
const DIRECTIONS = [[], ['Left_To_Right'], ['Right_To_Left', 'Arabic_Letter'], ['European_Number'], ['Arabic_Number'],
  ['European_Separator', 'Common_Separator', 'European_Terminator', 'Other_Neutral', 'Boundary_Neutral'], ['Nonspacing_Mark']];
const JOINING = [[], ['Left_Joining'], ['Right_Joining'], ['Dual_Joining'], ['Transparent']];
const RUN_BITS = 3, RUN_ESCAPE = 7, RUNS_OF_ENTRY = 128;
const FINAL_SIGMA = 0x3c2, FULL_STOPS = [0x3002, 0xff61];

const TR46 = { mapped: 1, valid: 2, disallowed: 3, deviation: 6, ignored: 7 };

// What src/unicode/domain.c maps a character to; it has a table of statuses alone.
function mappingOf(folding, character) {
  const c = character.codePointAt(0);
  if (c === FINAL_SIGMA) return character;
  if (FULL_STOPS.includes(c)) return '.';
  const points = [...character.normalize('NFKD')].map((part) => part.codePointAt(0));
  return String.fromCodePoint(...points.map((point) => folding.get(point) ?? point)).normalize('NFC');
}

// The status of every code point, and a check that the rule for mapping gives what UTS 46 says.
async function statuses(database) {
  const [rows, version] = database.domainMapping();
  if (version !== VERSION) throw new Error(`the mapping of domains is of Unicode ${version}`);
  const folding = await database.simpleFolding();
  const result = new Uint8Array(LAST_CODE_POINT + 1).fill(DISALLOWED);
  for (const [range, status, mapping] of rows) {
    const [first, last] = [range].flat(), end = last ?? first;
    if (status === TR46.disallowed) continue;
    for (let c = first; c <= end; c++) {
      result[c] = status === TR46.ignored ? IGNORED : CHARACTER;
      if (status === TR46.ignored) continue;
      const character = String.fromCodePoint(c);
      const wanted = status === TR46.mapped ? mapping.normalize('NFC') : character;
      if (mappingOf(folding, character) !== wanted) throw new Error(`U+${c.toString(16)} is mapped by no rule`);
    }
  }
  for (const c of codePoints(await database.set('General_Category', 'Mark'))) if (result[c] === CHARACTER) result[c] = MARK;
  return result;
}

// The number of the list that has the code point's value.
async function valueOf(database, kind, lists) {
  const result = new Uint8Array(LAST_CODE_POINT + 1);
  for (const [number, names] of lists.entries())
    for (const name of names) for (const c of codePoints(await database.set(kind, name))) result[c] = number;
  return result;
}

export async function domainTables(database) {
  const status = await statuses(database);
  const direction = await valueOf(database, 'Bidi_Class', DIRECTIONS);
  const joining = await valueOf(database, 'Joining_Type', JOINING);
  const runs = [];
  let last;
  for (let c = 0; c <= LAST_CODE_POINT; c++) {
    const stays = status[c] === CHARACTER || status[c] === MARK;
    const value = stays ? status[c] | (direction[c] << 2) | (joining[c] << 5) : status[c];
    if (value !== last?.value) runs.push((last = { first: c, length: 0, value }));
    last.length++;
  }
  return tablesOf(runs);
}

// A run's byte, and the rest of its length, if that does not fit in.
function encodeRun({ length, value }, values) {
  if (length <= RUN_ESCAPE) return [(values.indexOf(value) << RUN_BITS) | (length - 1)];
  const bytes = [(values.indexOf(value) << RUN_BITS) | RUN_ESCAPE];
  let rest = length - 1 - RUN_ESCAPE;
  for (; rest >= 0x80; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

function tablesOf(runs) {
  const values = [...new Set(runs.map((run) => run.value))].sort((a, b) => a - b);
  if (values.length > 1 << (8 - RUN_BITS)) throw new Error('too many different characters for domains');
  const bytes = [], points = [], offsets = [];
  for (const [i, run] of runs.entries()) {
    if (i % RUNS_OF_ENTRY === 0) {
      points.push(hex(run.first));
      offsets.push(bytes.length);
    }
    bytes.push(...encodeRun(run, values));
  }
  return file('domain_tables.c', 'what may stand in domain names.', ['unicode/domain_tables.h'], [
    array('uint8_t', 'unicode_domain_values', values),
    array('uint8_t', 'unicode_domain_runs', bytes),
    array('uint32_t', 'unicode_domain_points', points),
    array('uint16_t', 'unicode_domain_offsets', offsets),
    `const uint32_t unicode_domain_entry_count = ${points.length};\n`,
  ]);
}
