console.log("must not print");
function broken( {
// expect error: SyntaxError
