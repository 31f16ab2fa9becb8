// SPDX-License-Identifier: MIT
// Pattern strings of URLPattern: tokens, parts, and what is made of them: regular expressions, and pattern strings again.
// https://urlpattern.spec.whatwg.org/#pattern-strings

type TokenType = "open" | "close" | "regexp" | "name" | "char" | "escaped-char" | "other-modifier" | "asterisk" | "end" | "invalid-char";
interface Token { type: TokenType; index: number; value: string }
type PartType = "fixed-text" | "regexp" | "segment-wildcard" | "full-wildcard";
type Modifier = "" | "?" | "*" | "+";
interface Part { type: PartType; value: string; modifier: Modifier; name: string; prefix: string; suffix: string }
interface Options { delimiter: string; prefix: string; ignoreCase?: boolean }
type Encode = (text: string) => string;
interface Component { pattern: string; regexp: RegExp; names: string[]; hasRegExpGroups: boolean }

const FULL_WILDCARD = ".*";

const isNameStart = (c: string | undefined): boolean => c !== undefined && /[\p{ID_Start}$_]/u.test(c);
const isNamePart = (c: string | undefined): boolean => c !== undefined && /[\p{ID_Continue}$\u200c\u200d]/u.test(c);

// ---- tokens -------------------------------------------------------------------------

// The position behind the regular expression whose text begins at `start`; a text: what is wrong with it.
function endOfRegExp(points: string[], start: number): number | string {
  let depth = 1;
  for (let i = start; i < points.length; i++) {
    if (points[i] > "\x7f") return "only ASCII may stand in a regular expression";
    if (i === start && points[i] === "?") return "a regular expression may not begin with ?";
    if (points[i] === "\\") {
      if (++i === points.length || points[i] > "\x7f") return "an escape is not complete";
    } else if (points[i] === ")") {
      if (--depth === 0) return i === start ? "a regular expression is empty" : i + 1;
    } else if (points[i] === "(") {
      depth++;
      if (points[i + 1] !== "?") return "groups in a regular expression may not capture";
    }
  }
  return "a regular expression is not closed";
}

function endOfName(points: string[], start: number): number {
  let i = start;
  while (i < points.length && (i === start ? isNameStart(points[i]) : isNamePart(points[i]))) i++;
  return i;
}

const SINGLE: Record<string, TokenType> = { "__proto__": null as any, "*": "asterisk", "+": "other-modifier", "?": "other-modifier", "{": "open", "}": "close" };

// The token at a position of a pattern, and the position behind it.
function tokenAt(points: string[], index: number): [type: TokenType, value: string, next: number, wrong?: string] {
  const c = points[index];
  if (SINGLE[c]) return [SINGLE[c], c, index + 1];
  if (c === "\\")
    return index + 1 < points.length ? ["escaped-char", points[index + 1], index + 2] : ["invalid-char", c, index + 1, "an escape is not complete"];
  if (c === ":") {
    const next = endOfName(points, index + 1);
    return next > index + 1 ? ["name", points.slice(index + 1, next).join(""), next] : ["invalid-char", c, index + 1, "a name is missing"];
  }
  if (c !== "(") return ["char", c, index + 1];
  const next = endOfRegExp(points, index + 1);
  if (typeof next === "string") return ["invalid-char", c, index + 1, next];
  return ["regexp", points.slice(index + 1, next - 1).join(""), next];
}

// The tokens of a pattern and "end". A strict one throws where something is wrong; otherwise that is an "invalid-char".
function tokenize(input: string, strict: boolean): Token[] {
  const points = Array.from(input), tokens: Token[] = [];
  for (let index = 0; index < points.length; ) {
    const [type, value, next, wrong] = tokenAt(points, index);
    if (wrong !== undefined && strict) throw new TypeError(`Invalid pattern '${input}': ${wrong}`);
    tokens.push({ type, index, value });
    index = next;
  }
  tokens.push({ type: "end", index: points.length, value: "" });
  return tokens;
}

