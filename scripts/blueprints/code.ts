/*
 * A blueprint as the text of a module that gives it.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Blueprint,
  boolean,
  currency,
  date,
  dateTime,
  email,
  type Field,
  manyToMany,
  manyToOne,
  multiSelect,
  number,
  oneToMany,
  oneToOne,
  phone,
  rating,
  select,
  text,
  url,
} from './blueprint.ts';

type Builder = (...given: readonly unknown[]) => Field;

/** The function of each type, as called with one argument; relations have the target before it. */
const BUILDERS = {
  TEXT: text,
  NUMBER: number,
  BOOLEAN: boolean,
  DATE: date,
  DATE_TIME: dateTime,
  EMAIL: email,
  PHONE: phone,
  URL: url,
  RATING: rating,
  CURRENCY: currency,
  SELECT: select,
  MULTI_SELECT: multiSelect,
} as unknown as Readonly<Record<string, Builder>>;
const RELATIONS = {
  MANY_TO_ONE: manyToOne,
  ONE_TO_MANY: oneToMany,
  ONE_TO_ONE: oneToOne,
  MANY_TO_MANY: manyToMany,
} as unknown as Readonly<Record<string, Builder>>;

/** A function of blueprint.ts by name, and what it is to be called with. */
interface Call {
  readonly name: string;
  readonly given: readonly unknown[];
}

/** Writes the module. */
export function blueprintCode(blueprint: Blueprint): string {
  const used = new Set<string>(['defineBlueprint']);
  const objects = blueprint.objects?.map(({ nameSingular, fields, ...object }) => {
    const calls = fields?.map(({ name, ...field }) => {
      const call = callOf(field);
      used.add(call.name);
      const given = call.given.map((argument) => literal(argument, 4)).join(', ');
      return `        ${key(name)}: ${call.name}(${given}),\n`;
    });
    const properties = Object.entries(object).map(
      ([name, value]) => `      ${key(name)}: ${literal(value, 3)},\n`,
    );
    if (calls) {
      properties.push(
        calls.length === 0 ? '      fields: {},\n' : `      fields: {\n${calls.join('')}      },\n`,
      );
    }
    return `    ${key(nameSingular)}: ${properties.length === 0 ? '{}' : `{\n${properties.join('')}    }`},\n`;
  });
  const { objects: _objects, ...rest } = blueprint;
  const parts = Object.entries(rest).map(
    ([name, value]) => `  ${key(name)}: ${literal(value, 1)},\n`,
  );
  if (objects) {
    parts.push(
      objects.length === 0 ? '  objects: {},\n' : `  objects: {\n${objects.join('')}  },\n`,
    );
  }
  const names = [...used].toSorted().map((name) => `  ${name},\n`);
  return `import {\n${names.join('')}} from 'dual-schema/blueprint';\n\nexport default defineBlueprint({\n${parts.join('')}});\n`;
}

/** The function of the field's type where it gives exactly this field, else field(). */
function callOf(field: Field): Call {
  const { type = '', settings = {}, ...properties } = field;
  const { relationType, relationTargetObject, ...others } = settings;
  const isRelation = type === 'RELATION';
  const build = isRelation ? RELATIONS[String(relationType)] : BUILDERS[type];
  const given = isRelation
    ? [relationTargetObject, { ...properties, ...others }]
    : [{ ...properties, ...settings }];
  if (build !== undefined && isDeepStrictEqual(build(...given), field)) {
    return { name: build.name, given: given.filter((argument) => !isEmpty(argument)) };
  }
  return { name: 'field', given: [field] };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A JSON value as TypeScript, on one line where it fits. */
function literal(value: unknown, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((entry) => literal(entry, depth + 1))
    : Object.entries(value).map(([name, entry]) => `${key(name)}: ${literal(entry, depth + 1)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const gap = isList ? '' : ' ';
  const line = `${open}${gap}${parts.join(', ')}${gap}${close}`;
  if (line.length + 2 * depth < 80 && !line.includes('\n')) return line;
  const indent = '  '.repeat(depth);
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
}

/** A string with single quotes; a key that would be more than a name is put in brackets. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)}'`;
}

function key(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}
