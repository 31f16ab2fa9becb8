// SPDX-License-Identifier: MIT
// Patterns for paths: `*`, `?`, `[a-z]`, `[!a]` within a name, `**` for any folders, `{a,b}` for alternatives, `\` before
// what is meant as it stands. Matching takes time in proportion to pattern times name, whatever the pattern.

type Token = { kind: "text" | "any" | "star" | "set"; text?: string; negated?: boolean; ranges?: [string, string][] };
/** A part of a pattern between slashes; name: it is matched by this name alone. */
type Segment = { globstar: boolean; name?: string; tokens: Token[]; dot: boolean };

const EXPANSION_LIMIT = 10_000;

// The alternatives of the first braces that have any: [before, [alternatives], behind]; undefined: there are none.
function findBraces(pattern: string): [string, string[], string] | undefined {
  let depth = 0, start = -1, from = 0, alternatives: string[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === "\\") i++;
    else if (c === "{" && depth++ === 0) [start, from, alternatives] = [i, i + 1, []];
    else if (depth === 1 && c === ",") {
      alternatives.push(pattern.slice(from, i));
      from = i + 1;
    } else if (c === "}" && depth > 0 && --depth === 0 && alternatives.length > 0) {
      alternatives.push(pattern.slice(from, i));
      return [pattern.slice(0, start), alternatives, pattern.slice(i + 1)];
    }
  }
  return undefined;
}

// Patterns without braces that stand for one with braces.
function expandBraces(pattern: string): string[] {
  const out: string[] = [], pending = [pattern];
  while (pending.length > 0) {
    const next = pending.pop()!, braces = findBraces(next);
    if (out.length + pending.length > EXPANSION_LIMIT)
      throw Object.assign(new RangeError("The pattern has too many alternatives"), { code: "ERR_OUT_OF_RANGE" });
    if (!braces) out.push(next);
    else for (const each of braces[1].toReversed()) pending.push(braces[0] + each + braces[2]);
  }
  return out;
}

// [a-z]: the token and where it ends; undefined: the bracket stands for itself.
function parseSet(text: string, start: number): [Token, number] | undefined {
  let i = start + 1;
  const negated = text[i] === "!" || text[i] === "^", ranges: [string, string][] = [];
  if (negated) i++;
  for (let first = true; i < text.length; first = false) {
    if (text[i] === "]" && !first) return [{ kind: "set", negated, ranges }, i];
    if (text[i] === "\\" && i + 1 < text.length) i++;
    const low = text[i++];
    if (text[i] === "-" && i + 1 < text.length && text[i + 1] !== "]") {
      ranges.push([low, text[i + 1]]);
      i += 2;
    } else {
      ranges.push([low, low]);
    }
  }
  return undefined;
}

function parseSegment(text: string): Segment {
  if (text === "**") return { globstar: true, tokens: [], dot: false };
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i], set = c === "[" ? parseSet(text, i) : undefined;
    if (set) {
      tokens.push(set[0]);
      i = set[1];
    } else if (c === "*") {
      if (tokens.at(-1)?.kind !== "star") tokens.push({ kind: "star" });
    } else if (c === "?") {
      tokens.push({ kind: "any" });
    } else {
      tokens.push({ kind: "text", text: c === "\\" && i + 1 < text.length ? text[++i] : c });
    }
  }
  const plain = tokens.every((each) => each.kind === "text");
  const name = plain ? tokens.map((each) => each.text).join("") : undefined;
  return { globstar: false, name, tokens, dot: tokens[0]?.text === "." };
}

function matchesToken(token: Token, c: string): boolean {
  if (token.kind === "text") return token.text === c;
  if (token.kind === "any") return true;
  return token.ranges!.some(([low, high]) => low <= c && c <= high) !== token.negated;
}

// Where the rest does not match, only the last star need take one more: so time stays in bounds.
function matchesTokens(tokens: Token[], name: string): boolean {
  let t = 0, i = 0, star = -1, starAt = 0;
  while (i < name.length) {
    if (t < tokens.length && tokens[t].kind === "star") {
      star = t++;
      starAt = i;
    } else if (t < tokens.length && matchesToken(tokens[t], name[i])) {
      t++;
      i++;
    } else if (star >= 0) {
      t = star + 1;
      i = ++starAt;
    } else {
      return false;
    }
  }
  while (t < tokens.length && tokens[t].kind === "star") t++;
  return t === tokens.length;
}

// Names that begin with a dot are matched by patterns that do, unless `dot` is set.
function matchesSegment(segment: Segment, name: string, dot: boolean): boolean {
  if (name[0] === "." && !dot && !segment.dot) return false;
  if (segment.globstar) return true;
  return segment.name !== undefined ? segment.name === name : matchesTokens(segment.tokens, name);
}

/** The patterns without braces, each as its parts. A leading slash makes an empty first part. */
function parsePattern(pattern: string): Segment[][] {
  return expandBraces(pattern).map((each) => {
    const parts = each.split("/").filter((part, i) => (part !== "" || i === 0) && part !== ".");
    return parts.map(parseSegment).filter((segment, i, all) => !(segment.globstar && all[i - 1]?.globstar));
  });
}

// Whether the parts of a path match.
function matchesPath(segments: Segment[], parts: string[], dot: boolean): boolean {
  let states = new Set([0]);
  for (const part of parts) states = advance(segments, states, part, dot);
  return isComplete(segments, states);
}

// The places in a pattern that are reached by another name.
function advance(segments: Segment[], states: Set<number>, name: string, dot: boolean): Set<number> {
  const out = new Set<number>();
  for (const state of closure(segments, states)) {
    if (state >= segments.length || !matchesSegment(segments[state], name, dot)) continue;
    out.add(segments[state].globstar ? state : state + 1);
  }
  return out;
}

// `**` may stand for no folder at all.
function closure(segments: Segment[], states: Set<number>): Set<number> {
  const out = new Set<number>();
  for (let state of states) {
    out.add(state);
    while (segments[state]?.globstar) out.add(++state);
  }
  return out;
}

function isComplete(segments: Segment[], states: Set<number>): boolean {
  return closure(segments, states).has(segments.length);
}

module.exports = { parsePattern, matchesPath, advance, closure, isComplete };
