class Button {
  name = "b";
  click = () => this.name;
}
const { click } = new Button();
console.log(click()); // expect: b
