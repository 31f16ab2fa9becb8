// `using` closes what was opened, in reverse, whatever happens.
enum State {
  Open,
  Closed,
}

class Resource {
  state = State.Open;
  constructor(readonly name: string) {
    console.log("open", name);
  }
  [Symbol.dispose]() {
    this.state = State.Closed;
    console.log("close", this.name);
  }
}

function work(fail: boolean) {
  using first = new Resource("first");
  using second = new Resource("second");
  if (fail) throw new Error("in the middle");
  return State[first.state];
}

console.log(work(false));
try {
  work(true);
} catch (error) {
  console.log((error as Error).message);
}
// expect: open first
// expect: open second
// expect: close second
// expect: close first
// expect: Open
// expect: open first
// expect: open second
// expect: close second
// expect: close first
// expect: in the middle
