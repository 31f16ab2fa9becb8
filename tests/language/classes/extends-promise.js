class Task extends Promise {
  label = "task";
}
const task = Task.resolve(1).then((x) => x + 1);
console.log(task instanceof Task, task.label, await task); // expect: true task 2
