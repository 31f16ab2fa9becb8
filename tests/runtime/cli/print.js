// command: -p "[1, { a: 2 }]"
// expect: [ 1, { a: 2 } ]
