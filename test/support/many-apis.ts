/*
 * A program: builds APIs that are all different out of one shape's text (in the file of its first
 * argument) and plans large queries for each, as many as would fill a heap of 128 MB several times.
 * Prints how many APIs it has at the end. No database is asked.
 */
import '../../scripts/graphql/environment.ts';
import fs from 'node:fs';
import { executeRequest, prepareRequest } from '../../scripts/graphql/execute.ts';
import { createInstances } from '../../scripts/graphql/instances.ts';
import { COST_MAX } from '../../scripts/graphql/limits.ts';

const SHAPES = 10;
const QUERIES = 15;

const text = fs.readFileSync(process.argv[2] ?? '', 'utf8');
const context = {
  withPgClient: () => Promise.reject(new Error('There is no database.')),
  workspaceId: '',
};
/** A short text with a large plan. */
const lists = Array.from({ length: 30 }, (_, index) => `a${index}: people { ...list }`).join(' ');
const query = (alias: string): string => `
  { ${alias}: company(filter: { name: { eq: "x" } }) { ${lists} } }
  fragment list on PersonConnection {
    totalCount
    edges { node { id lastName createdAt updatedAt deletedAt position company { id name } } }
  }`;

const instances = createInstances();
let planned = 0;
for (let number = 0; number < SHAPES; number++) {
  const shape = {
    fingerprint: String(number),
    text: text.replaceAll('"firstName"', `"first${number}"`),
  };
  for (let index = 0; index < QUERIES; index++) {
    const instance = await instances.get(shape);
    const request = { query: query(`q${index}`) };
    const prepared = prepareRequest(instance, request, COST_MAX);
    const { errors } = await executeRequest(prepared, request, context, { report: () => {} });
    // Planned, and then there was nobody to ask.
    if (errors[0]?.extensions?.code === 'INTERNAL_SERVER_ERROR') planned++;
  }
}
console.log(JSON.stringify({ planned, apis: instances.stats().count }));
