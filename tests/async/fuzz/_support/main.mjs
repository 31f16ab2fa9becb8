// SPDX-License-Identifier: MIT
// main.mjs: runs generated programs, the same ones in every engine that it is run by.
//   main.mjs --features              what this engine has
//   main.mjs FEATURES SEED COUNT     runs the programs of COUNT seeds from SEED on
//   main.mjs --print FEATURES SEED   prints one
//   main.mjs --texts FILE            runs the texts in a JSON array
import { readFileSync } from 'node:fs';
import { generate } from './generate.mjs';
import { hostFeatures, runPrograms } from './world.mjs';

const args = process.argv.slice(2);
const list = (text) => text.split(',').filter(Boolean);

if (args[0] === '--features') {
  console.log((await hostFeatures()).join(','));
} else if (args[0] === '--print') {
  console.log(generate(Number(args[2]), list(args[1])));
} else if (args[0] === '--texts') {
  const texts = JSON.parse(readFileSync(args[1], 'utf8'));
  let at = 0;
  runPrograms(() => (at < texts.length ? { name: at, text: texts[at++] } : undefined));
} else {
  const features = list(args[0]);
  let seed = Number(args[1]);
  const end = seed + Number(args[2]);
  runPrograms(() => (seed < end ? { name: seed, text: generate(seed++, features) } : undefined));
}
