function* g() {
  try {
    for (let i = 0; ; i++) {
      console.log("made", i);
      yield i;
    }
  } finally {
    console.log("closed");
  }
}
console.log(g().map((x) => x + 10).take(1).toArray().join());
// expect: made 0
// expect: closed
// expect: 10
