function* naturals() {
  let n = 0;
  try {
    while (true) yield n++;
  } finally {
    console.log("stopped at", n); // expect: stopped at 4
  }
}
for (const n of naturals()) if (n === 3) break;
