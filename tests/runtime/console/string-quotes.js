console.log(["a", "it's", 'say "hi"', `both ' and "`, "all ' \" `", "new\nline", "tab\t", "\x01\x7f\ud800", "é€😀"]);
// expect: [
// expect:   'a',
// expect:   "it's",
// expect:   'say "hi"',
// expect:   `both ' and "`,
// expect:   'all \' " `',
// expect:   'new\nline',
// expect:   'tab\t',
// expect:   '\x01\x7F\ud800',
// expect:   'é€😀'
// expect: ]
