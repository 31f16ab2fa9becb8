console.log("canal".indexOf("a"), "canal".lastIndexOf("a"), "canal".indexOf("a", 2), "canal".indexOf(""), "a".indexOf("aa"), "canal".lastIndexOf("a", -5)); // expect: 1 3 3 0 -1 -1
console.log("aXbXc".indexOf("X", 2), "ééé€".indexOf("€"), "abc".indexOf("€")); // expect: 3 3 -1
