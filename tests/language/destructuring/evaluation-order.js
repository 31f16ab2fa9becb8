const log = [];
const source = {
  get a() {
    log.push("get a");
    return undefined;
  },
};
const target = () => (log.push("target"), {});
({ [(log.push("key"), "a")]: target().x = log.push("default") } = source);
console.log(log.join()); // expect: key,target,get a,default
