// SPDX-License-Identifier: MIT
// performance: the clock (https://w3c.github.io/hr-time/), the timeline (https://w3c.github.io/performance-timeline/)
// and what programs put on it (https://w3c.github.io/user-timing/). Times are milliseconds since timeOrigin.

const { expose, requireArguments, toDictionary, defineInspection } = require("mote:internal/web_idl");
const { DOMException } = require("mote:internal/dom_exception");
const { EventTarget } = require("mote:internal/events");
const { setImmediate } = require("mote:internal/timers");
const { now, system } = require("mote:internal/web");

const secret = Symbol();

function checkToken(token: unknown): void {
  if (token !== secret) throw Object.assign(new TypeError("Illegal constructor"), { code: "ERR_ILLEGAL_CONSTRUCTOR" });
}

// What can be changed, or cannot be cloned, is left to structuredClone.
function cloned(detail: any): any {
  if (detail === undefined || detail === null) return null;
  return ["object", "function", "symbol"].includes(typeof detail) ? structuredClone(detail) : detail;
}

// A double that is finite.
function toNumber(value: unknown, what: string): number {
  const number = +(value as number);
  if (Number.isFinite(number)) return number;
  throw Object.assign(new TypeError(`The "${what}" argument must be a finite number.`), { code: "ERR_INVALID_ARG_TYPE" });
}

function toTime(value: unknown, what: string): number {
  const time = toNumber(value, what);
  if (time >= 0) return time;
  throw Object.assign(new TypeError(`${what} cannot be negative`), { code: "ERR_PERFORMANCE_INVALID_TIMESTAMP" });
}

// ---- entries ----------------------------------------------------------------------

