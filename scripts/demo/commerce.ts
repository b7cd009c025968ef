/*
 * The guide's "Example 1: E-commerce Extension" as what it comes down to: plain INSERTs on metadata.
 * Labels that the guide leaves out are made by the compiler.
 */
import type pg from 'pg';

const OBJECTS = `
  insert into core."objectMetadata"
    ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", icon)
  values
    ($1, 'product', 'products', 'Product', 'Products', 'IconPackage'),
    ($1, 'order', 'orders', 'Order', 'Orders', 'IconShoppingCart'),
    ($1, 'orderItem', 'orderItems', 'Order Item', 'Order Items', 'IconListDetails')`;

const FIELDS = `
  insert into core."fieldMetadata"
    ("workspaceId", "objectMetadataId", name, label, type, settings, "defaultValue", "isNullable")
  select $1, o.id, f.name, f.label, f.type,
    case when t.id is null then f.settings
      else f.settings || jsonb_build_object('relationTargetObjectId', t.id) end,
    f."defaultValue", f."isNullable"
  from (values
    (1, 'product', 'name', 'Product Name', 'TEXT', null::jsonb, null, null::jsonb, false),
    (2, 'product', 'price', 'Price', 'CURRENCY', '{"currencyCode": "USD"}', null, null, true),
    (3, 'product', 'category', 'Category', 'SELECT', '{"options": [
        {"value": "electronics", "label": "Electronics"},
        {"value": "clothing", "label": "Clothing"},
        {"value": "books", "label": "Books"}]}', null, null, true),
    (4, 'product', 'inStock', 'In Stock', 'BOOLEAN', null, null, 'true', true),
    (5, 'product', 'tags', 'Tags', 'MULTI_SELECT', '{"options": [
        {"value": "featured", "label": "Featured"},
        {"value": "sale", "label": "On Sale"},
        {"value": "new", "label": "New Arrival"}]}', null, null, true),
    (6, 'order', 'customer', 'Customer', 'RELATION', '{"relationType": "MANY_TO_ONE"}', 'company', null, true),
    (7, 'orderItem', 'order', null, 'RELATION', '{"relationType": "MANY_TO_ONE"}', 'order', null, true),
    (8, 'orderItem', 'product', null, 'RELATION', '{"relationType": "MANY_TO_ONE"}', 'product', null, true),
    (9, 'orderItem', 'quantity', null, 'NUMBER', '{"min": 1}', null, null, true),
    (10, 'orderItem', 'unitPrice', null, 'CURRENCY', '{"currencyCode": "USD"}', null, null, true)
  ) f (place, object, name, label, type, settings, target, "defaultValue", "isNullable")
  join core."objectMetadata" o on o."workspaceId" = $1 and o."nameSingular" = f.object
  left join core."objectMetadata" t on t."workspaceId" = $1 and t."nameSingular" = f.target
  order by f.place`;

/** Adds product, order and orderItem to a workspace. */
export async function extendForCommerce(client: pg.ClientBase, workspaceId: string): Promise<void> {
  await client.query(OBJECTS, [workspaceId]);
  await client.query(FIELDS, [workspaceId]);
}
