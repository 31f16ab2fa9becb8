/* one */ console.log(/* two */ "x" /* three
four */) // expect: x
/**/ // five
