/*
 * A server with the demo workspace's objects and a few products, and the client of it.
 */
import { type Client, createClient } from '../../generated/acme/client.ts';
import { extendForCommerce } from '../../scripts/demo/commerce.ts';
import { type Api, type Caller, startApi } from '../scripts/graphql/support.ts';

export interface Commerce {
  readonly api: Api;
  readonly caller: Caller;
  readonly client: Client;
}

export async function startCommerce(): Promise<Commerce> {
  const api = await startApi();
  const id = await api.createWorkspace('acme');
  await extendForCommerce(await api.database.client(), id);
  const caller = await api.caller(id);
  const client = createClient({ url: `${api.server.url}/`, token: () => caller.token });
  await client.products.createMany({
    data: [
      { name: 'Lamp', category: 'electronics', price: { amount: 19.99 }, tags: ['new'] },
      { name: 'Radio', category: 'electronics', price: { amount: 49 }, tags: ['new', 'sale'] },
      { name: 'Novel', category: 'books' },
    ],
  });
  return { api, caller, client };
}
