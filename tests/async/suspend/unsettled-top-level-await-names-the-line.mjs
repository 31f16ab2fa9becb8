// node: Node shows the line in another form
const never = new Promise(() => {});

await never;
// expect exit: 13
// expect stderr: unsettled-top-level-await-names-the-line.mjs:4
