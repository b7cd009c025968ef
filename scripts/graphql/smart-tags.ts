/*
 * What the compiler writes into comments for the API: smart tags, one a line.
 *
 * A user's own text is only ever in @description and @foreignDescription, as a
 * JSON string; what is not one is no description.
 */
export type SmartTags = Record<string, unknown> | undefined;

declare global {
  namespace DataplanPg {
    interface PgCodecAttributeTags {
      /** The metadata type of the field, e.g. CURRENCY. */
      fieldType?: string;
      /** CURRENCY: the code to use where none is given. */
      currencyCode?: string;
    }
    interface PgCodecTags {
      /** The object's plural, the name of its list. */
      plural?: string;
    }
  }
}

/** A tag that is a plain word, such as @plural people. */
export function wordTag(tags: SmartTags, name: string): string | undefined {
  const value = tags?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** A tag that holds a user's text as a JSON string. */
export function textTag(tags: SmartTags, name: string): string | undefined {
  const value = wordTag(tags, name);
  if (value === undefined || !value.startsWith('"')) return undefined;
  const text: unknown = JSON.parse(value);
  return typeof text === 'string' ? text : undefined;
}
