/*
 * Validation rule: an operation is of a type that the schema has.
 *
 * GraphQL 16 leaves this to execution, where Grafast takes it for a fault of ours.
 * Nobody has subscriptions; a role that may write nothing has no mutations.
 */
import { GraphQLError, type ValidationRule } from 'graphql';

export const knownOperationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(
      new GraphQLError(`The API of your role has no ${node.operation}s.`, { nodes: node }),
    );
  },
});
