/*
 * How large an answer may be: what is read counts, and as often as the answer may hold it.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANSWER_BYTES_MAX } from '../../../scripts/graphql/limits.ts';
import { type Answer, type Api, type Caller, createObject, startApi } from './support.ts';

const TEXT = 'x'.repeat(900_000);
/** How many such texts fit. */
const FIT = Math.floor(ANSWER_BYTES_MAX / (TEXT.length + 100));

let api: Api;
let caller: Caller;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('answers'));
  const book = await createObject(caller, 'book', 'books', [{ name: 'text', type: 'TEXT' }]);
  await createObject(caller, 'page', 'pages', [
    {
      name: 'book',
      type: 'RELATION',
      settings: { relationType: 'MANY_TO_ONE', relationTargetObjectId: book },
    },
  ]);
  const { createBook } = await caller.data(
    'mutation ($text: String) { createBook(data: { text: $text }) { id } }',
    { text: TEXT },
  );
  await caller.data(
    'mutation ($id: ID) { createPages(data: [{ bookId: $id }, { bookId: $id }]) { id } }',
    createBook,
  );
});

afterAll(() => api?.stop());

const aliases = (count: number, field: string): string =>
  Array.from({ length: count }, (_, number) => `a${number}: ${field}`).join(' ');
const books = (selection: string): string => `{ books { edges { node { ${selection} } } } }`;

const expectTooLarge = ({ errors }: Answer): void =>
  expect(errors?.[0]).toMatchObject({
    message: expect.stringContaining('The answer would have more than'),
    extensions: { code: 'BAD_USER_INPUT', limit: 'answer', max: ANSWER_BYTES_MAX },
  });

test('a text under several names is as many texts', async () => {
  const { data } = await caller.ask(books(aliases(FIT, 'text')));
  expect(Object.values(data?.books.edges[0].node)).toEqual(Array(FIT).fill(TEXT));
  expectTooLarge(await caller.ask(books(aliases(FIT + 1, 'text'))));
});

test.each([
  ['by a fragment', `${books('...a b: text')} fragment a on Book { ${aliases(FIT, 'text')} }`],
  [
    'by a record under several names',
    `{ pages(first: 1) { edges { node { ${aliases(FIT + 1, 'book { text }')} } } } }`,
  ],
  [
    'by a record of several records',
    `{ pages { edges { node { ${aliases(FIT / 2 + 1, 'book { text }')} } } } }`,
  ],
  [
    'by the same list under several names',
    `{ ${aliases(FIT + 1, 'books { edges { node { text } } }')} }`,
  ],
  [
    'by the value of a group',
    `{ booksGroupBy(groupBy: [{ text: true }]) { ${aliases(FIT + 1, 'groupByDimensionValues')} } }`,
  ],
])('%s too', async (_what, query) => {
  expectTooLarge(await caller.ask(query));
});

test('what is related to the record of a mutation is read when that is done', async () => {
  const { pages } = await caller.data('{ pages { edges { node { bookId } } totalCount } }');
  const answer = await caller.ask(
    `mutation ($id: ID) { createPage(data: { bookId: $id }) { id ${aliases(FIT + 1, 'book { text }')} } }`,
    { id: pages.edges[0].node.bookId },
  );
  expectTooLarge(answer);
  expect(await caller.data('{ pages { totalCount } }')).toEqual({
    pages: { totalCount: pages.totalCount + 1 },
  });
});

test('a request that is too large is counted once', async () => {
  const rejected = async (): Promise<number> => {
    const text = await (await fetch(`${api.server.url}/metrics`)).text();
    const [, count] =
      /^dual_schema_rejected_requests_total{limit="answer"} (\d+)$/m.exec(text) ?? [];
    return Number(count ?? 0);
  };
  const before = await rejected();
  const list = `books(first: 50) { edges { node { ${aliases(FIT + 1, 'text')} } } }`;
  expectTooLarge(await caller.ask(`{ a: ${list} pages { edges { node { id book { text } } } } }`));
  expect(await rejected()).toBe(before + 1);
});

test('records count, whatever the pages are called', async () => {
  const { createBooks } = await caller.data(
    'mutation ($data: [BookCreateInput!]!) { createBooks(data: $data) { id } }',
    { data: Array(FIT).fill({}) },
  );
  await caller.data(
    'mutation ($text: String) { updateBooks(filter: { id: { is: NOT_NULL } }, data: { text: $text }) { id } }',
    { text: TEXT },
  );
  expectTooLarge(await caller.ask(books('text')));
  // What is refused halfway has changed nothing.
  expectTooLarge(
    await caller.ask(
      'mutation { updateBooks(filter: { id: { is: NOT_NULL } }, data: { position: 7 }) { id text } }',
    ),
  );
  const { books: after } = await caller.data('{ books { edges { node { id position } } } }');
  expect(after.edges).toHaveLength(createBooks.length + 1);
  expect(
    after.edges.map(({ node }: { node: { position: number } }) => node.position),
  ).not.toContain(7);
  expect(await caller.data('{ books(first: 3) { edges { node { text } } } }')).toEqual({
    books: { edges: Array(3).fill({ node: { text: TEXT } }) },
  });
});
