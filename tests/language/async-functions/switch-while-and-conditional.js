const v = async (x) => x;
async function main() {
  let n = 0;
  while ((await v(n)) < 3) n++;
  switch (await v(n)) {
    case await v(3):
      console.log("three"); // expect: three
  }
  console.log((await v(true)) ? await v("yes") : await v("no")); // expect: yes
  do n--; while (await v(n > 0));
  for (let i = await v(0); i < (await v(2)); i += await v(1)) n += i;
  console.log(n, (await v(null)) ?? (await v("default")), (await v(0)) || (await v(1))); // expect: 1 default 1
}
main();
