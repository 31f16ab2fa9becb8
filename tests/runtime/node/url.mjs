import { URL as Same, fileURLToPath, format, pathToFileURL, urlToHttpOptions } from "node:url";
console.log(Same === URL); // expect: true
const file = pathToFileURL("/a b?#%\\\n*\"<>|~`^{}[]é/");
console.log(file.href); // expect: file:///a%20b%3F%23%25%5C%0A*%22%3C%3E%7C%7E%60%5E%7B%7D%5B%5D%C3%A9/
console.log(fileURLToPath(file) === "/a b?#%\\\n*\"<>|~`^{}[]é/", fileURLToPath("file:///x%20y?q#h")); // expect: true /x y
for (const bad of ["http://a", "file://host/a", "file:///a%2fb", "x", 3])
  try { fileURLToPath(bad); } catch (error) { console.log(error.name, error.code); }
// expect: TypeError ERR_INVALID_URL_SCHEME
// expect: TypeError ERR_INVALID_FILE_URL_HOST
// expect: TypeError ERR_INVALID_FILE_URL_PATH
// expect: TypeError ERR_INVALID_URL
// expect: TypeError ERR_INVALID_ARG_TYPE
const { hostname, port, path, auth } = urlToHttpOptions(new URL("http://a:b%20@[::1]:81/x?y#z"));
console.log(hostname, port, path, auth); // expect: ::1 81 /x?y a:b 
console.log(format(new URL("http://u:p@測試/a?b#c"), { fragment: false, unicode: true, auth: false, search: false })); // expect: http://測試/a
