// A cron: jobs at the minutes that expressions such as "*/15 8-17 * * 1-5" name, until a signal aborts it.
//
// The fields are minute, hour, day of the month, month and day of the week (0 or 7: Sunday); each is a list of *,
// numbers and ranges, with a step behind a slash. As in every cron, a day counts if either of the two fields of days
// fits, where both say something.
type Field = Set<number>;

const RANGES: [name: string, first: number, last: number][] = [
  ["minute", 0, 59], ["hour", 0, 23], ["day", 1, 31], ["month", 1, 12], ["weekday", 0, 7],
];

function parseField(text: string, [name, first, last]: (typeof RANGES)[number]): Field {
  const field: Field = new Set();
  for (const part of text.split(",")) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new SyntaxError(`${name}: cannot read "${part}"`);
    const [, from, to, step] = match.map((group) => (group === undefined ? undefined : Number(group)));
    const begin = from ?? first;
    const end = to ?? (from === undefined || step ? last : from);
    if (begin < first || end > last || begin > end || step === 0) throw new RangeError(`${name}: "${part}" is not within ${first} to ${last}`);
    for (let value = begin; value <= end; value += step ?? 1) field.add(value);
  }
  return field;
}

class Schedule {
  #fields: Field[];
  #eitherDay: boolean;

  constructor(readonly expression: string) {
    const texts = expression.trim().split(/\s+/);
    if (texts.length !== RANGES.length) throw new SyntaxError(`"${expression}" has ${texts.length} fields, not ${RANGES.length}`);
    this.#fields = texts.map((text, i) => parseField(text, RANGES[i]));
    if (this.#fields[4].has(7)) this.#fields[4].add(0);
    this.#eitherDay = texts[2] !== "*" && texts[4] !== "*";
  }

  #fitsDay(time: Date): boolean {
    const [, , days, months, weekdays] = this.#fields;
    const day = days.has(time.getUTCDate()), weekday = weekdays.has(time.getUTCDay());
    return months.has(time.getUTCMonth() + 1) && (this.#eitherDay ? day || weekday : day && weekday);
  }

  // The first moment behind `after`; undefined: there is none, as on 30 February.
  next(after: Date): Date | undefined {
    const time = new Date(after.getTime());
    time.setUTCSeconds(60, 0);
    for (const end = time.getUTCFullYear() + 9; time.getUTCFullYear() < end;) {
      if (!this.#fitsDay(time)) time.setUTCHours(24, 0);
      else if (!this.#fields[1].has(time.getUTCHours())) time.setUTCMinutes(60);
      else if (!this.#fields[0].has(time.getUTCMinutes())) time.setUTCMinutes(time.getUTCMinutes() + 1);
      else return time;
    }
  }
}

// ---- running ----------------------------------------------------------------------------

type Clock = { now(): Date; wait(ms: number, signal: AbortSignal): Promise<void> };

// Runs the job at each of its moments. A run that takes longer than the time to the next one delays that.
async function run(schedule: Schedule, job: (at: Date) => unknown, signal: AbortSignal, clock: Clock): Promise<void> {
  while (!signal.aborted) {
    const at = schedule.next(clock.now());
    if (!at) return;
    await clock.wait(at.getTime() - clock.now().getTime(), signal);
    if (!signal.aborted) await job(at);
  }
}

// A clock on which a minute takes a millisecond, so that this example ends soon.
class FastClock implements Clock {
  #time: number;
  constructor(start: string) {
    this.#time = Date.parse(start);
  }
  now(): Date {
    return new Date(this.#time);
  }
  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => (clearTimeout(timer), resolve());
      const timer = setTimeout(() => {
        this.#time += ms;
        signal.removeEventListener("abort", done);
        resolve();
      }, ms / 60_000 / 100);
      signal.addEventListener("abort", done, { once: true });
    });
  }
}

const stop = new AbortController();
let runs = 0;
const job = (at: Date) => {
  console.log("backup", at.toISOString());
  if (++runs === 3) stop.abort();
};
await run(new Schedule("30 2 1,15 * *"), job, stop.signal, new FastClock("2028-02-10T12:00:00Z"));
// expect: backup 2028-02-15T02:30:00.000Z
// expect: backup 2028-03-01T02:30:00.000Z
// expect: backup 2028-03-15T02:30:00.000Z

const from = new Date("2026-11-22T23:58:30Z");
for (const expression of ["*/15 8-17 * * 1-5", "0 0 29 2 *", "59 23 * * 7", "0 12 13 * 5", "0 0 30 2 *"])
  console.log(expression.padEnd(17), new Schedule(expression).next(from)?.toISOString() ?? "never");
// expect: */15 8-17 * * 1-5 2026-11-23T08:00:00.000Z
// expect: 0 0 29 2 *        2028-02-29T00:00:00.000Z
// expect: 59 23 * * 7       2026-11-22T23:59:00.000Z
// expect: 0 12 13 * 5       2026-11-27T12:00:00.000Z
// expect: 0 0 30 2 *        never

for (const wrong of ["* * *", "61 * * * *", "a * * * *"])
  try {
    new Schedule(wrong);
  } catch (error) {
    console.log(String(error));
  }
// expect: SyntaxError: "* * *" has 3 fields, not 5
// expect: RangeError: minute: "61" is not within 0 to 59
// expect: SyntaxError: minute: cannot read "a"
