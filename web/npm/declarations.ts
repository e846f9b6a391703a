// Prints index.d.ts: the files of the folder public, and what the components' descriptions in C++ say. Runs at build time.
import { aliases } from "./aliases";
import { withoutBounds } from "./bounds";
import type { ComponentDescription, MemberDescription } from "./module";
import { types } from "./types";

const isEvent = ({ type }: MemberDescription) => type === "event";
const valueType = (member: MemberDescription) =>
  isEvent(member) ? "boolean" : types[member.type]!.declaration;

const initial = ({ type, initial }: MemberDescription) =>
  ["string", "boolean", "integer", "number"].includes(type) ? ` Default: ${JSON.stringify(initial)}.` : "";
const comment = (member: MemberDescription) => `  /** ${member.doc}${isEvent(member) ? "" : initial(member)} */\n`;

const options = ({ name, members }: ComponentDescription) => {
  const lines = members
    .filter((member) => !isEvent(member))
    .map((member) => `${comment(member)}  ${member.name}?: ${valueType(member)};\n`);
  return `export interface ${name}Options {\n${lines.join("")}}\n`;
};

const isLayout = (members: readonly MemberDescription[]) => members.some(({ name }) => name === "objects");
/** A layout that has nothing but views takes no options. */
const hasOptions = (members: readonly MemberDescription[]) => !isLayout(members) || members.length > 1;

const component = ({ name, members, value, handler, occur, count }: ComponentDescription) => {
  const stands = members[value];
  const standing = stands ? `, Standing<${valueType(stands)}${isEvent(stands) ? ", Pulse" : ""}>` : "";
  const lines = members.flatMap((member) => {
    const key = JSON.stringify(member.name);
    const type = valueType(member);
    const happened = isEvent(member) ? "Pulse" : `Change<${type}>`;
    const follow = isEvent(member) ? [] : [
      `  follow(name: ${key}, source: Follow<${type}>): Subscription;\n`,
      `  unfollow(name: ${key}): void;\n`,
    ];
    return [
      `${comment(member)}  ${isEvent(member) ? "readonly " : ""}${member.name}: ${type};\n`,
      `  parameter(name: ${key}): ${isEvent(member) ? "EventReference" : `ParameterReference<${type}>`};\n`,
      `  watch(name: ${key}, watcher: Handler<${happened}>, options?: WatchOptions): Subscription;\n`,
      ...follow,
    ];
  });
  const names = members.map((member) => JSON.stringify(member.name)).join(" | ");
  lines.push(
    "  /** Runs the watchers and bindings of a parameter although its value stays; makes an event happen. */\n",
    `  trigger(name: ${names}): void;\n`,
  );
  const event = members.find(isEvent);
  if (event) {
    lines.push(
      `  /** Calls the handler each time. ${event.doc} */\n  ${handler}(handler: Handler<Pulse>, options?: WatchOptions): Subscription;\n`,
      `  ${occur}(): void;\n`,
      ...(count ? [`  /** How often it has happened. ${event.doc} */\n  readonly ${count}: number;\n`] : []),
    );
  }
  const methods = ["Figure", "Log"].includes(name) ? `, ${name}Methods` : isLayout(members) ? ", ListMethods" : "";
  return `export interface ${name} extends Component${standing}${methods} {\n${lines.join("")}}\n`;
};

const constructors = ({ name, members }: ComponentDescription) => {
  const object = members.find((member) => member.name === "object");
  const signatures = isLayout(members)
    ? ["new (...objects: View[])", ...(hasOptions(members) ? [`new (options: ${name}Options, ...objects: View[])`] : [])]
    : [
        ...(object?.type === "json" ? [] : [`new (options?: ${name}Options)`]),
        ...(object ? [`new (object${object.type === "json" ? "?" : ""}: ${valueType(object)}, options?: ${name}Options)`] : []),
      ];
  const lines = signatures.map((signature) => `  ${signature}: ${name};\n`);
  return `export interface ${name}Constructor {\n${lines.join("")}  readonly prototype: ${name};\n}\n`;
};

/** What a file of the folder public declares, for one file that has all of them. */
const declared = (file: string) =>
  file
    .replace(/^import type \{[^}]*\} from ".*";\n/gm, "")
    .replace(/^export \* from ".*";\n/gm, "")
    .replace(/^(\/\/.*\n)+\n?/, "")
    .trim();

export const declarations = (publicTypes: readonly string[], components: readonly ComponentDescription[]): string => {
  // What is open is declared by hand.
  const closed = components.filter(({ isOpen }) => !isOpen);
  const parts = closed.map((description) => {
    return `${hasOptions(description.members) ? `${options(description)}\n` : ""}${component(description)}\n${constructors(description)}`;
  });
  const names = components.map(({ name }) => [name, name]);
  const entries = [...names, ...Object.entries(aliases)]
    .map(([name, component]) => `  readonly ${name}: ${component}Constructor;\n`)
    .join("");
  return `// Made from the components' descriptions in C++; not to be edited.
${publicTypes.map(declared).filter(Boolean).join("\n\n")}

${parts.join("\n")}
/** What \`load\` gives. */
export interface Coracle extends Core {
${entries}}

/**
 * Loads Coracle. All calls without options give the same; a call with options loads it anew, and
 * what belongs to one cannot be used with the other.
 */
export function load(options?: LoadOptions): Promise<Coracle>;
`;
};

/** What the reference says of them. */
export const described = (components: readonly ComponentDescription[]) =>
  components.map(({ name, members, isOpen }) => ({
    name,
    members: (isOpen ? [] : members).map((member) => {
      const { text, bounds } = withoutBounds(member.doc);
      const { name, type, initial } = member;
      return { name, type, initial, doc: text, bounds, typescript: valueType(member) };
    }),
  }));
