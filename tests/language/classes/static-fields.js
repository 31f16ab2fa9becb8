class Config {
  static a = 1;
  static b = Config.a + this.a;
  static ["c"] = "see";
}
console.log(Config.a, Config.b, Config.c); // expect: 1 2 see
