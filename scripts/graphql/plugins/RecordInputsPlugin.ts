/*
 * What the input of a record takes that is no plain column: a relation by `connect`
 * or `disconnect`, and `first` or `last` as its position.
 */
import type { GraphQLInputFieldConfigMap } from 'graphql';
import { type RecordResource, recordResources } from '../records.ts';
import { keyOf, ownRelations, POSITION } from '../writes/data.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      RecordInputsPlugin: true;
    }
  }
  namespace GraphileBuild {
    interface Inflection {
      relationInputType(this: Inflection, typeName: string): string;
      connectInputType(this: Inflection, typeName: string): string;
      whereUniqueInputType(this: Inflection, typeName: string): string;
    }
  }
}

type Build = GraphileBuild.Build;

/** How a relation to `resource` is set. */
function registerRelationInput(build: Build, { codec }: RecordResource): void {
  const { GraphQLBoolean, GraphQLID, GraphQLNonNull } = build.graphql;
  const { inflection } = build;
  const typeName = inflection.tableType(codec);
  const register = (
    name: string,
    description: string,
    fields: () => GraphQLInputFieldConfigMap,
  ): void =>
    build.registerInputObjectType(name, {}, () => ({ description, fields }), 'RecordInputsPlugin');
  register(
    inflection.relationInputType(typeName),
    'Names a record, or none: give connect, or disconnect: true.',
    () => ({
      connect: {
        description: 'The record that is there already.',
        type: build.getInputTypeByName(inflection.connectInputType(typeName)),
      },
      disconnect: { description: 'True: no record.', type: GraphQLBoolean },
    }),
  );
  register(inflection.connectInputType(typeName), 'A record that is there already.', () => ({
    where: {
      type: new GraphQLNonNull(
        build.getInputTypeByName(inflection.whereUniqueInputType(typeName)) as never,
      ),
    },
  }));
  register(inflection.whereUniqueInputType(typeName), 'What one record has alone.', () => ({
    id: { type: GraphQLID },
  }));
}

/** The fields of an input with positions, and with each relation behind its key. */
function withRelations(
  build: Build,
  resource: RecordResource,
  fields: GraphQLInputFieldConfigMap,
): GraphQLInputFieldConfigMap {
  const { inflection, graphql } = build;
  const relations = new Map(
    ownRelations(resource).map(([name, relation]) => [keyOf(relation), { name, relation }]),
  );
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      if (name === POSITION) {
        return [[name, { ...field, type: build.getInputTypeByName('RecordPosition') }]];
      }
      const related = relations.get(name);
      if (!related) return [[name, field]];
      const { codec } = related.relation.remoteResource as RecordResource;
      const typeName = inflection.relationInputType(inflection.tableType(codec));
      return [
        // Required, it could not be left out for the relation; the column is not null all the same.
        [name, { ...field, type: graphql.getNullableType(field.type) }],
        [
          related.name,
          {
            description: related.relation.description,
            type: build.getInputTypeByName(typeName),
          },
        ],
      ];
    }),
  );
}

export const RecordInputsPlugin: GraphileConfig.Plugin = {
  name: 'RecordInputsPlugin',
  version: '1.0.0',
  description: 'Adds connect, disconnect, first and last to the inputs of records',
  after: ['NamesPlugin', 'PgTablesPlugin', 'PgAttributesPlugin'],
  inflection: {
    add: {
      relationInputType: (_options, typeName) => `${typeName}RelationInput`,
      connectInputType: (_options, typeName) => `${typeName}ConnectInput`,
      whereUniqueInputType: (_options, typeName) => `${typeName}WhereUniqueInput`,
    },
  },
  schema: {
    hooks: {
      init(_, build) {
        for (const resource of recordResources(build)) registerRelationInput(build, resource);
        return _;
      },
      GraphQLInputObjectType_fields(
        fields,
        build,
        { scope: { isPgRowType, isPgBaseInput, pgCodec } },
      ) {
        if (!isPgRowType || isPgBaseInput) return fields;
        const resource = recordResources(build).find(({ codec }) => codec === pgCodec);
        return resource ? withRelations(build, resource, fields) : fields;
      },
    },
  },
};
