console.log(new Proxy({ a: 1 }, {}), new Proxy([1], {}), new Proxy(function f() {}, {})); // expect: { a: 1 } [ 1 ] [Function: f]
