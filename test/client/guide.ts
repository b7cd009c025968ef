/*
 * The guide's TypeScript, in pieces that run: a block as a whole, or, where it is a list of examples
 * and no program, example by example.
 */
import fs from 'node:fs';
import path from 'node:path';

/** One piece, with the heading it stands under. */
export interface Example {
  readonly heading: string;
  readonly code: string;
}

/** A piece that the guide does not mean to run here, or that its own text keeps from running. */
export interface Exception {
  readonly begins: string;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  { begins: '// Schema Manager Services', reason: "a class of Twenty's server, not of its API" },
  { begins: '// Set workspace context', reason: 'TypeORM inside the server; our session does it' },
  { begins: '// Generated PostgreSQL column', reason: 'SQL' },
  { begins: '// ✅ GOOD: Mark sensitive fields', reason: 'fields cannot be encrypted yet' },
];

/** What the guide leaves to the reader, by the comment that says so. */
const LEFT_OUT = {
  '/* defined options */': "{ value: 'active', label: 'Active' }",
  '// ... field definition': "objectMetadataId: objectId, name: 'sensitive', type: 'TEXT',",
};

/** A piece with that filled in. */
export function filledIn({ code }: Example): string {
  return Object.entries(LEFT_OUT).reduce((text, [from, to]) => text.replace(from, to), code);
}

type Program = (...context: unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => Program;

/** The sha256 of all pieces: they are the guide's, byte for byte. */
export const DIGEST = '2720cf7b88eb755ac29a7cbfbe762c972f57506aad997122e11ec366852b5079';

/** The pieces, in the guide's order. */
export function examples(): Example[] {
  const text = fs.readFileSync(path.join(import.meta.dirname, 'guide-typescript.md'), 'utf8');
  let heading = '';
  return [...text.matchAll(/^## ([^\n]+)$|^```typescript\n(.*?)^```$/gms)].flatMap(
    ([, title, code]) => {
      heading = title ?? heading;
      if (code === undefined) return [];
      const pieces = isProgram(code) ? [code] : code.split(/\n\n(?=\S)/);
      return pieces.map((piece) => ({ heading, code: piece }));
    },
  );
}

/** Why a piece does not run; undefined for one that does. */
export function exceptionTo({ code }: Example): Exception | undefined {
  return EXCEPTIONS.find(({ begins }) => code.includes(begins));
}

/** Whether it is statements; a bare { name: 'email', … } is none. */
export function isProgram(code: string): boolean {
  try {
    return new AsyncFunction(code) !== undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Runs statements with names of the context in scope. */
export function run(code: string, context: Readonly<Record<string, unknown>>): Promise<unknown> {
  return new AsyncFunction(...Object.keys(context), code)(...Object.values(context));
}

/** The value of a piece that is an object literal. */
export function literal<T>(code: string): Promise<T> {
  return new AsyncFunction(`return (\n${code.trim().replace(/;$/, '')}\n)`)() as Promise<T>;
}
