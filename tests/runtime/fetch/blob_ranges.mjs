// Ranges of blob: URLs.
const url = URL.createObjectURL(new Blob(["0123456789"], { type: "text/plain" }));
async function range(value) {
  const response = await fetch(url, { headers: { range: value } });
  console.log(response.status, response.statusText, response.headers.get("content-range"), response.headers.get("content-length"), await response.text());
}
await range("bytes=2-4"); // expect: 206 Partial Content bytes 2-4/10 3 234
await range("bytes = 7 -"); // expect: 206 Partial Content bytes 7-9/10 3 789
await range("bytes=-2"); // expect: 206 Partial Content bytes 8-9/10 2 89
await range("bytes=-20"); // expect: 206 Partial Content bytes 0-9/10 10 0123456789
await range("bytes=8-800"); // expect: 206 Partial Content bytes 8-9/10 2 89
for (const wrong of ["bytes=10-", "bytes=4-2", "bytes=-", "bytes=1-2,4-5", "bytes 1-2", "chars=1-2", ""])
  await fetch(url, { headers: { range: wrong } }).catch((e) => console.log(e.message, e.cause.message));
// expect: fetch failed the range begins behind the end
// expect: fetch failed invalid range
// expect: fetch failed invalid range
// expect: fetch failed invalid range
// expect: fetch failed invalid range
// expect: fetch failed invalid range
// expect: fetch failed invalid range
const whole = await fetch(url);
console.log(whole.status, whole.statusText, whole.headers.get("content-range"), (await whole.blob()).size); // expect: 200 OK null 10
// node: versions differ in what they refuse
