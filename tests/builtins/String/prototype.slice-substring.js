console.log("mozilla".slice(1, -1), "mozilla".slice(-3), "mozilla".substring(4, 1), "mozilla".substring(-1, 2), "mozilla".slice(4, 2) === ""); // expect: ozill lla ozi mo true
