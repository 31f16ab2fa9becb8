// pipeThrough looks at readable first, and at writable only if that is a stream.
for (const readable of [undefined, null, 0, {}, new ReadableStream()]) {
  try {
    new ReadableStream().pipeThrough({
      get readable() {
        console.log("readable");
        return readable;
      },
      get writable() {
        console.log("writable");
      },
    });
  } catch (error) {
    console.log(error.name);
  }
}
// expect: readable
// expect: TypeError
// expect: readable
// expect: TypeError
// expect: readable
// expect: TypeError
// expect: readable
// expect: TypeError
// expect: readable
// expect: writable
// expect: TypeError
