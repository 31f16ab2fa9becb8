interface Settings {
  name: string;
  version: number;
  traits: string[];
}

export const describe = ({ name, version, traits }: Settings): string =>
  `${name} v${version} (${traits.join(", ")})`;
