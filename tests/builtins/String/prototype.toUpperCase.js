console.log("straße".toUpperCase(), "ΑΣ".toLowerCase(), "İ".toLowerCase().length, "ﬁ".toUpperCase(), "ǆ".toUpperCase()); // expect: STRASSE ας 2 FI Ǆ
