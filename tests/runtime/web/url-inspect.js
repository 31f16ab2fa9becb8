console.log(new URL("https://u:p@example.com:81/a?b=c#d"));
// expect: URL {
// expect:   href: 'https://u:p@example.com:81/a?b=c#d',
// expect:   origin: 'https://example.com:81',
// expect:   protocol: 'https:',
// expect:   username: 'u',
// expect:   password: 'p',
// expect:   host: 'example.com:81',
// expect:   hostname: 'example.com',
// expect:   port: '81',
// expect:   pathname: '/a',
// expect:   search: '?b=c',
// expect:   searchParams: URLSearchParams { 'b' => 'c' },
// expect:   hash: '#d'
// expect: }
console.log({ a: { b: { c: new URL("a:b") } } }, new URLSearchParams()); // expect: { a: { b: { c: URL {} } } } URLSearchParams {}
console.log(Object.keys(new URL("a:b")), Object.prototype.toString.call(new URL("a:b"))); // expect: [] [object URL]
class Sub extends URL {}
console.log(require("util").inspect(new Sub("a:b")).split("\n")[0]); // expect: Sub {
