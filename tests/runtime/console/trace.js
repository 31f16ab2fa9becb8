function here() {
  console.trace("why"); // expect stderr: Trace: why
}
here(); // expect stderr: here
