/*
 * Records of the e-commerce extension: products in all categories, and orders of them by companies.
 */
import type { Company } from './crm.ts';
import { daysAgo, type Fake, type SystemFields, systemFields, trashEvery } from './fake.ts';

/** A value of a CURRENCY field. */
interface Money {
  readonly amount: number;
  readonly currency: string;
}

interface Product extends SystemFields {
  readonly name: string;
  readonly price: Money;
  readonly category: string;
  readonly inStock: boolean;
  readonly tags: readonly string[] | null;
}

const TAGS = ['featured', 'sale', 'new'];
const ORDERS = 60;
const MAX_ITEMS = 4;

/** Names, and prices from and to, of a category's products. */
const CATEGORIES = {
  electronics: {
    names: [
      'Wireless Headphones',
      'Mechanical Keyboard',
      'USB-C Dock',
      '27-inch Monitor',
      'Noise-Cancelling Earbuds',
      'Portable SSD 2 TB',
      'Webcam 4K',
      'Bluetooth Speaker',
      'Laptop Stand with Hub',
      'Smart Power Strip',
      'Graphics Tablet',
      'E-Ink Reader',
    ],
    price: { min: 39, max: 549 },
  },
  clothing: {
    names: [
      'Merino T-Shirt',
      'Rain Jacket',
      'Wool Beanie',
      'Denim Jeans',
      'Running Socks',
      'Linen Shirt',
      'Down Vest',
      'Canvas Belt',
      'Fleece Hoodie',
      'Hiking Trousers',
      'Silk Scarf',
      'Leather Gloves',
    ],
    price: { min: 9, max: 189 },
  },
  books: {
    names: [
      'Pride and Prejudice',
      'Moby-Dick',
      'Middlemarch',
      'Frankenstein',
      'The Odyssey',
      'Don Quixote',
      'Anna Karenina',
      'Walden',
      'Treasure Island',
      'Dracula',
      'Great Expectations',
      'The Time Machine',
    ],
    price: { min: 7, max: 45 },
  },
};

/** The records of product, order and orderItem, by table. */
export function buildShop(fake: Fake, companies: readonly Company[]) {
  const product = buildProducts(fake);
  const order = Array.from({ length: ORDERS }, (_, place) => ({
    ...systemFields(fake, place, daysAgo(fake, 180), daysAgo(fake, 1)),
    customerId: fake.helpers.arrayElement(companies).id,
  }));
  const lines = order.flatMap(({ id, createdAt }) =>
    fake.helpers
      .arrayElements(product, { min: 1, max: MAX_ITEMS })
      .map((ordered) => ({ orderId: id, createdAt, ordered })),
  );
  return {
    product: trashEvery(12, product),
    order: trashEvery(20, order),
    orderItem: lines.map((line, place) => buildItem(fake, place, line)),
  };
}

function buildProducts(fake: Fake): Product[] {
  return Object.entries(CATEGORIES)
    .flatMap(([category, { names, price }]) => names.map((name) => ({ category, name, price })))
    .map(({ category, name, price }, place) => ({
      ...systemFields(fake, place, daysAgo(fake, 365), daysAgo(fake, 180)),
      name,
      price: { amount: Number(fake.commerce.price({ ...price, dec: 2 })), currency: 'USD' },
      category,
      inStock: fake.datatype.boolean(0.8),
      tags: fake.helpers.maybe(() => fake.helpers.arrayElements(TAGS, { min: 0, max: 3 })) ?? null,
    }));
}

function buildItem(
  fake: Fake,
  place: number,
  line: { orderId: string; createdAt: string; ordered: Product },
) {
  return {
    ...systemFields(fake, place, new Date(line.createdAt), new Date(line.createdAt)),
    orderId: line.orderId,
    productId: line.ordered.id,
    quantity: fake.number.int({ min: 1, max: 5 }),
    unitPrice: line.ordered.price,
  };
}
