/*
 * Connections are { edges, pageInfo, totalCount }: the stock `nodes` would be a
 * second way to the same records.
 */
declare global {
  namespace GraphileConfig {
    interface Plugins {
      ConnectionsPlugin: true;
    }
  }
}

export const ConnectionsPlugin: GraphileConfig.Plugin = {
  name: 'ConnectionsPlugin',
  version: '1.0.0',
  description: 'Leaves nodes out of connections',
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, _build, { scope: { isConnectionType } }) {
        if (!isConnectionType) return fields;
        const { nodes: _nodes, ...others } = fields;
        return others;
      },
    },
  },
};
