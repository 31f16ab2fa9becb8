// SPDX-License-Identifier: MIT
// reduce.mjs: makes a program on which two engines differ as small as it gets.
//
// A candidate is the text without a run of lines, without a block's shell, or with an expression in parentheses,
// brackets or braces, or a call's prefix, replaced by something smaller. All candidates of a round run in one
// process of each engine; of those that still differ the smallest is taken.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 300;
const CANDIDATES = 400;

const OPEN = { '(': ')', '[': ']', '{': '}' };

// Where the bracket that opens at `at` closes, or -1.
function closing(text, at) {
  const stack = [];
  for (let i = at; i < text.length; i++) {
    if (OPEN[text[i]]) stack.push(OPEN[text[i]]);
    else if (text[i] === stack.at(-1)) {
      stack.pop();
      if (!stack.length) return i;
    } else if (')]}'.includes(text[i])) return -1;
  }
  return -1;
}

function* lineCandidates(text) {
  const lines = text.split('\n');
  for (let size = lines.length >> 1; size >= 1; size >>= 1) {
    for (let i = 0; i + size <= lines.length; i += size)
      yield [...lines.slice(0, i), ...lines.slice(i + size)].join('\n');
  }
}

function* bracketCandidates(text) {
  for (let i = 0; i < text.length; i++) {
    if (!OPEN[text[i]]) continue;
    const end = closing(text, i);
    if (end < 0) continue;
    const [before, inside, after] = [text.slice(0, i), text.slice(i + 1, end), text.slice(end + 1)];
    if (inside.length > 1) {
      yield `${before}${text[i]}${text[end]}${after}`;
      if (text[i] === '(') yield `${before}(0)${after}`;
    }
    // The statement, or the call, that the bracket belongs to.
    const head = before.match(/(?:async |new |await |for |try |catch |else |if |finally |function\*? )*[\w.?]*\s?(?:\([^()]*\)\s?)?(?:=> ?)?$/)[0];
    const shorter = before.slice(0, before.length - head.length);
    yield `${shorter}${after}`;
    yield `${shorter}1${after}`;
    if (inside) {
      yield `${shorter}${inside}${after}`;
      yield `${shorter}(${inside})${after}`;
      if (text[i] === '{') yield `${before}\n${inside}\n${after}`;
      const comma = inside.indexOf(', ');
      if (comma > 0) {
        yield `${before}${text[i]}${inside.slice(comma + 2)}${text[end]}${after}`;
        yield `${before}${text[i]}${inside.slice(0, comma)}${text[end]}${after}`;
      }
    }
  }
  for (const match of text.matchAll(/\bawait |\breturn |\byield |\.(?:then|catch|finally)\b|async |\bLoud\b|\bSub\b|\bOther\b/g))
    yield text.slice(0, match.index) + ({ Loud: 'Promise', Sub: 'Promise', Other: 'Promise' }[match[0]] ?? '') + text.slice(match.index + match[0].length);
}

// How many errors of the engine's own a program meets: leaving out half of it must not make new ones.
const mistakes = (lines) => lines.match(/(?:Syntax|Reference|Type)Error/g)?.length ?? 0;

function parses(text) {
  try {
    return new Function(text), true;
  } catch {
    return false;
  }
}

// both(file): what the two engines print for the texts in the file.
export async function reduce(start, both) {
  const folder = mkdtempSync(join(tmpdir(), 'reduce-'));
  const file = join(folder, 'texts.json');
  const differing = async (texts) => {
    writeFileSync(file, JSON.stringify(texts));
    const [expected, got] = await both(file);
    const found = [];
    for (const [i, text] of texts.entries()) {
      const [want, have] = [expected.programs.get(String(i)), got.programs.get(String(i))];
      if (want === undefined || mistakes(want) > allowed) continue;
      if (want !== have) found.push({ text, want, have: have ?? `died: ${got.failure}\n` });
      if (have === undefined) break;
    }
    return found;
  };
  let allowed = Infinity;
  let best = (await differing([start]))[0] ?? { text: start, want: 'only in company\n', have: '' };
  allowed = mistakes(best.want);
  const seen = new Set();
  for (let round = 0; round < ROUNDS; round++) {
    const all = [];
    for (const source of [lineCandidates, bracketCandidates])
      for (const text of source(best.text))
        if (text.length < best.text.length && !seen.has(text) && (seen.add(text), parses(text))) all.push(text);
    all.sort((a, b) => a.length - b.length);
    let better;
    for (let i = 0; i < all.length && !better; i += CANDIDATES) [better] = await differing(all.slice(i, i + CANDIDATES));
    if (!better) break;
    best = better;
  }
  rmSync(folder, { recursive: true });
  return best;
}
