console.log("printed"); // expect: printed
undefinedThing();
// expect error: ReferenceError: undefinedThing is not defined
