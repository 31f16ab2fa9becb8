// A File has a name and a time.
const file = new File(["abc"], "n\ud800.txt", { type: "text/plain", lastModified: 5.9 });
console.log(file.name, file.lastModified, file.size, file.type, file instanceof Blob, String(file)); // expect: n�.txt 5 3 text/plain true [object File]
console.log(file); // expect: File { size: 3, type: 'text/plain', name: 'n�.txt', lastModified: 5 }
console.log(Math.abs(new File([], "x").lastModified - Date.now()) < 1000, new File([], "a/b").name); // expect: true a/b
console.log(file.slice(0, 1) instanceof File, await file.text(), new File([file], 7).name, File.length); // expect: false abc 7 2
console.log(new File([], "x", { lastModified: new Date(3) }).lastModified, new File([], "x", { lastModified: NaN }).lastModified); // expect: 3 0
