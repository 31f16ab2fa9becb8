// command: -
// stdin: const x = 5;
// stdin: console.log("from stdin", x);
// expect: from stdin 5
