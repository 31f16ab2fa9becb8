// node: the code frame has another form
const a = ;
// expect stderr: unexpected-token.js:2
// expect error: SyntaxError
