// Misuse is a TypeError that names what is wrong.
const form = new FormData();
for (const wrong of [
  () => new FormData("form"),
  () => FormData(),
  () => form.append("a"),
  () => form.append("a", "b", "c"),
  () => form.set("a", {}, "c"),
  () => form.get(),
  () => form.forEach(),
  () => form.forEach(5),
  () => form.append(Symbol(), "x"),
  () => FormData.prototype.keys.call({}),
])
  try {
    wrong();
    console.log("nothing was thrown");
  } catch (error) {
    console.log(error.name, error.message);
  }
// expect: TypeError Failed to construct 'FormData': there are no forms but in documents
// expect: TypeError Class constructor FormData cannot be invoked without 'new'
// expect: TypeError Failed to execute 'append' on 'FormData': 2 arguments required, but only 1 present.
// expect: TypeError Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'
// expect: TypeError Failed to execute 'set' on 'FormData': parameter 2 is not of type 'Blob'
// expect: TypeError Failed to execute 'get' on 'FormData': 1 argument required, but only 0 present.
// expect: TypeError Failed to execute 'forEach' on 'FormData': 1 argument required, but only 0 present.
// expect: TypeError The "callback" argument must be of type function.
// expect: TypeError Cannot convert a Symbol value to a string
// expect: TypeError Cannot read private member #entries from an object whose class did not declare it
