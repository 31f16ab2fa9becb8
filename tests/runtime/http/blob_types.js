// blob() has the Content-Type as its type, if that is a MIME type, in its serialised form.
(async () => {
  for (const type of ["TEXT/HTML;CHARSET=GBK", " text/html ; charset=\"a b\\\"\";x=1;X=2 ;;bogus; =y", "bogus", "a/b/c", "text/html;charset=()", "x/x;x=", "x/x;x=\"", "x/x;x=\"\xe4\"", "x/x;\x10=1;a=b"])
    console.log((await new Response("x", { headers: [["content-type", type]] }).blob()).type);
  console.log((await new Response("x").blob()).type);
  console.log(JSON.stringify((await new Response(new Uint8Array(1)).blob()).type));
})();
// expect: text/html;charset=GBK
// expect: text/html;charset="a b\"";x=1
// expect: 
// expect: 
// expect: text/html;charset="()"
// expect: x/x
// expect: x/x;x=""
// expect: x/x;x="ä"
// expect: x/x;a=b
// expect: text/plain;charset=UTF-8
// expect: ""
// node: it writes the type in lower case, as it is
