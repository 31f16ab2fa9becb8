// SPDX-License-Identifier: MIT
// Case mappings: runs of code points that move by the same distance (see src/unicode/case_tables.h).

import { array, file, hex } from './emit.mjs';

const MAX_RUN = 1 << 10;

// Splits a map into runs { first, count, stride, delta }. In a run with stride 2, what lies between is not mapped.
function runsOf(map) {
  const runs = [];
  const points = [...map.keys()].sort((a, b) => a - b);
  const delta = (c) => (map.has(c) ? map.get(c) - c : undefined);
  for (let i = 0; i < points.length; ) {
    const first = points[i];
    const distance = delta(first);
    const stride = delta(first + 1) === undefined && delta(first + 2) === distance ? 2 : 1;
    let count = 1;
    while (count < MAX_RUN && delta(first + count * stride) === distance) {
      if (stride === 2 && map.has(first + count * stride - 1)) break;
      count++;
    }
    runs.push({ first, count, stride, delta: distance });
    i += count;
  }
  return runs;
}

const runTable = (name, map) => {
  const runs = runsOf(map).map((run) => `{${hex(run.first)}, ${run.count - 1}, ${run.stride - 1}, ${run.delta}}`);
  return `${array('CaseRun', `unicode_${name}_runs`, runs)}const uint32_t unicode_${name}_run_count = ${runs.length};\n`;
};

function specialTable(name, map) {
  const entries = [...map].sort((a, b) => a[0] - b[0]);
  if (entries.some(([from, to]) => from > 0xffff || to.length > 3 || to.some((c) => c > 0xffff))) throw new Error(name);
  const cases = entries.map(([from, to]) => `{${hex(from)}, {${to.map(hex).join(', ')}}}`);
  const count = `const uint32_t unicode_${name}_special_count = ${cases.length};\n`;
  return `${array('SpecialCase', `unicode_${name}_special`, cases)}${count}`;
}

export async function caseTables(database) {
  const parts = [
    runTable('lower', await database.simpleCase('Lowercase')),
    runTable('upper', await database.simpleCase('Uppercase')),
    runTable('fold', await database.simpleFolding()),
    specialTable('lower', await database.specialCase('Lowercase')),
    specialTable('upper', await database.specialCase('Uppercase')),
  ];
  const about = 'case mappings, simple and special, and simple case folding.';
  return file('case_tables.c', about, ['unicode/case_tables.h'], parts);
}
