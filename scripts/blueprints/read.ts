/*
 * A blueprint from a file: JSON, or a module whose default export it is.
 */
import fs from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorCode, errorMessage, userError } from '../errors.ts';

const MODULES = ['.ts', '.mts', '.js', '.mjs'];
const SPECIFIER = 'dual-schema/blueprint';

/** What stands in a file, or one line that says what is wrong with it. */
export async function readBlueprint(file: string): Promise<unknown> {
  const text = readText(file);
  return MODULES.includes(path.extname(file)) ? importDefault(file) : parse(file, text);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw userError(
      `Cannot read ${path.resolve(file)} (${errorCode(error)}): give a file that exists.`,
      error,
    );
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw userError(`${file} is not JSON: ${errorMessage(error)}`, error);
  }
}

async function importDefault(file: string): Promise<unknown> {
  resolveOurs();
  let loaded: { readonly default?: unknown };
  try {
    loaded = await import(pathToFileURL(path.resolve(file)).href);
  } catch (error) {
    throw userError(`${file} cannot be loaded: ${errorMessage(error)}`, error);
  }
  if (typeof loaded.default === 'object' && loaded.default !== null) return loaded.default;
  throw userError(
    `${file} has no blueprint: write export default defineBlueprint({ … }) (docs/blueprints.md).`,
  );
}

/** Inside this package the name is known anyway; a module may lie anywhere. */
function resolveOurs(): void {
  const ours = pathToFileURL(path.join(import.meta.dirname, 'blueprint.ts')).href;
  nodeModule.registerHooks?.({
    resolve: (specifier, context, next) =>
      specifier === SPECIFIER ? { url: ours, shortCircuit: true } : next(specifier, context),
  });
}
