// The functions that all, allSettled and any pass to an element's `then` count once, and once for both.
const log = [];
const both = (first, second) => ({
  then(fulfilled, rejected) {
    const call = { fulfil: () => fulfilled("value"), reject: () => rejected("reason") };
    log.push(`${fulfilled === rejected} ${fulfilled.name}${fulfilled.length} ${rejected.name}${rejected.length}`);
    call[first]();
    if (second) call[second]();
  },
});
// Promise.resolve(thenable) would adopt it first: here `then` is called with the element functions themselves.
class Direct extends Promise {
  static resolve(x) { return x; }
}
const text = (results) => JSON.stringify(results);
const tell = (name, p) => p.then((v) => log.push(`${name}: ${text(v)}`), (e) => log.push(`${name}: no, ${e.errors ? text(e.errors) : e}`));
(async () => {
  for (const [first, second] of [["fulfil", "fulfil"], ["fulfil", "reject"], ["reject", "fulfil"], ["reject", "reject"]]) {
    for (const combinator of ["all", "allSettled", "any", "race"]) {
      const later = new Promise((resolve) => setTimeout(resolve, 1, "later"));
      await tell(`${combinator} of ${first}, ${second}`, Direct[combinator]([both(first, second), later]));
    }
  }
  // the second element is called again after all have been told
  let again;
  await tell("again", Direct.allSettled([Direct.reject(1), { then(f, r) { again = r; f(2); } }]));
  again(3);
  log.forEach((line) => console.log(line));
})();
// expect: false 1 1
// expect: all of fulfil, fulfil: ["value","later"]
// expect: false 1 1
// expect: allSettled of fulfil, fulfil: [{"status":"fulfilled","value":"value"},{"status":"fulfilled","value":"later"}]
// expect: false 1 1
// expect: any of fulfil, fulfil: "value"
// expect: false 1 1
// expect: race of fulfil, fulfil: "value"
// expect: false 1 1
// expect: all of fulfil, reject: no, reason
// expect: false 1 1
// expect: allSettled of fulfil, reject: [{"status":"fulfilled","value":"value"},{"status":"fulfilled","value":"later"}]
// expect: false 1 1
// expect: any of fulfil, reject: "value"
// expect: false 1 1
// expect: race of fulfil, reject: "value"
// expect: false 1 1
// expect: all of reject, fulfil: no, reason
// expect: false 1 1
// expect: allSettled of reject, fulfil: [{"status":"rejected","reason":"reason"},{"status":"fulfilled","value":"later"}]
// expect: false 1 1
// expect: any of reject, fulfil: "value"
// expect: false 1 1
// expect: race of reject, fulfil: no, reason
// expect: false 1 1
// expect: all of reject, reject: no, reason
// expect: false 1 1
// expect: allSettled of reject, reject: [{"status":"rejected","reason":"reason"},{"status":"fulfilled","value":"later"}]
// expect: false 1 1
// expect: any of reject, reject: "later"
// expect: false 1 1
// expect: race of reject, reject: no, reason
// expect: again: [{"status":"rejected","reason":1},{"status":"fulfilled","value":2}]
