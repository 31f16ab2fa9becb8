(async () => {
  // A reader with a buffer of its own gets it back at the end.
  const bytes = new Response(new Uint8Array([1, 2])).body.getReader({ mode: "byob" });
  console.log((await bytes.read(new Uint8Array(4))).value.length); // expect: 2
  const last = await bytes.read(new Uint8Array(4));
  console.log(last.done, last.value.byteLength, last.value.buffer.byteLength); // expect: true 0 4

  // The second branch of a clone has copies of the same kind.
  const chunk = new Float32Array([1.5, 2]);
  const response = new Response(new ReadableStream({ start: (controller) => controller.enqueue(chunk) }));
  const copy = response.clone(), first = await response.body.getReader().read(), second = await copy.body.getReader().read();
  console.log(first.value === chunk, second.value === chunk, second.value); // expect: true false Float32Array(2) [ 1.5, 2 ]

  // A program's Object.prototype.then sees nothing of a body that is being read.
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("hello"));
      controller.close();
    },
  });
  const text = new Response(stream).text();
  Object.prototype.then = () => console.log("called");
  text.then((value) => {
    delete Object.prototype.then;
    console.log(value); // expect: hello
  });
})();
// node: BYOB readers at the end
