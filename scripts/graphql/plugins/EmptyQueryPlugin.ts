/*
 * A role that may read nothing still has an API: GraphQL needs one field in Query.
 */
import { constant } from 'postgraphile/grafast';
import { recordResources } from '../records.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      EmptyQueryPlugin: true;
    }
  }
}

export const EmptyQueryPlugin: GraphileConfig.Plugin = {
  name: 'EmptyQueryPlugin',
  version: '1.0.0',
  description: 'Gives Query a field where the role may read no object',
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { scope: { isRootQuery }, fieldWithHooks }) {
        if (!isRootQuery || recordResources(build).length > 0) return fields;
        const nothing = fieldWithHooks({ fieldName: '_nothing' }, () => ({
          description: 'Always null: this role may read no object of the workspace.',
          type: build.graphql.GraphQLBoolean,
          plan: () => constant(null),
        }));
        return build.extend(fields, { _nothing: nothing }, 'EmptyQueryPlugin');
      },
    },
  },
};
