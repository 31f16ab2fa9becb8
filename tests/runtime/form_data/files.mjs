// Blobs become Files.
const form = new FormData();
form.append("blob", new Blob(["abc"], { type: "a/b" }));
form.append("named", new Blob(["abc"]), "name.txt");
const file = new File(["x"], "own.txt", { lastModified: 1 });
form.append("file", file);
form.set("renamed", file, "other.txt");
const show = (name) => {
  const value = form.get(name);
  console.log(value instanceof File, value.name, value.type, value.size, value === file);
};
show("blob"); // expect: true blob a/b 3 false
show("named"); // expect: true name.txt  3 false
show("file"); // expect: true own.txt  1 true
show("renamed"); // expect: true other.txt  1 false
console.log(form.get("renamed").lastModified, form.get("blob") === form.get("blob")); // expect: 1 true
