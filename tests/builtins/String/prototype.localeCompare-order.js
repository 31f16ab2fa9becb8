// Letters decide before accents, accents before case; punctuation stands before digits, digits before letters.
const sorted = (...words) => console.log(words.sort((a, b) => a.localeCompare(b)).join(" "));
sorted("Zebra", "apple", "Äpfel", "zebra", "Apple", "banana", "äpfel", "10", "9", "_x", "-x");
sorted("résumé", "resume", "Resume", "Résumé", "resumes");
sorted("öl", "ol", "Ol", "œuf", "oeuf", "ode", "ß", "ss", "st", "ø", "o");
sorted("я", "й", "и", "ё", "е", "ω", "α", "ά", "z", "日本", "かな", "カナ", "😀");
sorted("co-op", "coop", "co op", "CO-OP");
console.log("\u0041\u030a".localeCompare("\u00c5"), "\u1e9b\u0323".localeCompare("\u017f\u0323\u0307"), "a\u0000".localeCompare("a"));
console.log("ﬁ".localeCompare("fi"), "a".localeCompare("Ａ"), "a".localeCompare("b"), "b".localeCompare("a"), "a".localeCompare("á"));
// expect: _x -x 10 9 äpfel Äpfel apple Apple banana zebra Zebra
// expect: resume Resume résumé Résumé resumes
// expect: o ø ode oeuf œuf ol Ol öl ss ß st
// expect: 😀 z α ά ω е ё и й я かな カナ 日本
// expect: co op co-op CO-OP coop
// expect: 0 0 0
// expect: 1 -1 -1 1 -1
