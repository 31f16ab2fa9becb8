switch ("1") {
  case 1: console.log("number"); break;
  case "1": console.log("string"); // expect: string
}
switch (NaN) {
  case NaN: console.log("never"); break;
  default: console.log("default"); // expect: default
}
