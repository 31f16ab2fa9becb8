// A form as multipart/form-data, and back.
const form = new FormData();
form.append("text", "two\nlines\rand\r\nmore é");
form.append('na"me\n', "");
form.append("file", new File([new Uint8Array([0, 13, 10, 45, 45, 255])], 'fi"le\n.bin', { type: "a/b" }));
form.append("empty", new Blob([]));
const response = new Response(form), type = response.headers.get("content-type");
console.log(/^multipart\/form-data; boundary=----moteFormBoundary[0-9a-f]{32}$/.test(type)); // expect: true
const bytes = await response.clone().bytes(), boundary = type.split("=")[1];
console.log(JSON.stringify(new TextDecoder("latin1").decode(bytes).replaceAll(boundary, "B").split("--B")[1]));
// expect: "\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ntwo\r\nlines\r\nand\r\nmore Ã©\r\n"
const back = await response.formData();
console.log(JSON.stringify([...back.keys()])); // expect: ["text","na\"me\r\n","file","empty"]
console.log(JSON.stringify(back.get("text")), JSON.stringify(back.get('na"me\r\n'))); // expect: "two\r\nlines\r\nand\r\nmore é" ""
const file = back.get("file");
console.log(JSON.stringify(file.name), file.type, await file.bytes()); // expect: "fi\"le\n.bin" a/b Uint8Array(6) [ 0, 13, 10, 45, 45, 255 ]
console.log(back.get("empty").name, back.get("empty").size, back.get("empty").type); // expect: blob 0 application/octet-stream
console.log([...(await new Response(new FormData()).formData())].length); // expect: 0
