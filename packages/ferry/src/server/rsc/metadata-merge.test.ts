import { describe, expect, test } from 'vitest'
import { mergeMetadata, mergeStatic } from './metadata-merge.ts'
import type { MetadataSource } from './metadata-source.ts'

const props = { params: Promise.resolve({}), searchParams: Promise.resolve({}) }

function fields(...all: Record<string, unknown>[]): MetadataSource[] {
  return all.map((one) => ({ kind: 'static', fields: one }))
}

describe('metadata of a page', () => {
  test('inner segments win, undefined does not', () => {
    const merged = mergeStatic(fields({ title: 'a', description: 'outer' }, { title: 'b', description: undefined }))
    expect(merged).toEqual({ title: 'b', description: 'outer' })
  })

  test.each([
    [
      'a template applies below',
      [{ title: { template: '%s | Shop', default: 'Shop' } }, { title: 'Cart' }],
      'Cart | Shop',
    ],
    ['not to its own segment', [{ title: { template: '%s | Shop', default: 'Shop' } }], 'Shop'],
    ['not to an absolute title', [{ title: { template: '%s | Shop' } }, { title: { absolute: 'Cart' } }], 'Cart'],
    [
      'the nearest template counts',
      [
        { title: { template: '%s | Shop', default: 'Shop' } },
        { title: { template: '%s · Cart', default: 'Cart' } },
        { title: 'Pay' },
      ],
      'Pay · Cart',
    ],
    [
      'a default takes the outer template',
      [{ title: { template: '%s | Shop' } }, { title: { default: 'Cart' } }],
      'Cart | Shop',
    ],
    ['a segment without title keeps the one above', [{ title: 'Shop' }, { description: 'x' }], 'Shop'],
    [
      '$ patterns in a title are text',
      [{ title: { template: '%s | Shop' } }, { title: "$& $' $1" }],
      "$& $' $1 | Shop",
    ],
  ])('%s', (_, segments, title) => {
    expect(mergeStatic(fields(...segments))?.title).toBe(title)
  })

  test('generated metadata sees what is above', async () => {
    const generated: MetadataSource = {
      kind: 'generated',
      generate: async (_, parent) => ({ title: `${(await parent).title} and more` }),
    }
    const sources = [...fields({ title: 'Shop' }), generated]
    expect(mergeStatic(sources)).toBeNull()
    expect(await mergeMetadata(sources, props)).toEqual({ fields: { title: 'Shop and more' }, failure: null })
  })

  test('a failure leaves the head of the segments above', async () => {
    const error = new Error('down')
    const generated: MetadataSource = { kind: 'generated', generate: () => Promise.reject(error) }
    expect(await mergeMetadata([...fields({ title: 'Shop' }), generated], props)).toEqual({
      fields: { title: 'Shop' },
      failure: { error },
    })
  })
})
