import path, { join, resolve } from "node:path";
for (const p of ["/a/b/../c", "a//b/", "..", "./x", "/", "", "/a/b.txt", "b.tar.gz", ".bashrc", "/foo/bar/", "a/..", "../../x/y/.."])
  console.log(JSON.stringify([p, path.normalize(p), path.dirname(p), path.basename(p), path.extname(p), path.isAbsolute(p)]));
console.log(path.parse("/home/u/file.txt"), path.parse("x"), path.format({ dir: "/x", name: "n", ext: ".e" }));
console.log(join("a", "..", "b", "./c"), join(), resolve("/a", "b", "../c"), resolve("x") === process.cwd() + "/x");
console.log(path.relative("/a/b/c", "/a/d"), path.relative("/a", "/a"), path.basename("x.txt", ".txt"), path.sep, path.posix === path);
try { join(5); } catch (error) { console.log(error.name, error.code); }
// expect: ["/a/b/../c","/a/c","/a/b/..","c","",true]
// expect: ["a//b/","a/b/","a/","b","",false]
// expect: ["..","..",".","..","",false]
// expect: ["./x","x",".","x","",false]
// expect: ["/","/","/","","",true]
// expect: ["",".",".","","",false]
// expect: ["/a/b.txt","/a/b.txt","/a","b.txt",".txt",true]
// expect: ["b.tar.gz","b.tar.gz",".","b.tar.gz",".gz",false]
// expect: [".bashrc",".bashrc",".",".bashrc","",false]
// expect: ["/foo/bar/","/foo/bar/","/foo","bar","",true]
// expect: ["a/..",".","a","..","",false]
// expect: ["../../x/y/..","../../x","../../x/y","..","",false]
// expect: {
// expect:   root: '/',
// expect:   dir: '/home/u',
// expect:   base: 'file.txt',
// expect:   ext: '.txt',
// expect:   name: 'file'
// expect: } { root: '', dir: '', base: 'x', ext: '', name: 'x' } /x/n.e
// expect: b/c . /a/c true
// expect: ../../d  x / true
// expect: TypeError ERR_INVALID_ARG_TYPE