// ---- parts --------------------------------------------------------------------------

const escapeRegExp = (text: string): string => text.replace(/[.+*?^${}()[\]|/\\]/g, "\\$&");
const escapePattern = (text: string): string => text.replace(/[+*?:{}()\\]/g, "\\$&");
const segmentWildcard = (options: Options): string => `[^${escapeRegExp(options.delimiter)}]+?`;

class PatternParser {
  #tokens: Token[];
  #index = 0;
  #pending = "";
  #nextName = 0;
  #options: Options;
  #encode: Encode;
  #input: string;
  parts: Part[] = [];

  constructor(input: string, options: Options, encode: Encode) {
    this.#input = input;
    this.#tokens = tokenize(input, true);
    this.#options = options;
    this.#encode = encode;
  }

  #consume(...types: TokenType[]): Token | undefined {
    return types.includes(this.#tokens[this.#index].type) ? this.#tokens[this.#index++] : undefined;
  }
  #require(type: TokenType): void {
    if (!this.#consume(type)) throw new TypeError(`Invalid pattern '${this.#input}': unexpected '${this.#tokens[this.#index].value}'`);
  }
  #consumeRegExpOrWildcard(name: Token | undefined): Token | undefined {
    return this.#consume("regexp") ?? (name ? undefined : this.#consume("asterisk"));
  }
  #consumeModifier(): Modifier {
    return (this.#consume("other-modifier", "asterisk")?.value ?? "") as Modifier;
  }
  #consumeText(): string {
    let text = "", token: Token | undefined;
    while ((token = this.#consume("char", "escaped-char"))) text += token.value;
    return text;
  }

  #addPending(): void {
    if (this.#pending === "") return;
    const value = this.#encode(this.#pending);
    this.#pending = "";
    this.parts.push({ type: "fixed-text", value, modifier: "", name: "", prefix: "", suffix: "" });
  }

  #add(prefix: string, name: Token | undefined, token: Token | undefined, suffix: string, modifier: Modifier): void {
    if (!name && !token && modifier === "") {
      this.#pending += prefix;
      return;
    }
    this.#addPending();
    if (!name && !token) {
      if (prefix !== "") this.parts.push({ type: "fixed-text", value: this.#encode(prefix), modifier, name: "", prefix: "", suffix: "" });
      return;
    }
    let type: PartType = "regexp";
    let value = !token ? segmentWildcard(this.#options) : token.type === "asterisk" ? FULL_WILDCARD : token.value;
    if (value === segmentWildcard(this.#options)) type = "segment-wildcard";
    else if (value === FULL_WILDCARD) type = "full-wildcard";
    if (type !== "regexp") value = "";
    const key = name ? name.value : `${this.#nextName++}`;
    if (this.parts.some((part) => part.name === key)) throw new TypeError(`Invalid pattern '${this.#input}': the name '${key}' is there twice`);
    this.parts.push({ type, value, modifier, name: key, prefix: this.#encode(prefix), suffix: this.#encode(suffix) });
  }

  parse(): Part[] {
    while (this.#index < this.#tokens.length) {
      const char = this.#consume("char"), name = this.#consume("name"), token = this.#consumeRegExpOrWildcard(name);
      if (name || token) {
        let prefix = char?.value ?? "";
        if (prefix !== this.#options.prefix) {
          this.#pending += prefix;
          prefix = "";
        }
        this.#addPending();
        this.#add(prefix, name, token, "", this.#consumeModifier());
        continue;
      }
      const fixed = char ?? this.#consume("escaped-char");
      if (fixed) {
        this.#pending += fixed.value;
        continue;
      }
      if (this.#consume("open")) {
        this.#parseGroup();
        continue;
      }
      this.#addPending();
      this.#require("end");
    }
    return this.parts;
  }
  #parseGroup(): void {
    const prefix = this.#consumeText(), name = this.#consume("name"), token = this.#consumeRegExpOrWildcard(name), suffix = this.#consumeText();
    this.#require("close");
    this.#add(prefix, name, token, suffix, this.#consumeModifier());
  }
}

// ---- regular expressions ------------------------------------------------------------

function regExpOfPart(part: Part, options: Options): string {
  const { modifier } = part;
  if (part.type === "fixed-text") return modifier ? `(?:${escapeRegExp(part.value)})${modifier}` : escapeRegExp(part.value);
  const value = part.type === "segment-wildcard" ? segmentWildcard(options) : part.type === "full-wildcard" ? FULL_WILDCARD : part.value;
  const prefix = escapeRegExp(part.prefix), suffix = escapeRegExp(part.suffix);
  const repeats = modifier === "*" || modifier === "+";
  if (prefix === "" && suffix === "") return repeats ? `((?:${value})${modifier})` : `(${value})${modifier}`;
  if (!repeats) return `(?:${prefix}(${value})${suffix})${modifier}`;
  return `(?:${prefix}((?:${value})(?:${suffix}${prefix}(?:${value}))*)${suffix})${modifier === "*" ? "?" : ""}`;
}

// ---- pattern strings ----------------------------------------------------------------

const startsWithDigit = (text: string): boolean => /^[0-9]/.test(text);
const firstPoint = (text: string): string | undefined => Array.from(text)[0];

function needsGrouping(part: Part, previous: Part | undefined, next: Part | undefined, options: Options): boolean {
  const isCustom = !startsWithDigit(part.name);
  if (part.suffix !== "" || (part.prefix !== "" && part.prefix !== options.prefix)) return true;
  if (isCustom && part.type === "segment-wildcard" && part.modifier === "" && next && next.prefix === "" && next.suffix === "") {
    if (next.type === "fixed-text" ? isNamePart(firstPoint(next.value)) : startsWithDigit(next.name)) return true;
  }
  return part.prefix === "" && previous?.type === "fixed-text" && options.prefix !== "" && previous.value.endsWith(options.prefix);
}

function patternOfPart(part: Part, previous: Part | undefined, next: Part | undefined, options: Options): string {
  if (part.type === "fixed-text") return part.modifier ? `{${escapePattern(part.value)}}${part.modifier}` : escapePattern(part.value);
  const isCustom = !startsWithDigit(part.name), grouped = needsGrouping(part, previous, next, options);
  let out = escapePattern(part.prefix);
  if (isCustom) out += `:${part.name}`;
  if (part.type === "regexp") out += `(${part.value})`;
  else if (part.type === "segment-wildcard" && !isCustom) out += `(${segmentWildcard(options)})`;
  else if (part.type === "full-wildcard") {
    const plain = !isCustom && (!previous || previous.type === "fixed-text" || previous.modifier !== "" || grouped || part.prefix !== "");
    out += plain ? "*" : `(${FULL_WILDCARD})`;
  }
  if (part.type === "segment-wildcard" && isCustom && isNamePart(firstPoint(part.suffix))) out += "\\";
  out += escapePattern(part.suffix);
  return (grouped ? `{${out}}` : out) + part.modifier;
}

// Compile a component.
function compile(input: string, encode: Encode, options: Options): Component {
  const parts = new PatternParser(input, options, encode).parse();
  const source = `^${parts.map((part) => regExpOfPart(part, options)).join("")}$`;
  let regexp: RegExp;
  try {
    regexp = new RegExp(source, options.ignoreCase ? "vi" : "v");
  } catch (error) {
    throw new TypeError(`Invalid pattern '${input}': ${(error as Error).message}`);
  }
  return {
    pattern: parts.map((part, i) => patternOfPart(part, parts[i - 1], parts[i + 1], options)).join(""),
    regexp,
    names: parts.filter((part) => part.type !== "fixed-text").map((part) => part.name),
    hasRegExpGroups: parts.some((part) => part.type === "regexp"),
  };
}

module.exports = { compile, escapePattern, tokenize };
