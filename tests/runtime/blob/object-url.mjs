// URLs of Blobs.
const url = URL.createObjectURL(new Blob(["a"]));
console.log(/^blob:null\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(url)); // expect: true
console.log(new URL(url).protocol, URL.createObjectURL(new Blob()) === url); // expect: blob: false
console.log(URL.revokeObjectURL(url), URL.revokeObjectURL("nothing")); // expect: undefined undefined
