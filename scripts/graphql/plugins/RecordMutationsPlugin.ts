/*
 * Mutation fields: createPerson, updatePerson, deletePerson, restorePerson and
 * destroyPerson, each only where the role has the right it takes.
 *
 * Deleting is soft: it sets deletedAt. Destroying removes the row.
 */
import type { GraphQLFieldConfigArgumentMap, GraphQLOutputType } from 'graphql';
import { pgInsertSingle } from 'postgraphile/@dataplan/pg';
import { constant, type FieldArgs, type Step } from 'postgraphile/grafast';
import { type RecordResource, recordResources, singularName, upperFirst } from '../records.ts';
import { DestroyRecordStep, UpdateRecordStep } from '../steps.ts';

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
  readonly args: GraphQLFieldConfigArgumentMap;
  readonly plan: (fieldArgs: FieldArgs) => Step;
}

/** Postgres reads this text as the time of the transaction. */
const NOW = 'now';

function changeDeletedAt(resource: RecordResource, value: string | null) {
  return (fieldArgs: FieldArgs) =>
    new UpdateRecordStep(resource, { id: fieldArgs.getRaw('id') }, { deletedAt: constant(value) });
}

function createField(build: Build, resource: RecordResource, name: string): MutationField {
  const Data = build.getGraphQLTypeByPgCodec(resource.codec, 'input');
  return {
    name: `create${upperFirst(name)}`,
    description: `Creates a record of ${name}.`,
    args: { data: { type: new build.graphql.GraphQLNonNull(Data as never) } },
    plan(fieldArgs) {
      const $insert = pgInsertSingle(resource);
      fieldArgs.apply($insert, 'data', (builder: { setBuilder(): object }) => builder.setBuilder());
      return $insert;
    },
  };
}

function updateFields(build: Build, resource: RecordResource, name: string): MutationField[] {
  const { GraphQLNonNull, GraphQLID } = build.graphql;
  const Data = build.getGraphQLTypeByPgCodec(resource.codec, 'patch');
  const id = { type: new GraphQLNonNull(GraphQLID) };
  const Name = upperFirst(name);
  return [
    {
      name: `update${Name}`,
      description: `Changes the fields given of a record of ${name}.`,
      args: { id, data: { type: new GraphQLNonNull(Data as never) } },
      plan(fieldArgs) {
        const $update = new UpdateRecordStep(resource, { id: fieldArgs.getRaw('id') });
        fieldArgs.apply($update, 'data', (builder: { setBuilder(): object }) =>
          builder.setBuilder(),
        );
        return $update;
      },
    },
    {
      name: `delete${Name}`,
      description: `Soft-deletes a record of ${name}: it is hidden until it is restored.`,
      args: { id },
      plan: changeDeletedAt(resource, NOW),
    },
    {
      name: `restore${Name}`,
      description: `Restores a soft-deleted record of ${name}.`,
      args: { id },
      plan: changeDeletedAt(resource, null),
    },
  ];
}

function destroyField(build: Build, resource: RecordResource, name: string): MutationField {
  const { GraphQLNonNull, GraphQLID } = build.graphql;
  return {
    name: `destroy${upperFirst(name)}`,
    description: `Removes a record of ${name} for good and returns what it was.`,
    args: { id: { type: new GraphQLNonNull(GraphQLID) } },
    plan: (fieldArgs) => new DestroyRecordStep(resource, { id: fieldArgs.getRaw('id') }),
  };
}

function mutationFields(build: Build, resource: RecordResource): MutationField[] {
  const name = singularName(resource.codec);
  const { canInsert, canUpdate, canDelete } = resource.extensions ?? {};
  return [
    ...(canInsert ? [createField(build, resource, name)] : []),
    ...(canUpdate ? updateFields(build, resource, name) : []),
    ...(canDelete ? [destroyField(build, resource, name)] : []),
  ];
}

export const RecordMutationsPlugin: GraphileConfig.Plugin = {
  name: 'RecordMutationsPlugin',
  version: '1.0.0',
  description: 'Adds the mutations of one record to Mutation',
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope: { isRootMutation }, fieldWithHooks }) {
        if (!isRootMutation) return fields;
        let result = fields;
        for (const resource of recordResources(build)) {
          const type = build.getOutputTypeByName(
            build.inflection.tableType(resource.codec),
          ) as GraphQLOutputType;
          for (const { name, plan, ...config } of mutationFields(build, resource)) {
            const field = fieldWithHooks({ fieldName: name, pgFieldResource: resource }, () => ({
              ...config,
              type,
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
