/*
 * Gather phase: a column's smart tags say which field it is; its codec follows.
 *
 * CURRENCY is read and written without losing digits, MULTI_SELECT holds no
 * nulls. Descriptions come from @description alone, since a comment may never
 * hold raw user text.
 */
import { LIST_TYPES, type PgCodec, TYPES } from 'postgraphile/@dataplan/pg';
import { textTag, wordTag } from '../smart-tags.ts';
import { currencyFromPg, currencyToPg } from '../values/currency.ts';

const currencyCodecs = new Map<string, PgCodec>();

/** One codec for each default currency: codecs are told apart by name. */
function currencyCodec(defaultCode: string | undefined): PgCodec {
  const name = `currency_${defaultCode ?? 'any'}`;
  const known = currencyCodecs.get(name);
  if (known) return known;
  const codec: PgCodec = {
    ...TYPES.jsonb,
    name,
    fromPg: currencyFromPg,
    toPg: (value: unknown) => currencyToPg(value, defaultCode),
    hasNaturalEquality: true,
    hasNaturalOrdering: true,
    extensions: { ...TYPES.jsonb.extensions, isCurrency: true },
  };
  currencyCodecs.set(name, codec);
  return codec;
}

const multiSelectCodec = {
  ...LIST_TYPES.varchar,
  name: 'multiSelect',
  extensions: { ...LIST_TYPES.varchar.extensions, listItemNonNull: true },
} as PgCodec;

declare global {
  namespace GraphileConfig {
    interface Plugins {
      FieldTypesPlugin: true;
    }
  }
  namespace DataplanPg {
    interface PgCodecExtensions {
      isCurrency?: boolean;
    }
  }
}

export const FieldTypesPlugin: GraphileConfig.Plugin = {
  name: 'FieldTypesPlugin',
  version: '1.0.0',
  description: 'Gives CURRENCY and MULTI_SELECT columns codecs of their own; decodes descriptions',
  gather: {
    hooks: {
      pgCodecs_attribute(_info, { attribute }) {
        const tags = attribute.extensions?.tags;
        attribute.description = textTag(tags, 'description');
        const fieldType = wordTag(tags, 'fieldType');
        if (fieldType === 'CURRENCY') {
          attribute.codec = currencyCodec(wordTag(tags, 'currencyCode'));
        } else if (fieldType === 'MULTI_SELECT') {
          attribute.codec = multiSelectCodec;
        }
      },
      pgCodecs_recordType_spec(_info, { spec }) {
        spec.description = textTag(spec.extensions?.tags, 'description');
      },
      pgTables_PgResourceOptions(_info, { resourceOptions }) {
        resourceOptions.description = textTag(resourceOptions.extensions?.tags, 'description');
      },
      pgRelations_relation(_info, { relation }) {
        const tag = relation.isReferencee ? 'foreignDescription' : 'description';
        relation.description = textTag(relation.extensions?.tags, tag);
      },
    },
  },
};
