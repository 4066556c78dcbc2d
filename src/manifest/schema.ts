import { manifestColumns } from './columns/index.ts';
import type { KnownNames } from './known-names.ts';

/** The JSON Schema (draft 7) of a JSON manifest, for editors and for other programs. */
export function manifestSchema(known: KnownNames): Readonly<Record<string, unknown>> {
  const columns = Object.entries(manifestColumns(known));
  const properties = Object.fromEntries(
    columns.map(([name, column]) => [
      name,
      { description: column.summary, examples: [column.example], ...column.schema },
    ]),
  );
  const order = (required: boolean): Record<string, unknown> => ({
    type: 'object',
    properties,
    additionalProperties: false,
    ...(required
      ? { required: columns.filter(([, column]) => column.absent === undefined).map(([name]) => name) }
      : {}),
  });
  const orders = { type: 'array', minItems: 1, items: { $ref: '#/definitions/order' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'mixpress manifest',
    definitions: { order: order(true), defaults: order(false) },
    anyOf: [
      orders,
      {
        type: 'object',
        required: ['orders'],
        additionalProperties: false,
        properties: { $schema: { type: 'string' }, defaults: { $ref: '#/definitions/defaults' }, orders },
      },
    ],
  };
}
