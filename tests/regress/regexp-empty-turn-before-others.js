// A turn that takes nothing does not settle what the other turns that must be made take.
console.log(/(?:\bb|^){2}/.exec("b")[0], /(?:\bb|^){3}/.exec("b")[0]); // expect: b b
console.log([.../(?:\bb|a*ad{1,2}$|^){2}|(😀\ba)??/y.exec("bba")]); // expect: [ 'b', undefined ]
console.log(/^(?:a|(?=b)|b){3}$/.exec("ab")?.[0], /(?:){4294967295}x/.exec("x")?.[0]); // expect: ab x
console.log(/(?:a?){100000}b/.exec("aab")[0]); // expect: aab
