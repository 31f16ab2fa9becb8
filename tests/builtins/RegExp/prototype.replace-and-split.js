console.log("2020-01-02".replace(/(\d+)-(\d+)-(?<day>\d+)/, "$<day>/$2/$1 $`|$'$$")); // expect: 02/01/2020 |$
console.log("abc".replace(/b|(z)/g, (m, z, at) => m.toUpperCase() + z + at)); // expect: aBundefined1c
console.log("aXbXc".split(/x/i).join(), "a1b2".split(/(\d)/).join(), "abc".split(/(?:)/, 2).join()); // expect: a,b,c a,1,b,2, a,b
console.log("aaa".match(/a/g).length, [..."a1b2".matchAll(/[a-z](\d)/g)].map((m) => m[1]).join(), "abc".search(/c/)); // expect: 3 1,2 2
