// What is no form is a TypeError that says why.
const head = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1";
for (const [body, type] of [
  ["", "multipart/form-data; boundary=x"],
  ["--x--", "multipart/form-data"],
  ["--y--", "multipart/form-data; boundary=x"],
  [head, "multipart/form-data; boundary=x"],
  [`${head}\r\n--x`, "multipart/form-data; boundary=x"],
  ["--xy\r\n", "multipart/form-data; boundary=x"],
  ["--x\r\nContent-Disposition: form-data; name=a\r\n", "multipart/form-data; boundary=x"],
  ["--x\r\nno colon\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"],
  ["--x\r\nContent-Type: a/b\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"],
  ["--x\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"],
])
  await new Response(body, { headers: { "content-type": type } }).formData().then(
    () => console.log("nothing was thrown"),
    (error) => console.log(error.name, error.message));
// expect: TypeError The body is no multipart/form-data: it does not begin with the boundary
// expect: TypeError The body is no multipart/form-data: its Content-Type has no boundary
// expect: TypeError The body is no multipart/form-data: it does not begin with the boundary
// expect: TypeError The body is no multipart/form-data: its last boundary is missing
// expect: TypeError The body is no multipart/form-data: something follows a boundary on its line
// expect: TypeError The body is no multipart/form-data: something follows a boundary on its line
// expect: TypeError The body is no multipart/form-data: the head of a part does not end
// expect: TypeError The body is no multipart/form-data: a line of a part's head has no colon
// expect: TypeError The body is no multipart/form-data: a part has no name
// expect: TypeError The body is no multipart/form-data: the disposition of a part is not form-data
