// Alternatives and loops look at the next unit before they are tried; that must not change what matches.
const show = (re, ...texts) => console.log(texts.map((t) => { const m = re.exec(t); return m ? [...m].map((x) => x ?? "-").join() : "no"; }).join(" | "));
show(/(?:ab|cd|ae)f?/, "xaez", "cdf", "ad", "");       // expect: ae | cdf | no | no
show(/^(a|ab)(c|bcd)(d*)$/, "abcd", "abbcd");          // expect: abcd,a,bcd, | abbcd,ab,bcd,
show(/(?:a|)b/, "ab", "b", "c");                       // expect: ab | b | no
show(/(?:|a)b/, "ab", "aab");                          // expect: ab | ab
show(/(?:(?=a)ab|b(?!c)|\bc|(d)\1)/, "xab", "bc", "c", "dd"); // expect: ab,- | no | c,- | dd,d
show(/(?:chrome|safari|msie)/i, "xMSIE", "SaFari", "ſafari", "CHROME"); // expect: MSIE | SaFari | no | CHROME
show(/(?:ſafari|k)/iu, "SAFARI", "\u212a");            // expect: SAFARI | K
show(/(?:😀|a|\ud83d)x/u, "😀x", "ax", "\ud83dx");      // expect: 😀x | ax | �x
show(/(?:😀|a|\ud83d)/, "😀", "\ud83e");                // expect: 😀 | no
show(/(?:[^a]|a)b/u, "😀b", "ab");                      // expect: 😀b | ab
show(/(?:ab)*c/, "ababc", "abac", "c");                // expect: ababc | c | c
show(/(?:ab)*/, "aba", "aab", "");                     // expect: ab |  | 
show(/^(?:(foo)|(bar))?\s*(\w*)/, "foo x", "baz", "bar"); // expect: foo x,foo,-,x | baz,-,-,baz | bar,-,bar,
show(/(?:a{2}|a)b/, "aab", "ab");                      // expect: aab | ab
show(/(?<=(?:a|b)c)d/, "acd", "bcd", "ccd");           // expect: d | d | no
show(/(?:[\d-]+|x)y/, "1-2y", "xy", "-");              // expect: 1-2y | xy | no
show(/(?:[]|a)/, "a");                                 // expect: a
show(/a.*?b/, "aab", "a\nb", "a", "ab");               // expect: aab | no | no | ab
show(/a.{0,2}?b/, "acdb", "acdeb");                    // expect: acdb | no
show(/a.{1,3}?b(c)/, "abbc", "axbxbc", "axxxbc");      // expect: abbc,c | axbxbc,c | axxxbc,c
show(/<(.*?)>(?=!)/, "<a>b>!", "<😀>!");                // expect: <a>b>,a>b | <😀>,😀
