// A byte order mark at the start of a form is part of its first name; that of text() and json() is dropped.
const type = { "content-type": "application/x-www-form-urlencoded" };
const codes = (text) => [...text].map((c) => c.charCodeAt(0).toString(16)).join(" ");
const fields = async (body) => [...(await body.formData())].map(([name, value]) => `${codes(name)}=${codes(value)}`).join("&");
const mark = "\uFEFF", bytes = new TextEncoder().encode(`${mark}a=${mark}b&c=d`);

(async () => {
  console.log(await fields(new Response(bytes, { headers: type }))); // expect: feff 61=feff 62&63=64
  console.log(await fields(new Request("http://localhost/", { method: "POST", body: new Blob([bytes]), headers: type }))); // expect: feff 61=feff 62&63=64
  console.log(await fields(new Response(`${mark}${mark}`, { headers: type }))); // expect: feff feff=
  console.log(codes(await new Response(bytes).text())); // expect: 61 3d feff 62 26 63 3d 64
  console.log(await new Response(`${mark}[1]`).json()); // expect: [ 1 ]
})();
