// Each throw goes to the nearest catch, also after awaits, and what a catch throws goes on to the one around it.
async function fails(x) { await null; throw x; }
async function main() {
  try {
    try {
      await fails(1);
    } catch (e) {
      console.log('inner', e); // expect: inner 1
      try {
        await fails(2);
      } catch (f) {
        console.log('innermost', f, e); // expect: innermost 2 1
      }
      await fails(3);
    }
  } catch (e) {
    console.log('outer', e); // expect: outer 3
  }
  console.log('end'); // expect: end
}
main();
