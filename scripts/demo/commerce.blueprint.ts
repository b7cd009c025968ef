/*
 * The guide's "Example 1: E-commerce Extension". Labels that the guide leaves out are made by the
 * compiler.
 */
import {
  boolean,
  currency,
  defineBlueprint,
  manyToOne,
  multiSelect,
  number,
  select,
  text,
} from 'dual-schema/blueprint';

export default defineBlueprint({
  objects: {
    product: {
      namePlural: 'products',
      icon: 'IconPackage',
      fields: {
        name: text({ label: 'Product Name', isNullable: false }),
        price: currency({ currencyCode: 'USD' }),
        category: select({
          options: [
            { value: 'electronics', label: 'Electronics' },
            { value: 'clothing', label: 'Clothing' },
            { value: 'books', label: 'Books' },
          ],
        }),
        inStock: boolean({ defaultValue: true }),
        tags: multiSelect({
          options: [
            { value: 'featured', label: 'Featured' },
            { value: 'sale', label: 'On Sale' },
            { value: 'new', label: 'New Arrival' },
          ],
        }),
      },
    },
    order: {
      namePlural: 'orders',
      icon: 'IconShoppingCart',
      fields: { customer: manyToOne('company') },
    },
    orderItem: {
      namePlural: 'orderItems',
      icon: 'IconListDetails',
      fields: {
        order: manyToOne('order'),
        product: manyToOne('product'),
        quantity: number({ min: 1 }),
        unitPrice: currency({ currencyCode: 'USD' }),
      },
    },
  },
});
