// Misuse is a TypeError; methods of other objects reject.
for (const wrong of [
  () => Blob(),
  () => new Blob("abc"),
  () => new Blob(null),
  () => new Blob({}),
  () => new Blob([], 1),
  () => new File([]),
  () => new File("a", "b"),
  () => URL.createObjectURL({}),
  () => URL.createObjectURL(),
  () => Object.getOwnPropertyDescriptor(Blob.prototype, "size").get.call({}),
])
  try {
    wrong();
    console.log("nothing was thrown");
  } catch (error) {
    console.log(error.name, error.message);
  }
// expect: TypeError Class constructor Blob cannot be invoked without 'new'
// expect: TypeError The "blobParts" argument must be a sequence
// expect: TypeError The "blobParts" argument must be a sequence
// expect: TypeError The "blobParts" argument must be a sequence
// expect: TypeError The "options" argument must be an object
// expect: TypeError Failed to construct 'File': 2 arguments required, but only 1 present.
// expect: TypeError The "blobParts" argument must be a sequence
// expect: TypeError The "obj" argument must be an instance of Blob.
// expect: TypeError Failed to execute 'createObjectURL' on 'URL': 1 argument required, but only 0 present.
// expect: TypeError Cannot read private member #size from an object whose class did not declare it
await Blob.prototype.text.call({}).catch((error) => console.log(error.name)); // expect: TypeError
