/*
 * Where a blueprint is not valid, in the words of one that is code: an object and a field have keys
 * there, and no numbers.
 */
import { isRefusal } from '../errors.ts';
import type { Blueprint } from './blueprint.ts';
import { isModule } from './read.ts';

const PLACE = /\bobjects\[(\d+)\](?:\.fields\[(\d+)\])?/g;

/** What the work answers; what is refused of the blueprint of a file is told by the places that the file has. */
export async function withPlacesOf<T>(
  file: string | undefined,
  blueprint: unknown,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (file === undefined || !isModule(file) || !isRefusal(error)) throw error;
    const { message, detail } = error;
    throw Object.assign(error, {
      message: byKeys(message, blueprint as Blueprint),
      ...(detail === undefined ? {} : { detail: byKeys(detail, blueprint as Blueprint) }),
    });
  }
}

/** What has no name keeps its number. */
function byKeys(text: string, { objects }: Blueprint): string {
  return text.replace(PLACE, (place, objectPlace: string, fieldPlace: string | undefined) => {
    const object = objects?.[Number(objectPlace)];
    if (object?.nameSingular === undefined) return place;
    const inObject = `objects.${object.nameSingular}`;
    if (fieldPlace === undefined) return inObject;
    const name = object.fields?.[Number(fieldPlace)]?.name;
    return `${inObject}.fields${name === undefined ? `[${fieldPlace}]` : `.${name}`}`;
  });
}
