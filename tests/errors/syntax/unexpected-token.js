// node: the code frame has another form
const a = ;
// expect error: SyntaxError
// expect stderr: unexpected-token.js:2
