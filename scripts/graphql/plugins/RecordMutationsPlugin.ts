/*
 * Mutation fields: createPerson and createPeople, and the same for update, delete,
 * restore and destroy, each only where the role has the right it takes.
 *
 * Deleting is soft: it sets deletedAt. Destroying removes the row. Each field is one
 * statement in a transaction of its own: a record that is refused changes nothing.
 */
import type {
  GraphQLFieldConfigArgumentMap,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLOutputType,
} from 'graphql';
import type { FieldArgs, Step } from 'postgraphile/grafast';
import { sql } from 'postgraphile/pg-sql2';
import { BATCH_RECORDS_MAX } from '../limits.ts';
import {
  DELETED_AT,
  pluralName,
  type RecordResource,
  recordResources,
  singularName,
  upperFirst,
} from '../records.ts';
import { type RecordInput, readData } from '../writes/data.ts';
import {
  type Among,
  type Change,
  changeMany,
  changeOne,
  creation,
  destroying,
  setting,
} from '../writes/jobs.ts';
import { type Arguments, applyFilterTo, RecordWriteStep } from '../writes/steps.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      RecordMutationsPlugin: true;
    }
  }
}

type Build = GraphileBuild.Build;

interface MutationField {
  readonly name: string;
  readonly description: string;
  readonly type: GraphQLOutputType;
  readonly args: GraphQLFieldConfigArgumentMap;
  readonly plan: (fieldArgs: FieldArgs) => Step;
}

/** Sets deletedAt, to the time of the transaction or to nothing. */
function marking(deleted: boolean): Change {
  const value = deleted ? sql`now()` : sql.null;
  return setting({ values: new Map([[DELETED_AT, value]]) });
}

/** What is done to records that are there: in words, to which of them, and how. */
interface Verb {
  readonly verb: string;
  readonly one: (name: string) => string;
  readonly many: (name: string) => string;
  readonly among: { readonly one: Among; readonly many: Among };
  readonly change: (resource: RecordResource, given: Arguments) => Change;
}

const UPDATE: Verb = {
  verb: 'update',
  one: (name) => `Changes the fields given of a record of ${name}.`,
  many: (name) => `Changes the fields given of all records of ${name} that the filter finds.`,
  among: { one: 'live', many: 'live' },
  change: (resource, { data }) => setting(readData(resource, data as RecordInput)),
};

const DELETE: Verb = {
  verb: 'delete',
  one: (name) => `Soft-deletes a record of ${name}: it is hidden until it is restored.`,
  many: (name) =>
    `Soft-deletes all records of ${name} that the filter finds: they are hidden until they are restored.`,
  among: { one: 'live', many: 'live' },
  change: () => marking(true),
};

const RESTORE: Verb = {
  verb: 'restore',
  one: (name) => `Restores a soft-deleted record of ${name}.`,
  many: (name) => `Restores all soft-deleted records of ${name} that the filter finds.`,
  among: { one: 'deleted', many: 'deleted' },
  change: () => marking(false),
};

const DESTROY: Verb = {
  verb: 'destroy',
  one: (name) =>
    `Removes a record of ${name}, soft-deleted or not, for good and returns what it was; lists of other records in it are empty by then.`,
  many: (name) =>
    `Removes all records of ${name} that the filter finds for good and returns what they were; lists of other records in them are empty by then.`,
  among: { one: 'all', many: 'live' },
  change: () => destroying,
};

const BATCH = `At most ${BATCH_RECORDS_MAX} records. Where one is refused, none is created.`;
const FILTER = `Which records, at most ${BATCH_RECORDS_MAX}; not empty. Without a condition on deletedAt, soft-deleted ones are left out.`;
const FILTER_DELETED = `Which of the soft-deleted records, at most ${BATCH_RECORDS_MAX}; not empty.`;
const UPSERT =
  'Changes the fields given of a record whose id is there already, instead of refusing it. A required relation may be left out of such a record; its createdAt stays, and it stays soft-deleted if it is.';

/** The names and types of one object, as its mutation fields need them. */
interface Names {
  readonly one: string;
  readonly many: string;
  readonly Type: GraphQLObjectType;
  readonly Filter: GraphQLInputObjectType;
}

function namesOf(build: Build, { codec }: RecordResource): Names {
  const typeName = build.inflection.tableType(codec);
  return {
    one: singularName(codec),
    many: pluralName(codec),
    Type: build.getOutputTypeByName(typeName) as GraphQLObjectType,
    Filter: build.getInputTypeByName(
      build.inflection.filterInputType(typeName),
    ) as GraphQLInputObjectType,
  };
}

function dataType(
  build: Build,
  { codec }: RecordResource,
  variant: 'input' | 'patch',
): GraphQLNonNull<GraphQLInputObjectType> {
  const type = build.getGraphQLTypeByPgCodec(codec, variant) as GraphQLInputObjectType;
  return new build.graphql.GraphQLNonNull(type);
}

