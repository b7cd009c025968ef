/*
 * Inflection: the API says what the metadata says.
 *
 * Tables are named nameSingular, columns and relations by their field: nothing
 * is singularized, pluralized or re-cased.
 */
import { FILTER_TYPE_NAMES } from '../filters.ts';
import { GROUP_TYPE_NAMES } from '../groups.ts';
import { singularName, upperFirst } from '../records.ts';
import { wordTag } from '../smart-tags.ts';
import { SCALAR_NAMES } from './ScalarsPlugin.ts';

/** The libraries' types that the API shows; their others are out of the way of objects' names. */
const LIBRARY_TYPES = ['Query', 'Mutation', 'PageInfo'];

/** Types of the API itself. */
const OWN_TYPES: ReadonlySet<string> = new Set([
  ...LIBRARY_TYPES,
  ...['ID', 'String', 'Int', 'Float', 'Boolean', 'Subscription'],
  ...SCALAR_NAMES,
  ...FILTER_TYPE_NAMES,
  ...GROUP_TYPE_NAMES,
  'OrderByDirection',
]);

/** The compiler refuses such names; were there one all the same, it must not cost the workspace its API. */
function recordTypeName(nameSingular: string): string {
  const typeName = upperFirst(nameSingular);
  return OWN_TYPES.has(typeName) ? `${typeName}_` : typeName;
}

declare global {
  namespace GraphileConfig {
    interface Plugins {
      NamesPlugin: true;
    }
  }
  namespace GraphileBuild {
    interface Inflection {
      filterInputType(this: Inflection, typeName: string): string;
      orderByInputType(this: Inflection, typeName: string): string;
      groupType(this: Inflection, typeName: string): string;
      groupByInputType(this: Inflection, typeName: string): string;
      groupsOrderByInputType(this: Inflection, typeName: string): string;
      groupsAggregateOrderByInputType(this: Inflection, typeName: string): string;
      relatedFilterInputType(this: Inflection, typeName: string): string;
      relatedOrderByInputType(this: Inflection, typeName: string): string;
    }
  }
}

export const NamesPlugin: GraphileConfig.Plugin = {
  name: 'NamesPlugin',
  version: '1.0.0',
  description: 'Takes all names from the metadata as they are',
  after: ['PgTablesPlugin', 'PgAttributesPlugin', 'PgCodecsPlugin', 'PgRelationsPlugin'],
  inflection: {
    add: {
      filterInputType: (_options, typeName) => `${typeName}FilterInput`,
      orderByInputType: (_options, typeName) => `${typeName}OrderByInput`,
      groupType: (_options, typeName) => `${typeName}GroupByConnection`,
      groupByInputType: (_options, typeName) => `${typeName}GroupByInput`,
      groupsOrderByInputType: (_options, typeName) => `${typeName}OrderByWithGroupByInput`,
      // The underscore keeps it apart from what belongs to any other object.
      groupsAggregateOrderByInputType: (_options, typeName) => `${typeName}_AggregateOrderByInput`,
      // The underscore keeps these apart from those of an object named companyRelated.
      relatedFilterInputType: (_options, typeName) => `${typeName}_RelatedFilterInput`,
      relatedOrderByInputType: (_options, typeName) => `${typeName}_RelatedOrderByInput`,
    },
    replace: {
      // Cursors are strings. An object's name has no underscore, so that no object can meet "Pg_…".
      builtin: (_previous, _options, name) =>
        name === 'Cursor' ? 'String' : LIBRARY_TYPES.includes(name) ? name : `Pg_${name}`,
      // The prefix keeps a table named "text" apart from the codec of the type text.
      classCodecName: (_previous, _options, { pgClass }) => `record_${pgClass.relname}`,
      tableResourceName: (_previous, _options, { pgClass }) => pgClass.relname,
      tableType: (_previous, _options, codec) => recordTypeName(singularName(codec)),
      inputType: (_previous, _options, typeName) => `${typeName}CreateInput`,
      patchType: (_previous, _options, typeName) => `${typeName}UpdateInput`,
      baseInputType: (_previous, _options, typeName) => `${typeName}_Base`,
      _attributeName: (_previous, _options, { attributeName }) => attributeName,
      attribute: (_previous, _options, { attributeName }) => attributeName,
      resourceRelationName(previous, _options, details) {
        const { tags } = details.pgConstraint.getTagsAndDescription();
        const name = wordTag(tags, details.isReferencee ? 'foreignFieldName' : 'fieldName');
        return name ?? previous?.(details) ?? details.pgConstraint.conname;
      },
    },
  },
};