class PerformanceEntry {
  #name: string;
  #entryType: string;
  #startTime: number;
  #duration: number;
  constructor(token: any = undefined, name: string, entryType: string, startTime: number, duration: number) {
    checkToken(token);
    this.#name = name;
    this.#entryType = entryType;
    this.#startTime = startTime;
    this.#duration = duration;
  }
  get name() {
    return this.#name;
  }
  get entryType() {
    return this.#entryType;
  }
  get startTime() {
    return this.#startTime;
  }
  get duration() {
    return this.#duration;
  }
  toJSON(): any {
    return { name: this.#name, entryType: this.#entryType, startTime: this.#startTime, duration: this.#duration };
  }
}
expose(PerformanceEntry);
defineInspection(PerformanceEntry, (entry: PerformanceEntry) => entry.toJSON());

class PerformanceMark extends PerformanceEntry {
  #detail: any;
  // options: startTime, by default now; detail, which is cloned.
  constructor(name: string, options: any = undefined) {
    requireArguments(arguments.length, 1, "PerformanceMark");
    name = `${name}`;
    options = toDictionary(options, 'The "options" argument');
    const { detail, startTime } = options;
    super(secret, name, "mark", startTime === undefined ? now() : toTime(startTime, "startTime"), 0);
    this.#detail = cloned(detail);
  }
  get detail() {
    return this.#detail;
  }
  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
expose(PerformanceMark);

class PerformanceMeasure extends PerformanceEntry {
  #detail: any;
  constructor(token: any = undefined, name: string, startTime: number, duration: number, detail: any) {
    super(token, name, "measure", startTime, duration);
    this.#detail = detail;
  }
  get detail() {
    return this.#detail;
  }
  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
expose(PerformanceMeasure);

// The names of the constructors' parameters are no part of their lengths.
for (const [Class, value] of [[PerformanceEntry, 0], [PerformanceMeasure, 0]] as [any, number][])
  Object.defineProperty(Class, "length", { value });

const byTime = (entries: PerformanceEntry[]) => entries.sort((a, b) => a.startTime - b.startTime);

function select(entries: PerformanceEntry[], name: string | undefined, type: string | undefined): PerformanceEntry[] {
  return byTime(entries.filter((entry) =>
    (name === undefined || entry.name === name) && (type === undefined || entry.entryType === type)));
}

// ---- the timeline -----------------------------------------------------------------

let timeline: PerformanceEntry[] = [];

function record<T extends PerformanceEntry>(entry: T): T {
  timeline.push(entry);
  tellObservers(entry);
  return entry;
}

function clear(type: string, name: unknown): void {
  const wanted = name === undefined ? undefined : `${name}`;
  timeline = timeline.filter((entry) => entry.entryType !== type || (wanted !== undefined && entry.name !== wanted));
}

// A time, or the name of the latest mark of that name.
function markTime(mark: unknown, what: string): number {
  if (typeof mark === "number") return toTime(mark, what);
  const name = `${mark}`, entry = timeline.findLast((entry) => entry.entryType === "mark" && entry.name === name);
  if (entry) return entry.startTime;
  throw new DOMException(`The "${name}" performance mark has not been set`, "SyntaxError");
}

const isObject = (value: any) => (typeof value === "object" && value !== null) || typeof value === "function";

function invalidOptions(message: string): never {
  throw Object.assign(new TypeError(message), { code: "ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS" });
}

// The members of PerformanceMeasureOptions, in the order in which Web IDL reads them.
function readMeasureOptions(options: any, endMark: unknown): any {
  const { detail, duration, end, start } = options;
  if (detail === undefined && duration === undefined && end === undefined && start === undefined) return {};
  if (endMark !== undefined) invalidOptions("endMark must not be specified");
  if (start === undefined && end === undefined) invalidOptions("One of options.start or options.end is required");
  if (start !== undefined && end !== undefined && duration !== undefined)
    invalidOptions("Must not have options.start, options.end, and options.duration specified");
  return { detail, end, start, duration: duration === undefined ? undefined : toNumber(duration, "options.duration") };
}

class Performance extends EventTarget {
  #isPerformance = true;
  constructor(token: any = undefined) {
    checkToken(token);
    super();
  }
  // When the process began: milliseconds since 1970.
  get timeOrigin(): number {
    this.#isPerformance;
    return system.timeOrigin;
  }
  // Milliseconds since timeOrigin, by a clock that never goes back.
  now(): number {
    this.#isPerformance;
    return now();
  }
  toJSON() {
    this.#isPerformance;
    return { timeOrigin: system.timeOrigin };
  }
  // Puts a point on the timeline.
  mark(name: string, options: any = undefined): PerformanceMark {
    this.#isPerformance;
    requireArguments(arguments.length, 1, "mark' on 'Performance");
    return record(new PerformanceMark(name, options));
  }
  // Puts the time between two marks, or times, on the timeline; by default from the beginning until now.
  measure(name: string, startOrOptions: any = undefined, endMark: any = undefined): PerformanceMeasure {
    this.#isPerformance;
    requireArguments(arguments.length, 1, "measure' on 'Performance");
    name = `${name}`;
    const options = isObject(startOrOptions) ? readMeasureOptions(startOrOptions, endMark)
      : { start: startOrOptions === undefined || startOrOptions === null ? undefined : `${startOrOptions}` };
    if (endMark !== undefined) options.end = `${endMark}`;
    const { start, duration } = options;
    const end = options.end !== undefined ? markTime(options.end, "options.end")
      : start !== undefined && duration !== undefined ? markTime(start, "options.start") + duration : now();
    const begin = start !== undefined ? markTime(start, "options.start") : duration !== undefined ? end - duration : 0;
    return record(new (PerformanceMeasure as any)(secret, name, begin, end - begin, cloned(options.detail)));
  }
  clearMarks(name: string | undefined = undefined): void {
    this.#isPerformance;
    clear("mark", name);
  }
  clearMeasures(name: string | undefined = undefined): void {
    this.#isPerformance;
    clear("measure", name);
  }
  getEntries(): PerformanceEntry[] {
    this.#isPerformance;
    return select(timeline, undefined, undefined);
  }
  getEntriesByName(name: string, type: string | undefined = undefined): PerformanceEntry[] {
    this.#isPerformance;
    requireArguments(arguments.length, 1, "getEntriesByName' on 'Performance");
    return select(timeline, `${name}`, type === undefined ? undefined : `${type}`);
  }
  getEntriesByType(type: string): PerformanceEntry[] {
    this.#isPerformance;
    requireArguments(arguments.length, 1, "getEntriesByType' on 'Performance");
    return select(timeline, undefined, `${type}`);
  }
}
expose(Performance);
defineInspection(Performance, (performance: Performance) => performance.toJSON());

// ---- observers --------------------------------------------------------------------

const supportedEntryTypes: readonly string[] = Object.freeze(["mark", "measure"]);

const observers = new Set<Observation>();
let isTelling = false;

// What an observer waits for, and what it is still to be told.
interface Observation {
  observer: PerformanceObserver;
  callback: Function;
  mode: "" | "multiple" | "single";
  types: Set<string>;
  queue: PerformanceEntry[];
}

function tellObservers(entry: PerformanceEntry): void {
  for (const observation of observers)
    if (observation.types.has(entry.entryType)) {
      observation.queue.push(entry);
      tellSoon();
    }
}

function tellSoon(): void {
  if (isTelling) return;
  isTelling = true;
  setImmediate(() => {
    isTelling = false;
    for (const observation of [...observers]) tell(observation);
  });
}

const { reportException } = require("mote:internal/web");
const { apply } = Reflect;

function tell(observation: Observation): void {
  const { observer, callback, queue } = observation;
  if (queue.length === 0) return;
  observation.queue = [];
  try {
    apply(callback, observer, [new (PerformanceObserverEntryList as any)(secret, queue), observer, { droppedEntriesCount: 0 }]);
  } catch (error) {
    reportException(error);
  }
}

class PerformanceObserver {
  #observation: Observation;
  constructor(callback: Function) {
    requireArguments(arguments.length, 1, "PerformanceObserver");
    if (typeof callback !== "function")
      throw Object.assign(new TypeError('The "callback" argument must be of type function.'), { code: "ERR_INVALID_ARG_TYPE" });
    this.#observation = { observer: this, callback, mode: "", types: new Set(), queue: [] };
  }
  static get supportedEntryTypes(): readonly string[] {
    return supportedEntryTypes;
  }
  // options: either entryTypes, or type and maybe buffered: whether to be told of what is there already.
  observe(options: any = undefined): void {
    const observation = this.#observation, { buffered, entryTypes, type } = toDictionary(options, 'The "options" argument');
    if (entryTypes === undefined && type === undefined)
      throw Object.assign(new TypeError('The "options.entryTypes" or "options.type" argument must be specified'), { code: "ERR_MISSING_ARGS" });
    if (entryTypes !== undefined && (type !== undefined || buffered !== undefined))
      throw new TypeError('"options.entryTypes" can not be set with "options.type" or "options.buffered" together');
    const mode = entryTypes === undefined ? "single" : "multiple";
    if (observation.mode !== "" && observation.mode !== mode)
      throw new DOMException(`PerformanceObserver can not change to ${mode === "single" ? "a single observation" : "multiple observations"}`,
        "InvalidModificationError");
    observation.mode = mode;
    if (mode === "multiple" && !isObject(entryTypes)) throw new TypeError('The "options.entryTypes" argument must be a sequence');
    if (mode === "multiple") this.#observeTypes(entryTypes);
    else this.#observeType(`${type}`, !!buffered);
  }
  #observeTypes(entryTypes: Iterable<unknown>): void {
    const types = Array.from(entryTypes, String).filter((type) => supportedEntryTypes.includes(type));
    if (types.length === 0) return;
    this.#observation.types = new Set(types);
    observers.add(this.#observation);
  }
  #observeType(type: string, buffered: boolean): void {
    if (!supportedEntryTypes.includes(type)) return;
    const observation = this.#observation;
    observation.types.add(type);
    observers.add(observation);
    if (!buffered) return;
    observation.queue.push(...select(timeline, undefined, type));
    if (observation.queue.length) tellSoon();
  }
  disconnect(): void {
    const observation = this.#observation;
    observers.delete(observation);
    observation.types.clear();
    observation.queue = [];
    observation.mode = "";
  }
  takeRecords(): PerformanceEntry[] {
    const { queue } = this.#observation;
    this.#observation.queue = [];
    return queue;
  }
}
expose(PerformanceObserver);

class PerformanceObserverEntryList {
  #entries: PerformanceEntry[];
  constructor(token: any = undefined, entries: PerformanceEntry[]) {
    checkToken(token);
    this.#entries = entries;
  }
  getEntries(): PerformanceEntry[] {
    return select(this.#entries, undefined, undefined);
  }
  getEntriesByName(name: string, type: string | undefined = undefined): PerformanceEntry[] {
    requireArguments(arguments.length, 1, "getEntriesByName' on 'PerformanceObserverEntryList");
    return select(this.#entries, `${name}`, type === undefined ? undefined : `${type}`);
  }
  getEntriesByType(type: string): PerformanceEntry[] {
    requireArguments(arguments.length, 1, "getEntriesByType' on 'PerformanceObserverEntryList");
    return select(this.#entries, undefined, `${type}`);
  }
}
expose(PerformanceObserverEntryList);
Object.defineProperty(PerformanceObserverEntryList, "length", { value: 0 });

module.exports = {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
  performance: new (Performance as any)(secret),
};
