console.log("a" < "b", "a" < "B", "" < "a", "ab" < "abc", "é" < "z", "\ud83d" < "\uffff"); // expect: true false true true false true
