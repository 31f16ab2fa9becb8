const stack = new DisposableStack();
stack.defer(() => { throw "first"; });
stack.defer(() => { throw "second"; });
try {
  stack.dispose();
} catch (error) {
  console.log(error.name, error.error, error.suppressed); // expect: SuppressedError first second
}