/** Whether there is a field that the role may give to new records, or change. */
function takesFields(
  { behavior }: Build,
  { codec }: RecordResource,
  right: 'attribute:insert' | 'attribute:update',
): boolean {
  return Object.keys(codec.attributes).some((name) =>
    behavior.pgCodecAttributeMatches([codec, name], right),
  );
}

function createFields(build: Build, resource: RecordResource): MutationField[] {
  const { GraphQLBoolean, GraphQLList, GraphQLNonNull } = build.graphql;
  const { one, many, Type } = namesOf(build, resource);
  const data = dataType(build, resource, 'input');
  const upsert: GraphQLFieldConfigArgumentMap = takesFields(build, resource, 'attribute:update')
    ? { upsert: { type: GraphQLBoolean, defaultValue: false, description: UPSERT } }
    : {};
  return [
    {
      name: `create${upperFirst(one)}`,
      description: `Creates a record of ${one}.`,
      type: Type,
      args: { data: { type: data }, ...upsert },
      plan: (fieldArgs) =>
        new RecordWriteStep(resource, fieldArgs, (given) =>
          creation(resource, [given.data as RecordInput], {
            upsert: given.upsert === true,
            isBatch: false,
          }),
        ).only(),
    },
    {
      name: `create${upperFirst(many)}`,
      description: `Creates records of ${one} and returns them in the order of data.`,
      type: new GraphQLList(new GraphQLNonNull(Type)),
      args: {
        data: {
          type: new GraphQLNonNull(new GraphQLList(data)),
          description: BATCH,
        },
        ...upsert,
      },
      plan: (fieldArgs) =>
        new RecordWriteStep(resource, fieldArgs, (given) =>
          creation(resource, given.data as readonly RecordInput[], {
            upsert: given.upsert === true,
            isBatch: true,
          }),
        ),
    },
  ];
}

function changeFields(build: Build, resource: RecordResource, verb: Verb): MutationField[] {
  const { GraphQLID, GraphQLList, GraphQLNonNull } = build.graphql;
  const { one, many, Type, Filter } = namesOf(build, resource);
  const data: GraphQLFieldConfigArgumentMap =
    verb === UPDATE ? { data: { type: dataType(build, resource, 'patch') } } : {};
  return [
    {
      name: `${verb.verb}${upperFirst(one)}`,
      description: verb.one(one),
      type: Type,
      args: { id: { type: new GraphQLNonNull(GraphQLID) }, ...data },
      plan: (fieldArgs) =>
        new RecordWriteStep(resource, fieldArgs, (given) =>
          changeOne(resource, given.id, verb.among.one, verb.change(resource, given)),
        ).only(),
    },
    {
      name: `${verb.verb}${upperFirst(many)}`,
      description: verb.many(one),
      type: new GraphQLList(new GraphQLNonNull(Type)),
      args: {
        filter: {
          type: new GraphQLNonNull(Filter),
          description: verb.among.many === 'deleted' ? FILTER_DELETED : FILTER,
        },
        ...data,
      },
      plan(fieldArgs) {
        const $write = new RecordWriteStep(resource, fieldArgs, (given, apply) =>
          changeMany(
            resource,
            { value: given.filter as RecordInput, apply },
            verb.among.many,
            verb.change(resource, given),
          ),
        );
        applyFilterTo($write, fieldArgs);
        return $write;
      },
    },
  ];
}

function mutationFields(build: Build, resource: RecordResource): MutationField[] {
  const { attributes } = resource.codec;
  const canDelete = attributes[DELETED_AT]?.extensions?.canUpdate === true;
  const verbs = [
    ...(takesFields(build, resource, 'attribute:update') ? [UPDATE] : []),
    ...(canDelete ? [DELETE, RESTORE] : []),
    ...(resource.extensions?.canDelete ? [DESTROY] : []),
  ];
  return [
    ...(takesFields(build, resource, 'attribute:insert') ? createFields(build, resource) : []),
    ...verbs.flatMap((verb) => changeFields(build, resource, verb)),
  ];
}

export const RecordMutationsPlugin: GraphileConfig.Plugin = {
  name: 'RecordMutationsPlugin',
  version: '1.0.0',
  description: 'Adds the mutations of records to Mutation',
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope: { isRootMutation }, fieldWithHooks }) {
        if (!isRootMutation) return fields;
        let result = fields;
        for (const resource of recordResources(build)) {
          for (const { name, plan, ...config } of mutationFields(build, resource)) {
            const field = fieldWithHooks({ fieldName: name, pgFieldResource: resource }, () => ({
              ...config,
              plan: (_$root: Step, fieldArgs: FieldArgs) => plan(fieldArgs),
            }));
            result = build.extend(result, { [name]: field }, `RecordMutationsPlugin: ${name}`);
          }
        }
        return result;
      },
    },
  },
};
