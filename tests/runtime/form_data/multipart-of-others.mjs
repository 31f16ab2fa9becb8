// What other programs send: preambles, quoted boundaries, heads in any case, blanks, parts without types.
const parse = async (body, type) => {
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  for (const [name, value] of form) console.log(name, typeof value === "string" ? JSON.stringify(value) : `${value.name} ${value.type} ${await value.text()}`);
};
await parse("--x\r\ncontent-disposition:form-data;name=a\r\n\r\n1\r\n--x  \r\nContent-Disposition: form-data; filename=\"f\"; name=\"b\"\r\nX-More: 1\r\n\r\n2\r\n--x--\r\nepilogue",
  'Multipart/Form-Data; charset=utf-8; Boundary="x"');
// expect: a "1"
// expect: b f text/plain 2
await parse("preamble\r\n--x\r\nContent-Disposition: form-data; name=\"a\\\"b\"\r\n\r\n-x\r\n-\r\n--x--", "multipart/form-data;boundary=x;a=b");
// expect: a"b "-x\r\n-"
