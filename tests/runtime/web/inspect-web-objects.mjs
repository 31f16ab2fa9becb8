// What console.log shows of iterators, keys and patterns is what Node shows.
const params = new URLSearchParams("a=1&b=2&c=3");
const entries = params.entries();
entries.next();
console.log(params.entries()); // expect: URLSearchParams Iterator { [ 'a', '1' ], [ 'b', '2' ], [ 'c', '3' ] }
console.log(params.keys(), params.values()); // expect: URLSearchParams Iterator { 'a', 'b', 'c' } URLSearchParams Iterator { '1', '2', '3' }
console.log(entries); // expect: URLSearchParams Iterator { [ 'b', '2' ], [ 'c', '3' ] }
console.log({ none: new URLSearchParams().keys(), deep: [[[params.keys()]]] }); // expect: { none: URLSearchParams Iterator {  }, deep: [ [ [Array] ] ] }
const long = new URLSearchParams({ first: "x".repeat(40), second: "y".repeat(40) });
console.log(long.values());
// expect: URLSearchParams Iterator {
// expect:   'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
// expect:   'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' }
console.log(await crypto.subtle.importKey("raw", new Uint8Array(16), "AES-GCM", true, ["encrypt", "decrypt"]));
// expect: CryptoKey {
// expect:   type: 'secret',
// expect:   extractable: true,
// expect:   algorithm: { name: 'AES-GCM', length: 128 },
// expect:   usages: [ 'encrypt', 'decrypt' ]
// expect: }
console.log(new URLPattern({ pathname: "/books/:id(\\d+)" })); // node: its URLPattern shows nothing
// expect: URLPattern {
// expect:   protocol: '*',
// expect:   username: '*',
// expect:   password: '*',
// expect:   hostname: '*',
// expect:   port: '*',
// expect:   pathname: '/books/:id(\\d+)',
// expect:   search: '*',
// expect:   hash: '*',
// expect:   hasRegExpGroups: true
// expect: }
